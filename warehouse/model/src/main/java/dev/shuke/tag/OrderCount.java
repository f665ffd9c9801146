package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code orders_30d} and its like: counting orders inside a window; empty when never ordered. */
final class OrderCount implements TagFold {

  private final Window window;
  private final EverOrdered ever;
  private long orders;

  OrderCount(FoldInputs inputs, String period) {
    window = inputs.window(period);
    ever = new EverOrdered(inputs.asOf());
  }

  @Override
  public void start() {
    window.start();
    ever.start();
    orders = 0;
  }

  @Override
  public void add(TimelineRow row) {
    if (row.kind() != Kind.ORDER) {
      return;
    }
    ever.add(row);
    if (window.admits(row)) {
      orders++;
    }
  }

  boolean hasEverOrdered() {
    return ever.isTrue();
  }

  long orders() {
    return orders;
  }

  @Override
  public List<String> values() {
    return ever.isTrue() ? List.of(Long.toString(orders)) : List.of();
  }

  @Override
  public @Nullable LocalDate nextChange() {
    return Dates.earlier(window.nextChange(), ever.nextChange());
  }
}
