package dev.shuke.order;

import dev.shuke.event.OrderEvent.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the facts of one order together (design.md section 4, "Order facts").
 *
 * <p>A fact is (source, order number, status, refund number), and its highest version counts,
 * whole. The same version told again counts at its first place; the others are {@link
 * OrderState#retold}. By that definition a full and a partial refund under one refund number are
 * two facts, and both amounts count: a till that upgrades a refund raises its version or takes
 * another number.
 */
public final class OrderBook {

  private static final Comparator<OrderFact> COUNTING_FIRST =
      Comparator.comparingInt(OrderFact::orderVersion)
          .reversed()
          .thenComparing(OrderFact::place)
          .thenComparingInt(OrderFact::index);
  private static final Comparator<OrderFact> BY_DATE_THEN_PLACE =
      Comparator.comparing(OrderFact::businessDate).thenComparing(OrderFact::place);

  private OrderBook() {}

  /**
   * Assembles one order.
   *
   * @param facts all facts of one order source and number, in any order
   */
  public static OrderState assemble(List<OrderFact> facts) {
    Map<Fact, OrderFact> counting = new HashMap<>();
    List<OrderFact> retold = new ArrayList<>();
    for (OrderFact fact : facts.stream().sorted(COUNTING_FIRST).toList()) {
      OrderFact first = counting.putIfAbsent(Fact.of(fact), fact);
      if (first != null && first.orderVersion() == fact.orderVersion()) {
        retold.add(fact);
      }
    }
    return state(counting, retold.stream().sorted(Comparator.comparing(OrderFact::place)).toList());
  }

  /** What a fact is within one order. */
  private record Fact(Status status, @Nullable String refundNo) {
    static Fact of(OrderFact fact) {
      return new Fact(fact.status(), fact.status().isRefund() ? fact.refundNo() : null);
    }
  }

  private static OrderState state(Map<Fact, OrderFact> counting, List<OrderFact> retold) {
    OrderFact paid = counting.get(new Fact(Status.PAID, null));
    OrderFact cancelled = counting.get(new Fact(Status.CANCELLED, null));
    List<OrderFact> refunds =
        counting.values().stream()
            .filter(fact -> fact.status().isRefund())
            .sorted(BY_DATE_THEN_PLACE)
            .toList();
    return new OrderState(
        paid == null ? -1 : paid.index(),
        paid == null ? null : paid.businessDate(),
        cancelled == null ? null : cancelled.businessDate(),
        refunds.stream().map(OrderBook::refund).toList(),
        paid == null ? null : fullyRefunded(paid.amountPaidFen(), refunds),
        retold);
  }

  private static @Nullable LocalDate fullyRefunded(long amountPaidFen, List<OrderFact> refunds) {
    long refunded = 0;
    for (OrderFact refund : refunds) {
      refunded = Math.addExact(refunded, refund.refundAmountFen());
      if (refunded >= amountPaidFen) {
        return refund.businessDate();
      }
    }
    return null;
  }

  private static OrderState.Refund refund(OrderFact fact) {
    String refundNo = fact.refundNo() == null ? "" : fact.refundNo();
    return new OrderState.Refund(
        refundNo,
        fact.businessDate(),
        fact.occurredAt(),
        fact.refundAmountFen(),
        fact.storeId(),
        fact.index());
  }
}
