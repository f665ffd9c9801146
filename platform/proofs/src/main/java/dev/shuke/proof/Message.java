package dev.shuke.proof;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka record and what must become of it.
 *
 * @param index its place in the traffic, 0 and up
 * @param ceType the header, null when it has none
 * @param value null for a tombstone
 * @param verdict of the job; of an old one the batch gives another
 * @param first the message that told the same fact first, for a duplicate
 * @param reason why it must be refused, for a quarantined one
 * @param order what it tells, for one that the contract accepts and that is no duplicate of a young
 *     one
 */
record Message(
    long index,
    @Nullable String ceType,
    byte @Nullable [] value,
    Verdict verdict,
    Optional<Long> first,
    Optional<String> reason,
    Optional<Order> order) {

  static Message quarantined(
      long index, @Nullable String ceType, byte @Nullable [] value, String reason) {
    return new Message(
        index,
        ceType,
        value,
        Verdict.QUARANTINED,
        Optional.empty(),
        Optional.of(reason),
        Optional.empty());
  }

  /** What must become of it once the batch has judged what came through late. */
  Verdict judged() {
    if (verdict != Verdict.LATE) {
      return verdict;
    } else if (reason.isPresent()) {
      return Verdict.QUARANTINED;
    }
    return first.isPresent() ? Verdict.DUPLICATE : Verdict.EVENT;
  }
}
