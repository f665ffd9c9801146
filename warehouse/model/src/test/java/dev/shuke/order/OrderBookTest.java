package dev.shuke.order;

import static dev.shuke.event.OrderEvent.Status.CANCELLED;
import static dev.shuke.event.OrderEvent.Status.CREATED;
import static dev.shuke.event.OrderEvent.Status.PAID;
import static dev.shuke.event.OrderEvent.Status.PARTIALLY_REFUNDED;
import static dev.shuke.event.OrderEvent.Status.REFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.Place;
import dev.shuke.event.OrderEvent.Status;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderBookTest {

  private static final LocalDate DAY = LocalDate.of(2024, 2, 28);

  private final List<OrderFact> facts = new ArrayList<>();

  @Test
  void countsFromPaymentToCancellation() {
    told(CREATED, null, 1, DAY.minusDays(1), 0);
    told(PAID, null, 1, DAY, 1000);
    told(CANCELLED, null, 1, DAY.plusDays(3), 0);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.paidIndex()).isEqualTo(1);
    assertThat(order.paidDate()).isEqualTo(DAY);
    assertThat(order.countsOn(DAY.minusDays(1))).isFalse();
    assertThat(order.countsOn(DAY.plusDays(2))).isTrue();
    assertThat(order.countsOn(DAY.plusDays(3))).isFalse();
  }

  @Test
  void takesTheHighestVersionWholeEvenWhenToldFirst() {
    told(PAID, null, 3, DAY.plusDays(1), 900);
    told(PAID, null, 2, DAY, 1000);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.paidIndex()).isZero();
    assertThat(order.paidDate()).isEqualTo(DAY.plusDays(1));
    assertThat(order.retold()).isEmpty();
  }

  @Test
  void takesTheFirstPlaceOfAVersionToldTwice() {
    told(PAID, null, 1, DAY, 1000);
    told(PAID, null, 1, DAY.plusDays(1), 1000);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.paidIndex()).isZero();
    assertThat(order.retold()).containsExactly(facts.get(1));
  }

  @Test
  void isFullyRefundedOnTheDayOnWhichTheRefundsReachThePaidAmount() {
    told(PAID, null, 1, DAY, 1000);
    told(PARTIALLY_REFUNDED, "r2", 1, DAY.plusDays(9), 400);
    told(PARTIALLY_REFUNDED, "r1", 1, DAY.plusDays(2), 600);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.refunds()).extracting(OrderState.Refund::refundNo).containsExactly("r1", "r2");
    assertThat(order.fullyRefundedDate()).isEqualTo(DAY.plusDays(9));
    assertThat(order.countsOn(DAY.plusDays(8))).isTrue();
    assertThat(order.countsOn(DAY.plusDays(9))).isFalse();
  }

  @Test
  void keepsCountingWhenTheRefundIsPartial() {
    told(PAID, null, 1, DAY, 1000);
    told(REFUNDED, "r1", 1, DAY, 999);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.fullyRefundedDate()).isNull();
    assertThat(order.countsOn(DAY)).isTrue();
  }

  @Test
  void takesOnlyTheNewestVersionOfARefund() {
    told(PAID, null, 1, DAY, 1000);
    told(PARTIALLY_REFUNDED, "r1", 1, DAY, 600);
    told(PARTIALLY_REFUNDED, "r1", 2, DAY.plusDays(1), 500);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.refunds()).extracting(OrderState.Refund::amountFen).containsExactly(500L);
    assertThat(order.fullyRefundedDate()).isNull();
  }

  @Test
  void countsAFullAndAPartialRefundOfOneNumberAsTwoFacts() {
    told(PAID, null, 1, DAY, 1000);
    told(PARTIALLY_REFUNDED, "r1", 1, DAY, 400);
    told(REFUNDED, "r1", 1, DAY.plusDays(1), 600);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.refunds()).hasSize(2);
    assertThat(order.fullyRefundedDate()).isEqualTo(DAY.plusDays(1));
  }

  @Test
  void needsARefundToBeFullyRefundedEvenWhenNothingWasPaid() {
    told(PAID, null, 1, DAY, 0);
    assertThat(OrderBook.assemble(facts).fullyRefundedDate()).isNull();
    told(REFUNDED, "r1", 1, DAY.plusDays(1), 0);
    assertThat(OrderBook.assemble(facts).fullyRefundedDate()).isEqualTo(DAY.plusDays(1));
  }

  @Test
  void keepsRefundsOfAnOrderWhosePaymentIsUnknown() {
    told(REFUNDED, "r1", 1, DAY, 100);
    OrderState order = OrderBook.assemble(facts);
    assertThat(order.paidIndex()).isEqualTo(-1);
    assertThat(order.refunds()).hasSize(1);
    assertThat(order.fullyRefundedDate()).isNull();
    assertThat(order.countsOn(DAY)).isFalse();
  }

  @Test
  void tellsTheSameWhateverTheOrderOfTheFacts() {
    told(PAID, null, 1, DAY, 1000);
    told(PAID, null, 1, DAY.plusDays(1), 1000);
    told(PARTIALLY_REFUNDED, "r1", 1, DAY.plusDays(1), 500);
    told(PARTIALLY_REFUNDED, "r2", 1, DAY.plusDays(1), 500);
    told(CANCELLED, null, 1, DAY.plusDays(2), 0);
    OrderState expected = OrderBook.assemble(facts);
    Random random = new Random(3);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(facts, random);
      assertThat(OrderBook.assemble(facts)).isEqualTo(expected);
    }
  }

  private void told(
      Status status, @Nullable String refundNo, int version, LocalDate date, long amountFen) {
    int index = facts.size();
    facts.add(
        new OrderFact(
            status,
            refundNo,
            version,
            new Place(1_000L, "t", 0, index),
            date.atTime(12, 0).toInstant(ZoneOffset.UTC),
            date,
            "s1",
            status == PAID ? amountFen : 0,
            status.isRefund() ? amountFen : 0,
            index));
  }
}
