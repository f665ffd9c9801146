package dev.shuke.order;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as known at the frontier.
 *
 * @param paidIndex {@link OrderFact#index} of the counting payment; -1 when no payment is known
 * @param paidDate its business date; null when no payment is known
 * @param cancelledDate business date of the cancellation
 * @param refunds by business date, then place
 * @param fullyRefundedDate business date on which the refunds reached the amount paid; null while
 *     no payment or no refund is known
 * @param retold facts told again in the same version; the first place counted, these did not
 */
public record OrderState(
    int paidIndex,
    @Nullable LocalDate paidDate,
    @Nullable LocalDate cancelledDate,
    List<Refund> refunds,
    @Nullable LocalDate fullyRefundedDate,
    List<OrderFact> retold) {

  /**
   * One refund alone.
   *
   * @param storeId where the money was given back
   * @param index {@link OrderFact#index} of its counting fact
   */
  public record Refund(
      String refundNo,
      LocalDate businessDate,
      Instant occurredAt,
      long amountFen,
      String storeId,
      int index) {}

  public OrderState {
    refunds = List.copyOf(refunds);
    retold = List.copyOf(retold);
  }

  /** Whether it was paid by that date and neither cancelled nor fully refunded by it. */
  public boolean countsOn(LocalDate asOf) {
    return paidDate != null
        && !paidDate.isAfter(asOf)
        && (cancelledDate == null || cancelledDate.isAfter(asOf))
        && (fullyRefundedDate == null || fullyRefundedDate.isAfter(asOf));
  }
}
