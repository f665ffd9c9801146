package dev.shuke.streaming;

import dev.shuke.event.EventType;
import java.time.Instant;

/**
 * A record that keeps its contract, on its way to a verdict.
 *
 * @param payloadHash SHA-256 of the canonical data; the same id with another hash is a conflict
 * @param businessEpochDay the brand's business day of {@code occurredAt}, in days since 1970-01-01;
 *     Flink would hand a {@code LocalDate} in a record to Kryo
 * @param data the record's JSON, in UTF-8; its fields are read again when its row is made
 */
public record Arrival(
    String topic,
    int partition,
    long offset,
    Instant knownAt,
    EventType type,
    String eventId,
    byte[] payloadHash,
    Instant occurredAt,
    int businessEpochDay,
    byte[] data) {}
