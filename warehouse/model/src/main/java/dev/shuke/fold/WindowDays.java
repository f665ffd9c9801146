package dev.shuke.fold;

import dev.shuke.rule.Period;
import dev.shuke.rule.Window;
import java.time.LocalDate;

/**
 * The business dates that are inside a window on one as-of date: from {@code first} to {@code
 * last}, both included. Every window is such a span, because a later date never enters or leaves
 * before an earlier one.
 */
record WindowDays(Window window, int first, int last) {

  static WindowDays of(Window window, LocalDate asOf) {
    return window.accept(new Spans(asOf));
  }

  /** The first as-of date on which that day is inside; {@link Days#NEVER} when there is none. */
  int enters(int day) {
    return window instanceof Window.AllTime
        ? day
        : Days.orNever(window.enters(LocalDate.ofEpochDay(day)));
  }

  /** The first as-of date on which it is outside again; asked often, so without dates if it can. */
  int leaves(int day) {
    if (window instanceof Window.AllTime) {
      return Days.NEVER;
    }
    return window instanceof Window.Rolling rolling && rolling.length().unit() == Period.Unit.DAYS
        ? day + rolling.length().amount()
        : Days.orNever(window.leaves(LocalDate.ofEpochDay(day)));
  }

  private record Spans(LocalDate asOf) implements Window.Visitor<WindowDays> {

    @Override
    public WindowDays allTime(Window.AllTime window) {
      return new WindowDays(window, Integer.MIN_VALUE, Days.of(asOf));
    }

    @Override
    public WindowDays rolling(Window.Rolling window) {
      LocalDate last =
          window.after() == null ? asOf : window.after().firstDayInside(asOf).minusDays(1);
      return new WindowDays(window, Days.of(window.length().firstDayInside(asOf)), Days.of(last));
    }

    @Override
    public WindowDays calendar(Window.Calendar window) {
      LocalDate begin = window.unit().start(asOf, -window.last());
      LocalDate last = window.last() == 0 ? asOf : window.unit().start(asOf, 0).minusDays(1);
      return new WindowDays(window, Days.of(begin), Days.of(last));
    }

    @Override
    public WindowDays between(Window.Between window) {
      LocalDate last = window.to().isAfter(asOf) ? asOf : window.to();
      return new WindowDays(window, Days.of(window.from()), Days.of(last));
    }
  }
}
