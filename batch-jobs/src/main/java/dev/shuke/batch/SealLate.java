package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.quarantine.Seal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Seals the data of late rows that go to quarantine. It travels with the place of the key, never
 * with the key: each machine that runs tasks reads its own file.
 */
final class SealLate implements UDF5<String, Integer, Long, String, String, byte[]> {
  private static final long serialVersionUID = 1L;

  private final String keyFile;
  private transient @Nullable Seal seal;

  private SealLate(Path keyFile) {
    this.keyFile = keyFile.toString();
  }

  /** The column {@code sealed} of a late row; null for all when the brand has no key. */
  static Column column(Brand brand) {
    return brand
        .quarantineKey()
        .map(
            file ->
                // Each sealing has a nonce of its own, so two of one row differ.
                udf(new SealLate(file), DataTypes.BinaryType)
                    .asNondeterministic()
                    .apply(
                        col("kafka_topic"),
                        col("kafka_partition"),
                        col("kafka_offset"),
                        col("event_type"),
                        col("data")))
        .orElseGet(() -> lit(null).cast(DataTypes.BinaryType));
  }

  @Override
  public byte @Nullable [] call(
      String topic, Integer partition, Long offset, String eventType, String data) {
    EventType type = EventType.valueOf(eventType);
    if (KeptRecord.isChat(topic, type.ceType())) {
      return null;
    }
    KeptRecord kept = kept(type, data.getBytes(StandardCharsets.UTF_8));
    return seal().seal(new RecordPlace(topic, partition, offset), kept.bytes());
  }

  private static KeptRecord kept(EventType type, byte[] data) {
    try {
      return KeptRecord.accepted(type, data);
    } catch (RuntimeException e) {
      // Without the event there is no key, which orders records but decides nothing.
      return new KeptRecord(null, typeHeaders(type), data);
    }
  }

  /** The headers that follow from the type alone; a replay needs no others. */
  private static Map<String, String> typeHeaders(EventType type) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_type",
        type.ceType(),
        "ce_dataschema",
        type.dataSchema(),
        "content-type",
        "application/json");
  }

  private Seal seal() {
    if (seal == null) {
      seal = Seal.read(Path.of(keyFile));
    }
    return seal;
  }
}
