package dev.shuke.platform.chain;

import dev.shuke.brand.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;

/** When the next business day of a brand starts. */
final class NextCut {
  private NextCut() {}

  /**
   * The first start of a business day after {@code now}.
   *
   * <p>Where clocks are put back over the cut, the wall time falls behind the cut once more after
   * the day has started; that repeated hour is no second start.
   */
  static Instant after(Instant now, BusinessCalendar calendar) {
    LocalDate next = calendar.dateOf(now).plusDays(1);
    Instant cut = calendar.startOf(next);
    return cut.isAfter(now) ? cut : calendar.startOf(next.plusDays(1));
  }
}
