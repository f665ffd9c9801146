package dev.shuke.simulation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When people eat out: weights of days, and times within a day. The figures are ours, made to give
 * the shape of a restaurant chain, not measured.
 */
final class Rhythm {

  /** Monday to Sunday. */
  private static final double[] WEEKDAYS = {0.82, 0.84, 0.88, 0.95, 1.15, 1.38, 1.22};

  private static final List<LocalDate> SPRING_FESTIVALS =
      List.of(
          LocalDate.of(2024, 2, 10),
          LocalDate.of(2025, 1, 29),
          LocalDate.of(2026, 2, 17),
          LocalDate.of(2027, 2, 6),
          LocalDate.of(2028, 1, 26));

  private final Period period;
  private final double[] cumulative;

  Rhythm(Period period) {
    this.period = period;
    this.cumulative = new double[period.days()];
    double sum = 0;
    for (int day = 0; day < cumulative.length; day++) {
      sum += weight(period.dateOf(day));
      cumulative[day] = sum;
    }
  }

  /** How busy a day is; an ordinary week has the mean 1.03. */
  static double weight(LocalDate date) {
    return WEEKDAYS[date.getDayOfWeek().ordinal()] * season(date);
  }

  private static double season(LocalDate date) {
    for (LocalDate festival : SPRING_FESTIVALS) {
      long days = ChronoUnit.DAYS.between(festival, date);
      if (days >= -2 && days <= 5) {
        // Most stores are shut, and the guests have gone home.
        return 0.22;
      } else if (days >= -8 && days <= 12) {
        return 0.75;
      }
    }
    boolean isNationalHoliday = date.getMonthValue() == 10 && date.getDayOfMonth() <= 7;
    boolean isSummer = date.getMonthValue() == 7 || date.getMonthValue() == 8;
    return isNationalHoliday ? 1.35 : isSummer ? 1.08 : 1;
  }

  /** The sum of weights of days [from, to). */
  double weight(int from, int to) {
    if (to <= from) {
      return 0;
    }
    return cumulative[to - 1] - (from == 0 ? 0 : cumulative[from - 1]);
  }

  /** A day of [from, to), busy ones more often. */
  int day(Chance chance, int from, int to) {
    return chance.weighted(cumulative, from, to);
  }

  /**
   * A time to eat on a business day, in milliseconds UTC: meals have their peaks, and some orders
   * come after midnight, which belongs to the day before.
   */
  long mealTime(Chance chance, int day) {
    double kind = chance.share();
    double hour;
    if (kind < 0.42) {
      hour = 12.2 + 0.7 * chance.normal();
    } else if (kind < 0.80) {
      hour = 18.6 + 0.95 * chance.normal();
    } else if (kind < 0.88) {
      hour = 14 + 3 * chance.share();
    } else if (kind < 0.93) {
      hour = 7 + 3 * chance.share();
    } else if (kind < 0.98) {
      hour = 21.5 + 2.5 * chance.share();
    } else {
      hour = 24 + 3.9 * chance.share();
    }
    return at(day, hour);
  }

  /** A time at which people write and add contacts, in milliseconds UTC. */
  long wakingTime(Chance chance, int day) {
    return at(day, 9.5 + 12 * chance.share());
  }

  private long at(int day, double hour) {
    double cut = period.calendar().cut().toSecondOfDay() / 3600.0;
    double sinceCut = Math.min(Math.max(hour - cut, 0), 23.999);
    return period.startOf(day) + (long) (sinceCut * 3600) * Period.SECOND;
  }
}
