package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import dev.shuke.event.ContractViolation;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import dev.shuke.table.EventColumns;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;
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

  private static final StructType REFUSAL =
      new StructType()
          .add("field", DataTypes.StringType, false)
          .add("expected", DataTypes.StringType, false);

  private EventRows() {}

  /**
   * The event rows of late rows, in their order; columns as {@code EventColumns} orders them.
   *
   * <p>In Spark's own form: rows of objects would each be taken to pieces by an encoder, which
   * takes longer than reading the JSON.
   *
   * @param unreadable counts the rows left out; a task that is tried again counts them again
   */
  static Dataset<Row> ofLate(
      EventType type, Dataset<Row> late, StructType events, LongAccumulator unreadable) {
    RDD<InternalRow> rows =
        late.selectExpr(LATE)
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitions(some -> new Readable(type, some, unreadable))
            .rdd();
    return ((SparkSession) late.sparkSession()).internalCreateDataFrame(rows, events, false);
  }

  /**
   * Why a late row cannot be a row of its event table, a struct of {@code field} and {@code
   * expected}; null when it can.
   */
  static Column refusal() {
    UDF2<String, String, Row> refusal = EventRows::refusal;
    return udf(refusal, REFUSAL).apply(col("event_type"), col("data"));
  }

  private static @Nullable Row refusal(String eventType, String data) {
    EventType type = EventType.valueOf(eventType);
    try {
      layOut(type, data.getBytes(StandardCharsets.UTF_8), new Object[width(type)]);
      return null;
    } catch (ContractViolation e) {
      return RowFactory.create(e.field(), e.expected());
    } catch (RuntimeException e) {
      // Its message may hold the value.
      String expected = "data that fits its table; reading it ended in a " + e.getClass().getName();
      return RowFactory.create("", expected);
    }
  }

  /** Leaves out what cannot be read: one row must not stop those behind it. */
  private static final class Readable implements Iterator<InternalRow> {
    private final EventType type;
    private final Iterator<InternalRow> late;
    private final LongAccumulator unreadable;
    private @Nullable InternalRow ahead;

    Readable(EventType type, Iterator<InternalRow> late, LongAccumulator unreadable) {
      this.type = type;
      this.late = late;
      this.unreadable = unreadable;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && late.hasNext()) {
        InternalRow row = late.next();
        try {
          ahead = ofLate(type, row);
        } catch (RuntimeException e) {
          // Looked at again, one by one, when any were counted.
          unreadable.add(1);
        }
      }
      return ahead != null;
    }

    @Override
    public InternalRow next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      InternalRow row = ahead;
      ahead = null;
      return row;
    }
  }

  private static InternalRow ofLate(EventType type, InternalRow late) {
    Object[] values = new Object[width(type)];
    values[0] = late.getUTF8String(0);
    values[1] = late.getInt(1);
    values[2] = late.getLong(2);
    values[3] = late.getLong(3);
    values[4] = late.getUTF8String(4);
    values[5] = late.getBinary(5);
    values[6] = late.getInt(6);
    layOut(type, late.getUTF8String(DATA).getBytes(), values);
    return new GenericInternalRow(values);
  }

  private static int width(EventType type) {
    return EventColumns.HEAD.size() + type.contract().fields().size();
  }

  /** Puts what the data tells into the columns behind those of the late row. */
  private static void layOut(EventType type, byte[] data, @Nullable Object[] values) {
    EventJson.Told told = EventJson.again(type, data);
    Event event = told.event();
    values[7] = list(new FieldType.Text(), event.flags());
    values[8] = UTF8String.fromString(told.unknownFields());
    int at = EventColumns.HEAD.size();
    for (Field field : type.contract().fields()) {
      values[at++] = value(field.type(), field.valueIn(event));
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
