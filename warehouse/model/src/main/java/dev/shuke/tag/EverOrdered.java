package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Whether a customer has any counting order up to the as-of date, however long ago. */
final class EverOrdered {

  private final LocalDate asOf;
  private boolean hasOrder;
  private boolean hasOrderForGood;
  private @Nullable LocalDate latestEnd;
  private @Nullable LocalDate nextEntry;

  EverOrdered(LocalDate asOf) {
    this.asOf = asOf;
  }

  void start() {
    hasOrder = false;
    hasOrderForGood = false;
    latestEnd = null;
    nextEntry = null;
  }

  void add(TimelineRow order) {
    LocalDate date = order.businessDate();
    if (date.isAfter(asOf)) {
      if (order.countsOn(date)) {
        nextEntry = Dates.earlier(nextEntry, date);
      }
    } else if (order.countsOn(asOf)) {
      hasOrder = true;
      LocalDate end = order.endDate();
      hasOrderForGood |= end == null;
      latestEnd = end == null ? latestEnd : Dates.later(latestEnd, end);
    }
  }

  boolean isTrue() {
    return hasOrder;
  }

  /** With an order: when the last of them is taken back. Without: when one is paid. */
  @Nullable LocalDate nextChange() {
    if (!hasOrder) {
      return nextEntry;
    }
    return hasOrderForGood ? null : latestEnd;
  }
}
