package dev.shuke.streaming;

import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** Values of any contract as Flink's table data, in the types {@code EventColumns} gives them. */
final class ContractValues {

  /** Digits of every decimal of a contract. */
  private static final int DECIMAL_DIGITS = 18;

  private ContractValues() {}

  static @Nullable Object convert(FieldType type, @Nullable Object value) {
    if (value == null) {
      return null;
    } else if (type instanceof FieldType.Choice) {
      return StringData.fromString(((Enum<?>) value).name().toLowerCase(Locale.ROOT));
    } else if (type instanceof FieldType.Decimal decimal) {
      return DecimalData.fromBigDecimal((BigDecimal) value, DECIMAL_DIGITS, decimal.scale());
    } else if (type instanceof FieldType.Day) {
      return Math.toIntExact(((LocalDate) value).toEpochDay());
    } else if (type instanceof FieldType.Timestamp) {
      return TimestampData.fromInstant((Instant) value);
    } else if (type instanceof FieldType.TextMap) {
      return textMap((Map<?, ?>) value);
    } else if (type instanceof FieldType.ListOf list) {
      return list(list.element(), (List<?>) value);
    } else if (type instanceof FieldType.Struct struct) {
      return struct(struct.fields(), value);
    } else if (type instanceof FieldType.Text) {
      return StringData.fromString((String) value);
    }
    return value; // numbers and flags are themselves
  }

  static GenericArrayData list(FieldType element, List<?> values) {
    Object[] converted = new Object[values.size()];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = convert(element, values.get(i));
    }
    return new GenericArrayData(converted);
  }

  private static GenericMapData textMap(Map<?, ?> map) {
    Map<StringData, StringData> converted = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            converted.put(
                StringData.fromString((String) key), StringData.fromString((String) value)));
    return new GenericMapData(converted);
  }

  private static GenericRowData struct(List<Field> fields, Object record) {
    GenericRowData row = new GenericRowData(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      row.setField(i, convert(fields.get(i).type(), fields.get(i).valueIn(record)));
    }
    return row;
  }
}
