package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code purchase_frequency}: the band of the orders of 90 days; empty when never ordered. */
final class PurchaseFrequency implements TagFold {

  private final OrderCount count;
  private final long lowFrom;
  private final long mediumFrom;
  private final long highFrom;

  PurchaseFrequency(FoldInputs inputs) {
    count = new OrderCount(inputs, "90d");
    lowFrom = inputs.parameters().number("purchase_frequency.low.from", inputs.asOf());
    mediumFrom = inputs.parameters().number("purchase_frequency.medium.from", inputs.asOf());
    highFrom = inputs.parameters().number("purchase_frequency.high.from", inputs.asOf());
  }

  @Override
  public void start() {
    count.start();
  }

  @Override
  public void add(TimelineRow row) {
    count.add(row);
  }

  @Override
  public List<String> values() {
    return count.hasEverOrdered() ? List.of(band(count.orders())) : List.of();
  }

  private String band(long orders) {
    if (orders >= highFrom) {
      return "high";
    }
    if (orders >= mediumFrom) {
      return "medium";
    }
    return orders >= lowFrom ? "low" : "none";
  }

  @Override
  public @Nullable LocalDate nextChange() {
    return count.nextChange();
  }
}
