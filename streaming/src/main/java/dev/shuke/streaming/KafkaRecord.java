package dev.shuke.streaming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in Kafka.
 *
 * @param knownAt the broker's append time
 * @param ceType the CloudEvents type header, null when the record has none
 * @param value null for a tombstone
 */
public record KafkaRecord(
    String topic,
    int partition,
    long offset,
    Instant knownAt,
    @Nullable String ceType,
    byte @Nullable [] value) {}
