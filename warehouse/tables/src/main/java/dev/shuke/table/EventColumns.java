package dev.shuke.table;

import dev.shuke.event.Contract;
import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The columns of an event table: its place, what was computed once on arrival, and the fields of
 * its contract.
 */
public final class EventColumns {

  /** Columns in front of the contract's, in this order. */
  public static final List<String> HEAD =
      List.of(
          "kafka_topic",
          "kafka_partition",
          "kafka_offset",
          "known_at",
          "event_id",
          "payload_hash",
          "business_date",
          "flags",
          "unknown_fields");

  private EventColumns() {}

  static Schema of(Contract<?> contract) {
    Columns columns = new Columns().place();
    columns
        .required("event_id", Types.StringType.get(), "the same for each telling of one fact")
        .required(
            "payload_hash",
            Types.BinaryType.get(),
            "SHA-256 of the canonical data without is_replay")
        .required(
            "business_date",
            Types.DateType.get(),
            "business day of occurred_at, computed on arrival")
        .required("flags", columns.listOf(Types.StringType.get()), "what is unusual but stored")
        .optional(
            "unknown_fields", Types.StringType.get(), "JSON of fields the contract doesn't name");
    for (Field field : contract.fields()) {
      String doc = "privacy class " + field.privacy();
      Type type = type(field.type(), columns);
      if (field.isRequired()) {
        columns.required(field.column(), type, doc);
      } else {
        columns.optional(field.column(), type, doc);
      }
    }
    return columns.schema();
  }

  /** Lines of an order as its contract has them; {@code core.orders} carries the same. */
  static Types.ListType items(Columns columns) {
    Field items =
        dev.shuke.event.EventType.ORDER.contract().fields().stream()
            .filter(field -> field.name().equals("items"))
            .findFirst()
            .orElseThrow();
    return (Types.ListType) type(items.type(), columns);
  }

  private static Type type(FieldType type, Columns columns) {
    if (type instanceof FieldType.Int32) {
      return Types.IntegerType.get();
    } else if (type instanceof FieldType.Int64) {
      return Types.LongType.get();
    } else if (type instanceof FieldType.Flag) {
      return Types.BooleanType.get();
    } else if (type instanceof FieldType.Decimal decimal) {
      return Types.DecimalType.of(18, decimal.scale());
    } else if (type instanceof FieldType.Day) {
      return Types.DateType.get();
    } else if (type instanceof FieldType.Timestamp) {
      return Types.TimestampType.withZone();
    } else if (type instanceof FieldType.TextMap) {
      return columns.mapOf(Types.StringType.get(), Types.StringType.get());
    } else if (type instanceof FieldType.ListOf list) {
      return columns.listOf(type(list.element(), columns));
    } else if (type instanceof FieldType.Struct struct) {
      return struct(struct, columns);
    }
    return Types.StringType.get();
  }

  private static Types.StructType struct(FieldType.Struct struct, Columns columns) {
    return Types.StructType.of(
        struct.fields().stream()
            .map(
                field -> {
                  Type type = type(field.type(), columns);
                  return field.isRequired()
                      ? columns.requiredField(field.column(), type)
                      : columns.field(field.column(), type);
                })
            .toList());
  }
}
