package dev.shuke.event;

import static dev.shuke.event.ContractViolation.require;
import static dev.shuke.event.PrivacyClass.C0;
import static dev.shuke.event.PrivacyClass.C1;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fact of an order: that it was paid, cancelled, refunded … (wecom.md 9.7). The highest {@code
 * orderVersion} of a fact counts, whole.
 *
 * <p>Amounts are in 1/100 of the brand's currency. {@code refundAmount} is that refund alone. A
 * paid order has the three amounts and its lines; a refund its number and amount, and it may name
 * no known order. {@code occurredAt} is the time of the status change.
 */
public record OrderEvent(
    @Privacy(C0) int schemaVersion,
    @Privacy(C1) Instant occurredAt,
    @Privacy(C1) String orderNo,
    @Privacy(C0) OrderSource orderSource,
    @Privacy(C0) Status status,
    @Privacy(C0) int orderVersion,
    @Privacy(C1)
        @RequiredWhen(
            field = "status",
            is = {"refunded", "partially_refunded"})
        @Nullable String refundNo,
    @Privacy(C0) String storeId,
    @Privacy(C1) @Nullable String staffUserid,
    @Privacy(C0) @Nullable String corpId,
    @Privacy(C0) @Nullable String idNamespace,
    @Privacy(C1) @Nullable PersonRef personRef,
    @Privacy(C0) String currency,
    @Privacy(C1) @Fen @RequiredWhen(field = "status", is = "paid") @Nullable Long amountTotal,
    @Privacy(C1) @Fen @RequiredWhen(field = "status", is = "paid") @Nullable Long amountPaid,
    @Privacy(C1) @Fen @RequiredWhen(field = "status", is = "paid") @Nullable Long discount,
    @Privacy(C1)
        @Fen
        @RequiredWhen(
            field = "status",
            is = {"refunded", "partially_refunded"})
        @Nullable Long refundAmount,
    @Privacy(C1) @RequiredWhen(field = "status", is = "paid") @Nullable List<Item> items,
    @Privacy(C1) @Nullable List<String> couponIds,
    @Privacy(C1) @Nullable String touchId,
    @Privacy(C0) @Nullable String paymentChannel,
    @Privacy(C0) @Nullable Integer partySize,
    @Privacy(C0) @Nullable String tableOrDelivery,
    @Privacy(C0) @Nullable String sourceEventId,
    @Privacy(C0) @Nullable Boolean isReplay)
    implements Event {

  private static final int MOST_ITEMS = 5_000;

  /** Where the order was taken. */
  public enum OrderSource {
    POS,
    MINI_PROGRAM,
    MARKETPLACE,
    DELIVERY
  }

  /** Which fact of the order this is. */
  public enum Status {
    CREATED,
    PAID,
    FULFILLED,
    CANCELLED,
    REFUNDED,
    PARTIALLY_REFUNDED;

    public boolean isRefund() {
      return this == REFUNDED || this == PARTIALLY_REFUNDED;
    }
  }

  /**
   * A line of the order.
   *
   * @param qty as sold, 0 and fractions included
   * @param unitPrice as the till told it, never computed
   * @param attrs what the till says of the product; used only while the product has no record
   */
  public record Item(
      @Privacy(C0) String sku,
      @Privacy(C0) @Nullable String spu,
      @Privacy(C0) @Nullable String category,
      @Privacy(C0) @Scale(3) BigDecimal qty,
      @Privacy(C0) @Scale(4) @Nullable BigDecimal unitPrice,
      @Privacy(C0) @Fen long lineAmount,
      @Privacy(C0) @Nullable Map<String, String> attrs) {

    public Item {
      attrs = attrs == null ? null : Map.copyOf(attrs);
    }
  }

  public OrderEvent {
    items = items == null ? null : List.copyOf(items);
    couponIds = couponIds == null ? null : List.copyOf(couponIds);
    if (status == Status.PAID) {
      require(amountTotal, "amount_total", "an amount, because the order is paid");
      require(amountPaid, "amount_paid", "an amount, because the order is paid");
      require(discount, "discount", "an amount, because the order is paid");
      require(items, "items", "the lines, because the order is paid");
    }
    if (status.isRefund()) {
      require(refundNo, "refund_no", "the refund's number, because the status is a refund");
      require(refundAmount, "refund_amount", "an amount, because the status is a refund");
    } else if (refundNo != null) {
      throw new ContractViolation(
          "contradictory_status", "refund_no", "no refund number, because the status is no refund");
    }
    refuseNegative(amountTotal, "amount_total");
    refuseNegative(amountPaid, "amount_paid");
    refuseNegative(discount, "discount");
    refuseNegative(refundAmount, "refund_amount");
    if (amountTotal != null
        && amountPaid != null
        && discount != null
        && amountPaid != amountTotal - discount) {
      throw new ContractViolation(
          "contradictory_amounts", "amount_paid", "amount_total minus discount");
    }
    if (items != null && items.size() > MOST_ITEMS) {
      throw new ContractViolation("too_many_items", "items", "at most " + MOST_ITEMS + " lines");
    }
  }

  private static void refuseNegative(@Nullable Long amount, String field) {
    if (amount != null && amount < 0) {
      throw new ContractViolation("contradictory_amounts", field, "0 or more");
    }
  }

  @Override
  public List<String> identity() {
    return List.of(
        orderSource.name(),
        orderNo,
        status.name(),
        refundNo == null ? "" : refundNo,
        Integer.toString(orderVersion));
  }

  @Override
  public List<String> flags() {
    if (status != Status.PAID || items == null || amountTotal == null || amountPaid == null) {
      return List.of();
    }
    boolean hasZeroQuantity = false;
    boolean hasNegativeLine = false;
    long lines = 0;
    for (Item item : items) {
      hasZeroQuantity |= item.qty().signum() == 0;
      hasNegativeLine |= item.lineAmount() < 0;
      lines += item.lineAmount();
    }
    List<String> flags = new ArrayList<>();
    if (amountTotal == 0) {
      flags.add("zero_total");
    }
    if (hasZeroQuantity) {
      flags.add("zero_quantity");
    }
    if (hasNegativeLine) {
      flags.add("negative_line");
    }
    if (lines != amountTotal && lines != amountPaid) {
      flags.add("lines_do_not_add_up");
    }
    return List.copyOf(flags);
  }
}
