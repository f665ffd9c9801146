package dev.shuke.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, dates and parameters of a rule, in both directions. */
final class Numbers {

  /** Decimals of a percentage. */
  static final int PER_CENT_SCALE = 2;

  /** 100 % in 1/100 of a per cent. */
  static final int HUNDRED_PER_CENT = 10_000;

  private static final String DATE_FORM = "a date such as \"2026-01-31\"";
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*+");
  private static final int MOST_DIGITS = 40;
  private static final int LONG_BITS = 64;
  private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

  private Numbers() {}

  /** How the two ends of a range are written. */
  enum Ends {
    NUMBER,
    DATE,
    /** Dates; also as days since 1970-01-01, as who writes a rule need not know the tag. */
    DATE_OF_TAG
  }

  /** A bound of a measure: a number, a date or a parameter. */
  static Bound bound(Place place, Ends ends, int scale) {
    if (place.node().isObject()) {
      place.allow(List.of("parameter"));
      return new Bound.Parameter(
          parameter(place.get("parameter", "the name of a parameter such as regular.from")));
    }
    return Bound.of(constant(place, ends, scale));
  }

  /** A number or date that stands in the rule. */
  static long constant(Place place, Ends ends, int scale) {
    return switch (ends) {
      case NUMBER -> scaled(place, scale);
      case DATE -> date(place);
      case DATE_OF_TAG -> place.node().isNumber() ? dayNumber(place) : date(place);
    };
  }

  private static long dayNumber(Place place) {
    long day = scaled(place, 0);
    if (Math.abs(day) > LAST_DATE.toEpochDay()) {
      throw place.refuse("out_of_range", DATE_FORM + ", or days since 1970-01-01");
    }
    return day;
  }

  private static long date(Place place) {
    return parseDate(place.text(DATE_FORM))
        .orElseThrow(() -> place.wrongType(DATE_FORM))
        .toEpochDay();
  }

  /** A date of the calendar written year-month-day. */
  static Optional<LocalDate> parseDate(String text) {
    if (!DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException e) {
      // 2026-02-30 has the shape of a date and is none
      return Optional.empty();
    }
  }

  /** A parameter's name. */
  static String parameter(Place place) {
    String name = place.text("the name of a parameter such as regular.from");
    if (!PARAMETER.matcher(name).matches()) {
      throw place.refuse(
          "wrong_parameter", "a parameter's name of a-z, 0-9, _ and dots, such as regular.from");
    }
    return name;
  }

  /** A whole number within limits. */
  static int whole(Place place, int least, int most) {
    long number = scaled(place, 0);
    if (number < least || number > most) {
      throw place.refuse("out_of_range", "a whole number from %d to %d".formatted(least, most));
    }
    return (int) number;
  }

  /** A percentage in 1/100 of a per cent. */
  static int perCent(Place place) {
    long share = scaled(place, PER_CENT_SCALE);
    if (share < 0 || share > HUNDRED_PER_CENT) {
      throw place.refuse("out_of_range", "a percentage from 0 to 100");
    }
    return (int) share;
  }

  /** A number with at most {@code scale} decimals, times 10 to the power of {@code scale}. */
  static long scaled(Place place, int scale) {
    BigDecimal number = decimal(place.node());
    if (number != null && number.stripTrailingZeros().scale() <= scale) {
      BigDecimal shifted = number.movePointRight(scale);
      if (isLong(shifted)) {
        return shifted.longValueExact();
      }
    }
    throw place.wrongType(
        scale == 0
            ? "a whole number of at most 64 bits"
            : "a number with at most %d decimals, of at most 64 bits".formatted(scale));
  }

  private static boolean isLong(BigDecimal number) {
    return number.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
        && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  /** The number, null when it is none or one so large that reckoning with it would take long. */
  private static @Nullable BigDecimal decimal(JsonNode node) {
    if (!node.isNumber()
        || node.isBigInteger() && node.bigIntegerValue().bitLength() > LONG_BITS
        || (node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue())) {
      return null;
    }
    BigDecimal number = node.decimalValue();
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    return number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS
        ? null
        : number;
  }

  /** Writes what {@link #scaled} reads; the same node that a parser would make. */
  static JsonNode write(long number, int scale) {
    BigDecimal plain = BigDecimal.valueOf(number, scale).stripTrailingZeros();
    if (plain.scale() > 0) {
      return JsonNodeFactory.instance.numberNode(plain);
    }
    long whole = plain.longValueExact();
    return whole == (int) whole
        ? JsonNodeFactory.instance.numberNode((int) whole)
        : JsonNodeFactory.instance.numberNode(whole);
  }

  static JsonNode write(long number, boolean isDate, int scale) {
    return isDate
        ? JsonNodeFactory.instance.textNode(LocalDate.ofEpochDay(number).toString())
        : write(number, scale);
  }

  static JsonNode write(Bound bound, boolean isDate, int scale) {
    return bound instanceof Bound.Parameter parameter
        ? JsonNodeFactory.instance.objectNode().put("parameter", parameter.name())
        : write(((Bound.Constant) bound).value(), isDate, scale);
  }
}
