package dev.shuke.streaming;

import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.data.binary.BinarySegmentUtils;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.iceberg.flink.FlinkSchemaUtil;

/**
 * Rows of the event tables as bytes, in Flink's binary format: made where a record is read, and
 * looked into without being unpacked where it is written. One thread at a time.
 */
final class EventRows {

  private final Map<EventType, RowDataSerializer> serializers = new EnumMap<>(EventType.class);

  byte[] bytes(EventType type, RowData row) {
    BinaryRowData binary =
        serializers.computeIfAbsent(type, EventRows::serializer).toBinaryRow(row);
    return BinarySegmentUtils.copyToBytes(
        binary.getSegments(), binary.getOffset(), binary.getSizeInBytes());
  }

  private static RowDataSerializer serializer(EventType type) {
    return new RowDataSerializer(
        FlinkSchemaUtil.convert(Tables.named(Tables.events(type)).schema()));
  }

  /** The row of a young arrival. */
  static RowData row(Arrival arrival) {
    byte[] bytes = arrival.row();
    if (bytes == null) {
      throw new IllegalStateException("An old arrival has no row");
    }
    BinaryRowData row = new BinaryRowData(Rows.columns(arrival.type()));
    row.pointTo(MemorySegmentFactory.wrap(bytes), 0, bytes.length);
    return row;
  }
}
