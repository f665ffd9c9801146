package dev.shuke.event;

import java.time.Duration;
import java.time.Instant;

/**
 * How an arrival's time relates to when Kafka took it. Both times are in the record, so a replay
 * decides the same.
 */
public enum Lateness {
  /** Judged in the stream against ids kept until 24 h past {@code occurred_at}. */
  YOUNG,
  /** Waits in {@code events.late} for the batch to judge it. */
  OLD,
  /** More than 24 h ahead of the broker's clock: quarantined. */
  FUTURE;

  /** The span in which the stream itself judges (design.md section 4). */
  public static final Duration SPAN = Duration.ofHours(24);

  /**
   * @param knownAt when the broker took it
   * @return {@code YOUNG} also at exactly 24 h before or after
   */
  public static Lateness of(Instant occurredAt, Instant knownAt) {
    if (knownAt.isAfter(occurredAt.plus(SPAN))) {
      return OLD;
    }
    return occurredAt.isAfter(knownAt.plus(SPAN)) ? FUTURE : YOUNG;
  }
}
