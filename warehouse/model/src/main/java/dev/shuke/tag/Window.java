package dev.shuke.tag;

import dev.shuke.customer.TimelineRow;
import dev.shuke.rule.Period;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which orders and lines count inside a window that ends on the as-of date, and when that changes
 * without an event: the oldest leaves, a counting one is cancelled or refunded, a later one enters.
 */
final class Window {

  private final Period period;
  private final LocalDate asOf;
  private final LocalDate firstInside;
  private @Nullable LocalDate oldest;
  private @Nullable LocalDate nextEnd;
  private @Nullable LocalDate nextEntry;

  Window(Period period, LocalDate asOf) {
    this.period = period;
    this.asOf = asOf;
    firstInside = period.firstDayInside(asOf);
  }

  void start() {
    oldest = null;
    nextEnd = null;
    nextEntry = null;
  }

  /**
   * Whether a row of that date left the window before the as-of date, so that it matters no more.
   */
  boolean isOver(TimelineRow row) {
    return row.businessDate().isBefore(firstInside);
  }

  /** Takes note of a row; true when it counts inside on the as-of date. */
  boolean admits(TimelineRow row) {
    LocalDate date = row.businessDate();
    if (date.isAfter(asOf)) {
      if (row.countsOn(date)) {
        nextEntry = Dates.earlier(nextEntry, date);
      }
      return false;
    }
    if (isOver(row) || !row.countsOn(asOf)) {
      return false;
    }
    oldest = Dates.earlier(oldest, date);
    nextEnd = Dates.earlier(nextEnd, row.endDate());
    return true;
  }

  /** The first date on which another set of rows is inside. */
  @Nullable LocalDate nextChange() {
    LocalDate nextExit = oldest == null ? null : period.firstDayOutside(oldest);
    return Dates.earlier(nextExit, Dates.earlier(nextEnd, nextEntry));
  }
}
