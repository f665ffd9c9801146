package dev.shuke.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DueTest {
  private static final LocalDate DAY = LocalDate.parse("2026-06-30");

  @Test
  void isADayThatEndedAndIsNotPublished() {
    assertThat(Due.afterCut(Optional.empty(), DAY)).contains("business day 2026-06-30 has ended");
    assertThat(Due.afterCut(run(DAY.minusDays(1), 10), DAY)).isPresent();
    assertThat(Due.afterCut(run(DAY, 10), DAY)).isEmpty();
  }

  @Test
  void isWhatKafkaHoldsAndTheNewestRunDidNotKnow() {
    assertThat(Due.afterStart(Optional.empty(), 0)).isEmpty();
    assertThat(Due.afterStart(Optional.empty(), 7))
        .contains("7 events are new since the newest published run");
    assertThat(Due.afterStart(run(DAY, 10), 10)).isEmpty();
    assertThat(Due.afterStart(run(DAY, 10), 11)).isPresent();
  }

  private static Optional<PublishedRun> run(LocalDate asOf, long events) {
    return Optional.of(new PublishedRun(1, asOf, events, Instant.EPOCH, "00"));
  }
}
