package dev.shuke.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Builds a schema column by column; each has a line that says what it holds. Field ids follow the
 * order of the calls.
 */
final class Columns {

  private final List<Types.NestedField> fields = new ArrayList<>();
  private int lastId;

  int nextId() {
    return ++lastId;
  }

  Columns required(String name, Type type, String doc) {
    fields.add(Types.NestedField.required(nextId(), name, type, doc));
    return this;
  }

  Columns optional(String name, Type type, String doc) {
    fields.add(Types.NestedField.optional(nextId(), name, type, doc));
    return this;
  }

  Types.ListType listOf(Type element) {
    return Types.ListType.ofRequired(nextId(), element);
  }

  Types.MapType mapOf(Type key, Type value) {
    int keyId = nextId();
    return Types.MapType.ofRequired(keyId, nextId(), key, value);
  }

  Types.NestedField field(String name, Type type) {
    return Types.NestedField.optional(nextId(), name, type);
  }

  Types.NestedField requiredField(String name, Type type) {
    return Types.NestedField.required(nextId(), name, type);
  }

  /** Where the row's Kafka record lies, and when the broker took it. */
  Columns place() {
    return required("kafka_topic", Types.StringType.get(), "topic of the record")
        .required("kafka_partition", Types.IntegerType.get(), "partition of the record")
        .required("kafka_offset", Types.LongType.get(), "offset of the record; dense from 0")
        .required("known_at", Types.TimestampType.withZone(), "the broker's append time");
  }

  Schema schema() {
    return new Schema(fields);
  }
}
