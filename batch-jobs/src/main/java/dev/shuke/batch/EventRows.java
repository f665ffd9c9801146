package dev.shuke.batch;

import dev.shuke.event.ContractViolation;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of {@code events.late} read again and laid out as rows of their event table. */
final class EventRows {

  private EventRows() {}

  /** The event row of a late row; columns as {@code EventColumns} orders them. */
  static Row ofLate(EventType type, Row late) {
    EventJson.Told told = again(type, late);
    List<Object> values = new ArrayList<>();
    values.add(late.getAs("kafka_topic"));
    values.add(late.getAs("kafka_partition"));
    values.add(late.getAs("kafka_offset"));
    values.add(late.getAs("known_at"));
    values.add(late.getAs("event_id"));
    values.add(late.getAs("payload_hash"));
    values.add(late.getAs("business_date"));
    Event event = told.event();
    values.add(seq(event.flags()));
    values.add(told.unknownFields());
    type.contract()
        .fields()
        .forEach(field -> values.add(value(field.type(), field.valueIn(event))));
    return RowFactory.create(values.toArray());
  }

  private static EventJson.Told again(EventType type, Row late) {
    try {
      String data = late.getAs("data");
      return EventJson.again(type, data.getBytes(StandardCharsets.UTF_8));
    } catch (ContractViolation e) {
      String place = late.getAs("kafka_topic") + " offset " + late.getAs("kafka_offset");
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
      return ((Enum<?>) value).name().toLowerCase(Locale.ROOT);
    } else if (type instanceof FieldType.ListOf list) {
      return seq(
          ((List<?>) value).stream().map(element -> value(list.element(), element)).toList());
    } else if (type instanceof FieldType.TextMap) {
      return CollectionConverters.asScala((Map<?, ?>) value);
    } else if (type instanceof FieldType.Struct struct) {
      return RowFactory.create(
          struct.fields().stream().map(field -> inStruct(field, value)).toArray());
    }
    return value;
  }

  /** Spark's row encoder takes Scala's collections only. */
  static Seq<?> seq(List<?> list) {
    return CollectionConverters.asScala(list);
  }

  private static @Nullable Object inStruct(Field field, Object struct) {
    return value(field.type(), field.valueIn(struct));
  }
}
