package dev.shuke.rule;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The length of a window of whole business days, written {@code 90d} or {@code 3mo}; the two
 * differ.
 *
 * <p>An event of date O is inside on as-of date D if and only if {@code O <= D < O + period}, in
 * {@code java.time} arithmetic: month ends clamp, so 30 November + 3mo is 28 or 29 February.
 */
public record Period(int amount, Unit unit) implements Serializable {

  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,3})(d|mo)");
  private static final int LONGEST_MONTH_IN_DAYS = 31;

  /** Days or calendar months. */
  public enum Unit {
    DAYS("d"),
    MONTHS("mo");

    private final String suffix;

    Unit(String suffix) {
      this.suffix = suffix;
    }
  }

  public Period {
    if (amount < 1) {
      throw new IllegalArgumentException("A period is " + amount + " long, expected 1 or more");
    }
  }

  /**
   * Reads {@code 30d}, {@code 3mo}.
   *
   * @throws IllegalArgumentException when it is neither days nor months
   */
  public static Period parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Cannot read the period '" + text + "', expected days or months such as 90d or 3mo");
    }
    return new Period(
        Integer.parseInt(matcher.group(1)), matcher.group(2).equals("d") ? Unit.DAYS : Unit.MONTHS);
  }

  /** The first as-of date on which an event of that date is outside again: O + period. */
  public LocalDate firstDayOutside(LocalDate occurred) {
    return unit == Unit.DAYS ? occurred.plusDays(amount) : occurred.plusMonths(amount);
  }

  /**
   * The first business date that is inside on {@code asOf}: the first O with {@code asOf < O +
   * period}.
   *
   * <p>Found by searching forward. Subtracting months from the as-of date would err at month ends:
   * 28 February − 3mo is 28 November, but 28 to 30 November + 3mo are all 28 February, so 1
   * December is the first day inside.
   */
  public LocalDate firstDayInside(LocalDate asOf) {
    if (unit == Unit.DAYS) {
      return asOf.minusDays(amount - 1L);
    }
    LocalDate day = asOf.minusDays((long) amount * LONGEST_MONTH_IN_DAYS);
    while (!asOf.isBefore(firstDayOutside(day))) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** Whether an event of that date is inside on {@code asOf}. */
  public boolean contains(LocalDate asOf, LocalDate occurred) {
    return !occurred.isAfter(asOf) && asOf.isBefore(firstDayOutside(occurred));
  }

  @Override
  public String toString() {
    return amount + unit.suffix;
  }
}
