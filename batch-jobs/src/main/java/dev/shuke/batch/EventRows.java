package dev.shuke.batch;

import dev.shuke.event.ContractViolation;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import dev.shuke.table.EventColumns;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of {@code events.late} read again and laid out as rows of their event table. */
final class EventRows {

  /** What an event row takes from a late row as it is, and the data behind it. */
  private static final String[] LATE = {
    "kafka_topic",
    "kafka_partition",
    "kafka_offset",
    "known_at",
    "event_id",
    "payload_hash",
    "business_date",
    "data"
  };

  private static final int DATA = LATE.length - 1;

  /** Digits of every decimal of a contract. */
  private static final int DECIMAL_DIGITS = 18;

  private EventRows() {}

  /**
   * The event rows of late rows, in their order; columns as {@code EventColumns} orders them.
   *
   * <p>In Spark's own form: rows of objects would each be taken to pieces by an encoder, which
   * takes longer than reading the JSON.
   */
  static Dataset<Row> ofLate(EventType type, Dataset<Row> late, StructType events) {
    RDD<InternalRow> rows =
        late.selectExpr(LATE)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(some -> new Parsing(type, some))
            .rdd();
    return ((SparkSession) late.sparkSession()).internalCreateDataFrame(rows, events, false);
  }

  private record Parsing(EventType type, Iterator<InternalRow> late)
      implements Iterator<InternalRow> {
    @Override
    public boolean hasNext() {
      return late.hasNext();
    }

    @Override
    public InternalRow next() {
      return ofLate(type, late.next());
    }
  }

  private static InternalRow ofLate(EventType type, InternalRow late) {
    EventJson.Told told = again(type, late);
    Event event = told.event();
    List<Field> fields = type.contract().fields();
    Object[] values = new Object[EventColumns.HEAD.size() + fields.size()];
    values[0] = late.getUTF8String(0);
    values[1] = late.getInt(1);
    values[2] = late.getLong(2);
    values[3] = late.getLong(3);
    values[4] = late.getUTF8String(4);
    values[5] = late.getBinary(5);
    values[6] = late.getInt(6);
    values[7] = list(new FieldType.Text(), event.flags());
    values[8] = UTF8String.fromString(told.unknownFields());
    int at = EventColumns.HEAD.size();
    for (Field field : fields) {
      values[at++] = value(field.type(), field.valueIn(event));
    }
    return new GenericInternalRow(values);
  }

  private static EventJson.Told again(EventType type, InternalRow late) {
    try {
      return EventJson.again(type, late.getUTF8String(DATA).getBytes());
    } catch (ContractViolation e) {
      String place = late.getUTF8String(0) + " offset " + late.getLong(2);
      throw new IllegalStateException(
          "Cannot admit "
              + place
              + ": its contract accepted it on arrival and refuses it now: "
              + e.getMessage(),
          e);
    }
  }

  private static @Nullable Object value(FieldType type, @Nullable Object value) {
    if (value == null) {
      return null;
    } else if (type instanceof FieldType.Choice) {
      return UTF8String.fromString(((Enum<?>) value).name().toLowerCase(Locale.ROOT));
    } else if (type instanceof FieldType.Decimal decimal) {
      return Decimal.apply((BigDecimal) value, DECIMAL_DIGITS, decimal.scale());
    } else if (type instanceof FieldType.Day) {
      return Math.toIntExact(((LocalDate) value).toEpochDay());
    } else if (type instanceof FieldType.Timestamp) {
      return DateTimeUtils.instantToMicros((Instant) value);
    } else if (type instanceof FieldType.TextMap) {
      return textMap((Map<?, ?>) value);
    } else if (type instanceof FieldType.ListOf list) {
      return list(list.element(), (List<?>) value);
    } else if (type instanceof FieldType.Struct struct) {
      return struct(struct.fields(), value);
    } else if (type instanceof FieldType.Text) {
      return UTF8String.fromString((String) value);
    }
    return value; // numbers and flags are themselves
  }

  private static GenericArrayData list(FieldType element, List<?> list) {
    Object[] values = new Object[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(element, list.get(i));
    }
    return new GenericArrayData(values);
  }

  private static ArrayBasedMapData textMap(Map<?, ?> map) {
    FieldType text = new FieldType.Text();
    return new ArrayBasedMapData(
        list(text, List.copyOf(map.keySet())), list(text, List.copyOf(map.values())));
  }

  private static InternalRow struct(List<Field> fields, Object struct) {
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(fields.get(i).type(), fields.get(i).valueIn(struct));
    }
    return new GenericInternalRow(values);
  }

  /** Spark's row encoder takes Scala's collections only. */
  static Seq<?> seq(List<?> list) {
    return CollectionConverters.asScala(list);
  }
}
