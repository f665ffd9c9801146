package dev.shuke.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class TimelineRowTest {

  private static final LocalDate PAID = LocalDate.of(2024, 3, 10);

  @Test
  void countsFromThePaymentOn() {
    TimelineRow order = TimelineRows.order(PAID).row();
    assertThat(order.countsOn(PAID.minusDays(1))).isFalse();
    assertThat(order.countsOn(PAID)).isTrue();
  }

  @Test
  void countsUntilTheDayBeforeItIsCancelledOrFullyRefunded() {
    TimelineRow order =
        TimelineRows.order(PAID).cancelled(PAID.plusDays(9)).refunded(PAID.plusDays(5)).row();
    assertThat(order.endDate()).isEqualTo(PAID.plusDays(5));
    assertThat(order.countsOn(PAID.plusDays(4))).isTrue();
    assertThat(order.countsOn(PAID.plusDays(5))).isFalse();
    assertThat(order.countsOn(PAID.plusDays(20))).isFalse();
  }

  @Test
  void neverCountsWhenTakenBackOnTheSameDay() {
    TimelineRow order = TimelineRows.order(PAID).cancelled(PAID).row();
    assertThat(order.countsOn(PAID)).isFalse();
  }
}
