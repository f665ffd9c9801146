package dev.shuke.streaming;

import java.time.Duration;
import java.time.Instant;

/**
 * Event ids that are remembered and forgotten together: of one hour of {@code occurred_at}, and of
 * one share of all ids.
 *
 * <p>An id is derived from {@code occurred_at} among others, so all tellings of an event meet in
 * one group. A timer for each group instead of each id is what this is for; the shares spread one
 * hour's ids over the job's parallel instances.
 */
final class IdGroup {

  /** At a million ids an hour a thousand ids share a group. */
  private static final int SHARES = 1_024;

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private IdGroup() {}

  /** The group's number. */
  static long of(Arrival arrival) {
    long hour = Math.floorDiv(arrival.occurredAt().toEpochMilli(), HOUR_MILLIS);
    return hour * SHARES + share(arrival.eventId());
  }

  /** Of the first twelve bits of the id, which is a hash in hexadecimal. */
  private static int share(String eventId) {
    return Integer.parseInt(eventId, 0, 3, 16) % SHARES;
  }

  /** Hours since 1970-01-01T00:00:00Z. */
  static long hour(long group) {
    return Math.floorDiv(group, SHARES);
  }

  /** From when on every telling of each id of the hour is left to the batch. */
  static Instant hourForgottenAt(long hour) {
    return EventVerdict.forgottenAt(Instant.ofEpochMilli((hour + 1) * HOUR_MILLIS));
  }
}
