package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Period;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code lapsed}: true when there is a counting order but none inside 3mo, false when one is
 * inside; empty when never ordered.
 *
 * <p>The next change of false is the day on which the last of the orders inside has left, not the
 * first: a regular need not be looked at each day.
 */
final class Lapsed implements TagFold {

  private static final Period PERIOD = Period.parse("3mo");

  private final Window window;
  private final EverOrdered ever;
  private @Nullable LocalDate lastExit;

  Lapsed(FoldInputs inputs) {
    window = new Window(PERIOD, inputs.asOf());
    ever = new EverOrdered(inputs.asOf());
  }

  @Override
  public void start() {
    window.start();
    ever.start();
    lastExit = null;
  }

  @Override
  public void add(TimelineRow row) {
    if (row.kind() != Kind.ORDER) {
      return;
    }
    ever.add(row);
    if (window.admits(row)) {
      LocalDate outside = PERIOD.firstDayOutside(row.businessDate());
      LocalDate end = row.endDate();
      lastExit = Dates.later(lastExit, end != null && end.isBefore(outside) ? end : outside);
    }
  }

  @Override
  public List<String> values() {
    return ever.isTrue() ? List.of(lastExit == null ? "true" : "false") : List.of();
  }

  @Override
  public @Nullable LocalDate nextChange() {
    LocalDate windowChange = lastExit == null ? window.nextChange() : lastExit;
    return Dates.earlier(windowChange, ever.nextChange());
  }
}
