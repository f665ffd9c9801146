package dev.shuke.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to one customer, with the fields a rule may use.
 *
 * <p>A paid order is one {@link Kind#ORDER} row and one {@link Kind#ORDER_LINE} row per line. What
 * happened to the order later (cancelled, refunded) stands on all its rows, as known at the
 * frontier, even when it is dated after the as-of date.
 *
 * @param customerNo the surviving number
 * @param businessDate of {@code occurredAt}, by the brand's calendar
 * @param lineNo 1 and up for an order line, else 0
 * @param amountPaidFen on {@link Kind#ORDER} only, else 0: it is the order's, not the line's
 * @param category as the till told it; the product's record counts first
 * @param lineAmountFen on {@link Kind#ORDER_LINE} only, else 0
 * @param attrs what the till said of the product; serves only while the product has no record
 * @param change of a contact or group event
 * @param direction of a chat event
 */
public record TimelineRow(
    int customerNo,
    Kind kind,
    Instant occurredAt,
    LocalDate businessDate,
    @Nullable String orderSource,
    @Nullable String orderNo,
    int lineNo,
    @Nullable String storeId,
    @Nullable String staffUserid,
    long amountPaidFen,
    @Nullable LocalDate cancelledDate,
    @Nullable LocalDate fullyRefundedDate,
    @Nullable String sku,
    @Nullable String category,
    @Nullable BigDecimal qty,
    long lineAmountFen,
    Map<String, String> attrs,
    @Nullable String change,
    @Nullable String chatId,
    @Nullable String direction,
    List<String> keywordIds) {

  /** What happened. */
  public enum Kind {
    ORDER,
    ORDER_LINE,
    CONTACT,
    GROUP,
    CHAT
  }

  public TimelineRow {
    attrs = Map.copyOf(attrs);
    keywordIds = List.copyOf(keywordIds);
    if (kind != Kind.ORDER && amountPaidFen != 0) {
      throw new IllegalArgumentException(
          "amountPaidFen stands on the ORDER row only, expected 0 on " + kind);
    }
  }

  /**
   * The business date from which the order no longer counts: that of its cancellation or full
   * refund, whichever is earlier; null when it counts for good.
   */
  public @Nullable LocalDate endDate() {
    if (cancelledDate == null) {
      return fullyRefundedDate;
    }
    return fullyRefundedDate == null || cancelledDate.isBefore(fullyRefundedDate)
        ? cancelledDate
        : fullyRefundedDate;
  }

  /** Whether it was paid by that date and neither cancelled nor fully refunded by it. */
  public boolean countsOn(LocalDate asOf) {
    return !businessDate.isAfter(asOf)
        && isAfterOrNever(cancelledDate, asOf)
        && isAfterOrNever(fullyRefundedDate, asOf);
  }

  private static boolean isAfterOrNever(@Nullable LocalDate end, LocalDate asOf) {
    return end == null || end.isAfter(asOf);
  }
}
