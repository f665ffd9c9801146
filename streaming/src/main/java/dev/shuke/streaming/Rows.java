package dev.shuke.streaming;

import dev.shuke.event.EventType;
import dev.shuke.event.Field;
import dev.shuke.event.FieldShape;
import dev.shuke.event.FieldType;
import dev.shuke.event.Reading;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.quarantine.Seal;
import dev.shuke.table.EventColumns;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.jspecify.annotations.Nullable;

/** Rows of the tables in {@code events}, columns in the order of their definitions. */
final class Rows {

  private Rows() {}

  /** A row of the table of its type: what was computed on arrival, then its contract. */
  static RowData event(KafkaRecord at, Reading.Accepted read, int businessEpochDay) {
    List<Field> fields = read.type().contract().fields();
    int head = EventColumns.HEAD.size();
    GenericRowData row =
        place(columns(read.type()), at.topic(), at.partition(), at.offset(), at.knownAt());
    row.setField(4, text(read.eventId()));
    row.setField(5, read.payloadHash());
    row.setField(6, businessEpochDay);
    row.setField(7, ContractValues.list(new FieldType.Text(), read.event().flags()));
    row.setField(8, text(read.unknownFields()));
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      row.setField(head + i, ContractValues.convert(field.type(), field.valueIn(read.event())));
    }
    return row;
  }

  static int columns(EventType type) {
    return EventColumns.HEAD.size() + type.contract().fields().size();
  }

  static RowData late(Arrival arrival) {
    GenericRowData row =
        place(10, arrival.topic(), arrival.partition(), arrival.offset(), arrival.knownAt());
    row.setField(4, text(arrival.type().name()));
    row.setField(5, text(arrival.eventId()));
    row.setField(6, arrival.payloadHash());
    row.setField(7, TimestampData.fromInstant(arrival.occurredAt()));
    row.setField(8, arrival.businessEpochDay());
    row.setField(9, StringData.fromBytes(arrival.data()));
    return row;
  }

  static RowData duplicate(Arrival arrival) {
    GenericRowData row =
        place(7, arrival.topic(), arrival.partition(), arrival.offset(), arrival.knownAt());
    row.setField(4, text(arrival.type().name()));
    row.setField(5, text(arrival.eventId()));
    row.setField(6, TimestampData.fromInstant(arrival.occurredAt()));
    return row;
  }

  /**
   * @param seal without one the bytes of the record are not kept
   */
  static RowData quarantine(Refusal refusal, @Nullable Seal seal) {
    GenericRowData row =
        place(11, refusal.topic(), refusal.partition(), refusal.offset(), refusal.knownAt());
    row.setField(4, refusal.type() == null ? null : text(refusal.type().name()));
    row.setField(5, text(refusal.eventId()));
    row.setField(6, text(refusal.reason()));
    row.setField(7, text(refusal.field()));
    row.setField(8, text(refusal.expected()));
    row.setField(9, new GenericArrayData(refusal.shape().stream().map(Rows::shape).toArray()));
    if (seal != null && refusal.kept() != null) {
      RecordPlace place = new RecordPlace(refusal.topic(), refusal.partition(), refusal.offset());
      row.setField(10, seal.seal(place, refusal.kept()));
    }
    return row;
  }

  private static GenericRowData place(
      int columns, String topic, int partition, long offset, Instant knownAt) {
    GenericRowData row = new GenericRowData(columns);
    row.setField(0, text(topic));
    row.setField(1, partition);
    row.setField(2, offset);
    row.setField(3, TimestampData.fromInstant(knownAt));
    return row;
  }

  private static RowData shape(FieldShape shape) {
    return GenericRowData.of(text(shape.name()), text(shape.type()), shape.length());
  }

  private static @Nullable StringData text(@Nullable String text) {
    return text == null ? null : StringData.fromString(text);
  }
}
