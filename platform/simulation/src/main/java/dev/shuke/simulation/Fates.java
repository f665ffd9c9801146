package dev.shuke.simulation;

import dev.shuke.brand.BusinessCalendar;
import dev.shuke.event.OrderEvent.Status;
import java.time.Instant;
import java.time.LocalTime;

/** Tells what becomes of an order: paid, mostly, and sometimes cancelled, refunded or corrected. */
final class Fates {

  private final Period period;

  Fates(Period period) {
    this.period = period;
  }

  /** Tells an order and plans what follows from it. */
  void tell(Teller teller, Chance chance, Order order) {
    teller.count(Counted.ORDERS);
    if (order.person() == null) {
      teller.count(Counted.ORDERS_OF_NOBODY);
    }
    if (isAfterMidnight(order.paidAt())) {
      teller.count(Counted.ORDERS_AFTER_MIDNIGHT);
    }
    double fate = chance.share();
    if (fate < 0.005) {
      cancelUnpaid(teller, chance, order);
      return;
    }
    teller.tell(order.paidFact(1, order.discount()));
    countPayment(teller, order);
    if (fate < 0.010) {
      cancelPaid(teller, chance, order);
    } else if (fate < 0.018) {
      refundWhole(teller, chance, order);
    } else if (fate < 0.029) {
      refundPart(teller, chance, order);
    } else if (fate < 0.031) {
      refundInTwoParts(teller, chance, order);
    } else if (fate < 0.034) {
      correct(teller, chance, order);
    }
  }

  /** On the clock of the next day, in the business of the day before. */
  private boolean isAfterMidnight(long at) {
    BusinessCalendar calendar = period.calendar();
    LocalTime wall = LocalTime.ofInstant(Instant.ofEpochMilli(at), calendar.zone());
    return wall.isBefore(calendar.cut());
  }

  private static void countPayment(Teller teller, Order order) {
    teller.count(Counted.ORDERS_PAID);
    teller.count(Counted.ORDERS_COUNTING);
    teller.count(Counted.PAID_FEN, order.paid());
    if (order.coupon() != null) {
      teller.count(Counted.ORDERS_OF_TOUCHES);
    }
    teller.count(Counted.ORDER_LINES, order.dishes().size());
    teller.count(Counted.SPICY_LINES, order.dishes().stream().filter(Dish::isSpicy).count());
  }

  private void cancelUnpaid(Teller teller, Chance chance, Order order) {
    teller.tell(order.fact(Status.CREATED, order.paidAt()));
    teller.count(Counted.ORDERS_NEVER_PAID);
    long at = order.paidAt() + chance.between(5, 30) * Period.MINUTE;
    if (teller.tellAt(at, order.fact(Status.CANCELLED, at))) {
      teller.count(Counted.ORDERS_CANCELLED);
    }
  }

  /** A paid order that is cancelled gives all money back in the same minute. */
  private void cancelPaid(Teller teller, Chance chance, Order order) {
    long at = order.paidAt() + chance.between(2, 20) * Period.MINUTE;
    if (teller.tellAt(at, order.fact(Status.CANCELLED, at))) {
      teller.count(Counted.ORDERS_CANCELLED);
      teller.count(Counted.ORDERS_COUNTING, -1);
    }
    if (refund(teller, order, at + 30 * Period.SECOND, Status.REFUNDED, "R1", order.paid())) {
      teller.count(Counted.ORDERS_FULLY_REFUNDED);
    }
  }

  private void refundWhole(Teller teller, Chance chance, Order order) {
    long at = order.paidAt() + chance.between(20, 4_000) * Period.MINUTE;
    if (refund(teller, order, at, Status.REFUNDED, "R1", order.paid())) {
      teller.count(Counted.ORDERS_FULLY_REFUNDED);
      teller.count(Counted.ORDERS_COUNTING, -1);
    }
  }

  private void refundPart(Teller teller, Chance chance, Order order) {
    long at = order.paidAt() + chance.between(20, 4_000) * Period.MINUTE;
    long amount = Math.max(1, order.paid() * chance.between(10, 60) / 100);
    refund(teller, order, at, Status.PARTIALLY_REFUNDED, "R1", amount);
  }

  private void refundInTwoParts(Teller teller, Chance chance, Order order) {
    long first = Math.max(1, order.paid() / 3);
    long at = order.paidAt() + chance.between(20, 2_000) * Period.MINUTE;
    long again = at + chance.between(10, 9_000) * Period.MINUTE;
    refund(teller, order, at, Status.PARTIALLY_REFUNDED, "R1", first);
    long rest = order.paid() - first;
    if (refund(teller, order, again, Status.PARTIALLY_REFUNDED, "R2", rest)) {
      teller.count(Counted.ORDERS_FULLY_REFUNDED);
      teller.count(Counted.ORDERS_COUNTING, -1);
    }
  }

  private boolean refund(
      Teller teller, Order order, long at, Status status, String refundNo, long amount) {
    boolean isTold = teller.tellAt(at, order.refundFact(status, refundNo, at, amount));
    if (isTold) {
      teller.count(Counted.REFUNDS);
      teller.count(Counted.REFUND_FEN, amount);
    }
    return isTold;
  }

  /** The till finds an hour later that it gave one yuan too little discount. */
  private void correct(Teller teller, Chance chance, Order order) {
    long at = order.paidAt() + chance.between(30, 600) * Period.MINUTE;
    if (teller.tellAt(at, order.paidFact(2, order.discount() + 100))) {
      teller.count(Counted.ORDERS_CORRECTED);
      teller.count(Counted.PAID_FEN, -100);
    }
  }
}
