package dev.shuke.platform.chain;

import java.time.LocalDate;
import java.util.Optional;

/** Why a daily chain must run now; empty when it need not. */
final class Due {
  private Due() {}

  /**
   * For a brand that follows the wall clock: the business day that ended last is not published yet.
   */
  static Optional<String> afterCut(Optional<PublishedRun> newest, LocalDate ended) {
    boolean isPublished = newest.filter(run -> !run.asOf().isBefore(ended)).isPresent();
    return isPublished ? Optional.empty() : Optional.of("business day " + ended + " has ended");
  }

  /** For a brand with a fixed as-of date: Kafka holds events that the newest run did not know. */
  static Optional<String> afterStart(Optional<PublishedRun> newest, long eventsInKafka) {
    long known = newest.map(PublishedRun::events).orElse(0L);
    return eventsInKafka <= known
        ? Optional.empty()
        : Optional.of(
            "%,d events are new since the newest published run".formatted(eventsInKafka - known));
  }
}
