package dev.shuke.streaming;

import dev.shuke.event.Lateness;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a young arrival is, given what the stream remembers of its id.
 *
 * <p>An id is remembered until the broker's time has passed {@link #forgottenAt}. A partition may
 * lag behind the others for longer than the watermark waits for it; its arrivals whose id can have
 * been forgotten are left to the batch, which judges exactly.
 */
enum EventVerdict {
  /** The first of its id. */
  EVENT,
  /** The same fact told again. */
  DUPLICATE,
  /** The same id with another payload: the first place wins, this one is quarantined. */
  CONFLICT,
  /** Its id may have been forgotten: the batch judges. */
  LEFT_TO_BATCH;

  /**
   * @param first payload of the first of this id, null when none is remembered
   * @param brokerTime the broker's time that the whole stream has passed
   */
  static EventVerdict of(
      Instant occurredAt, Fingerprint payload, @Nullable Fingerprint first, Instant brokerTime) {
    if (!brokerTime.isBefore(forgottenAt(occurredAt))) {
      return LEFT_TO_BATCH;
    }
    if (first == null) {
      return EVENT;
    }
    return first.equals(payload) ? DUPLICATE : CONFLICT;
  }

  /** Once the broker's time has passed this, every further telling arrives old. */
  static Instant forgottenAt(Instant occurredAt) {
    return occurredAt.plus(Lateness.SPAN);
  }
}
