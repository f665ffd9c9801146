package dev.shuke.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {

  private final Period period = Recording.PERIOD;

  @Test
  void isTheYearThatEndsOnItsLastDay() {
    assertThat(period.first()).isEqualTo(LocalDate.of(2025, 7, 1));
    assertThat(period.days()).isEqualTo(365);
    assertThat(period.spans()).hasSize(12);
    assertThat(period.spans().get(0).from()).isZero();
    assertThat(period.spans().get(11).to()).isEqualTo(365);
  }

  @Test
  void hasItsSpansSideBySideEvenWhenItEndsInTheMiddleOfAMonth() {
    Period odd = Period.yearTo(LocalDate.of(2024, 3, 14), Recording.CALENDAR);
    assertThat(odd.days()).isEqualTo(366);
    for (int no = 1; no < 12; no++) {
      assertThat(odd.spans().get(no).from()).isEqualTo(odd.spans().get(no - 1).to());
    }
  }

  @Test
  void startsADayAtTheCut() {
    assertThat(period.startOf(0)).isEqualTo(Instant.parse("2025-06-30T20:00:00Z").toEpochMilli());
    assertThat(period.dayOf(period.startOf(5))).isEqualTo(5);
    assertThat(period.dayOf(period.startOf(5) - 1)).isEqualTo(4);
    assertThat(period.end()).isEqualTo(Instant.parse("2026-06-30T20:00:00Z").toEpochMilli());
  }
}
