package dev.shuke.rule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/**
 * Which business dates are inside on an as-of date. Every window says of a date O when it enters
 * and when it leaves; it is inside on D if and only if {@code enters <= D < leaves}. A date never
 * enters before it has come.
 */
public sealed interface Window {

  /** All of the past. */
  Window ALL_TIME = new AllTime();

  /** The first as-of date on which {@code occurred} is inside; null for never. */
  @Nullable LocalDate enters(LocalDate occurred);

  /** The first as-of date on which it is outside again; null for never. */
  @Nullable LocalDate leaves(LocalDate occurred);

  /** Whether a date is inside on {@code asOf}. */
  default boolean contains(LocalDate asOf, LocalDate occurred) {
    LocalDate enters = enters(occurred);
    LocalDate leaves = leaves(occurred);
    return enters != null && !enters.isAfter(asOf) && (leaves == null || asOf.isBefore(leaves));
  }

  <T> T accept(Visitor<T> visitor);

  /** Every date up to the as-of date. */
  record AllTime() implements Window {
    @Override
    public LocalDate enters(LocalDate occurred) {
      return occurred;
    }

    @Override
    public @Nullable LocalDate leaves(LocalDate occurred) {
      return null;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.allTime(this);
    }
  }

  /**
   * The last days or months, ending with the as-of date: {@code 90d}, {@code 3mo}.
   *
   * @param after leaves out the newest part: {@code 30d..90d} is inside 90d and no longer inside
   *     30d
   */
  record Rolling(Period length, @Nullable Period after) implements Window {
    @Override
    public @Nullable LocalDate enters(LocalDate occurred) {
      LocalDate enters = after == null ? occurred : after.firstDayOutside(occurred);
      return enters.isBefore(leaves(occurred)) ? enters : null;
    }

    @Override
    public LocalDate leaves(LocalDate occurred) {
      return length.firstDayOutside(occurred);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.rolling(this);
    }
  }

  /**
   * A calendar period of the as-of date: {@code this month}, or whole ones before it: {@code last 3
   * months}. Weeks begin on Monday.
   *
   * @param last 0 for the current period, n for the n whole ones before it
   */
  record Calendar(Unit unit, int last) implements Window {
    public Calendar {
      if (last < 0) {
        throw new IllegalArgumentException("last is " + last + ", expected 0 or more");
      }
    }

    @Override
    public LocalDate enters(LocalDate occurred) {
      return last == 0 ? occurred : unit.start(occurred, 1);
    }

    @Override
    public LocalDate leaves(LocalDate occurred) {
      return unit.start(occurred, last + 1);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.calendar(this);
    }
  }

  /** Fixed business dates, both included, as far as they have come. */
  record Between(LocalDate from, LocalDate to) implements Window {
    public Between {
      if (to.isBefore(from)) {
        throw new IllegalArgumentException("to is " + to + ", expected " + from + " or later");
      }
    }

    @Override
    public @Nullable LocalDate enters(LocalDate occurred) {
      return occurred.isBefore(from) || occurred.isAfter(to) ? null : occurred;
    }

    @Override
    public @Nullable LocalDate leaves(LocalDate occurred) {
      return null;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.between(this);
    }
  }

  /** A period of the calendar. */
  enum Unit {
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** The first day of the period that comes {@code periods} after that of {@code date}. */
    public LocalDate start(LocalDate date, int periods) {
      return switch (this) {
        case WEEK ->
            date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusWeeks(periods);
        case MONTH -> date.withDayOfMonth(1).plusMonths(periods);
        case QUARTER ->
            date.withDayOfMonth(1)
                .minusMonths((date.getMonthValue() - 1) % 3)
                .plus(3L * periods, ChronoUnit.MONTHS);
        case YEAR -> date.withDayOfYear(1).plusYears(periods);
      };
    }
  }

  /** Takes a window apart; one method for each form. */
  interface Visitor<T> {
    T allTime(AllTime window);

    T rolling(Rolling window);

    T calendar(Calendar window);

    T between(Between window);
  }
}
