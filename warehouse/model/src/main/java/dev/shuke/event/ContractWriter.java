package dev.shuke.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the values of a contract as JSON, without the fields that have none. */
final class ContractWriter {

  private ContractWriter() {}

  static void write(List<Field> fields, Object record, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Field field : fields) {
      Object value = field.valueIn(record);
      if (value != null) {
        out.writeFieldName(field.name());
        write(field.type(), value, out);
      }
    }
    out.writeEndObject();
  }

  private static void write(FieldType type, Object value, JsonGenerator out) throws IOException {
    if (type instanceof FieldType.Choice) {
      out.writeString(FieldType.Choice.wordOf((Enum<?>) value));
    } else if (type instanceof FieldType.Int32) {
      out.writeNumber((Integer) value);
    } else if (type instanceof FieldType.Int64) {
      out.writeNumber((Long) value);
    } else if (type instanceof FieldType.Flag) {
      out.writeBoolean((Boolean) value);
    } else if (type instanceof FieldType.Decimal) {
      out.writeString(((BigDecimal) value).toPlainString());
    } else if (type instanceof FieldType.Timestamp) {
      out.writeNumber(((Instant) value).toEpochMilli());
    } else if (type instanceof FieldType.TextMap) {
      writeMap((Map<?, ?>) value, out);
    } else if (type instanceof FieldType.ListOf list) {
      out.writeStartArray();
      for (Object element : (List<?>) value) {
        write(list.element(), element, out);
      }
      out.writeEndArray();
    } else if (type instanceof FieldType.Struct struct) {
      write(struct.fields(), value, out);
    } else {
      out.writeString(value.toString());
    }
  }

  private static void writeMap(Map<?, ?> map, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeStringField((String) entry.getKey(), (String) entry.getValue());
    }
    out.writeEndObject();
  }
}
