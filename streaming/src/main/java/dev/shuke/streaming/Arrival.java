package dev.shuke.streaming;

import dev.shuke.event.EventType;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A record that keeps its contract, on its way to a verdict.
 *
 * @param payloadHash SHA-256 of the canonical data; the same id with another hash is a conflict
 * @param businessEpochDay the brand's business day of {@code occurredAt}, in days since 1970-01-01
 * @param data the record's JSON, in UTF-8
 * @param row its {@link EventRows row} in the table of its type; null for an old arrival, which
 *     does not get there
 */
@TypeInfo(ArrivalType.Factory.class)
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
    byte[] data,
    byte @Nullable [] row) {}
