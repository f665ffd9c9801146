package dev.shuke.order;

import dev.shuke.customer.Place;
import dev.shuke.event.OrderEvent.Status;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One order event, reduced to what decides about the order.
 *
 * @param refundNo of a refund, else null
 * @param orderVersion the highest of a fact counts, whole
 * @param businessDate of {@code occurredAt}, by the brand's calendar
 * @param amountPaidFen 0 where the event tells none
 * @param refundAmountFen that refund alone; 0 where the event tells none
 * @param index position of the source row in the caller's list, to find its other columns
 */
public record OrderFact(
    Status status,
    @Nullable String refundNo,
    int orderVersion,
    Place place,
    Instant occurredAt,
    LocalDate businessDate,
    String storeId,
    long amountPaidFen,
    long refundAmountFen,
    int index) {

  public OrderFact {
    if (status.isRefund() && refundNo == null) {
      throw new IllegalArgumentException(
          "A " + status + " fact has no refund number, expected one; the contract refuses it");
    }
  }
}
