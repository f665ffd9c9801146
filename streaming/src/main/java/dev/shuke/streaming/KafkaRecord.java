package dev.shuke.streaming;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in Kafka.
 *
 * @param knownAt the broker's append time
 * @param headers as UTF-8; of two with one name the last
 * @param value null for a tombstone
 */
public record KafkaRecord(
    String topic,
    int partition,
    long offset,
    Instant knownAt,
    Map<String, String> headers,
    byte @Nullable [] key,
    byte @Nullable [] value) {

  /** The CloudEvents type, null when the record has none. */
  @Nullable String ceType() {
    return headers.get("ce_type");
  }
}
