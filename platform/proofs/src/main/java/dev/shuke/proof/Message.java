package dev.shuke.proof;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record and what must become of it.
 *
 * @param index its place in the traffic, 0 and up
 * @param ceType the header, null when it has none
 * @param value null for a tombstone
 * @param first the message that told the same fact first, for a duplicate
 * @param reason why it must be refused, for a quarantined one
 * @param order what an accepted one tells
 */
record Message(
    long index,
    @Nullable String ceType,
    byte @Nullable [] value,
    Verdict verdict,
    Optional<Long> first,
    Optional<String> reason,
    Optional<Order> order) {}
