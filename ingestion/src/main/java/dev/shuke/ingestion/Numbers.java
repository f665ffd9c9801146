package dev.shuke.ingestion;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact numbers from text. */
final class Numbers {

  private static final int LONGEST_TEXT = 40;

  /** A short text may name a huge number (1e999999999), which no arithmetic must ever see. */
  private static final int LARGEST_EXPONENT = 40;

  private Numbers() {}

  /**
   * @throws UnreadableValue when it is no decimal number of ordinary size
   */
  static BigDecimal decimal(String text) {
    String expected = "a number such as 12.34";
    try {
      if (text.length() > LONGEST_TEXT) {
        throw new UnreadableValue(expected);
      }
      BigDecimal value = new BigDecimal(text);
      if (Math.abs((long) value.scale()) > LARGEST_EXPONENT) {
        throw new UnreadableValue(expected);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new UnreadableValue(expected);
    }
  }

  /**
   * @throws UnreadableValue when it is no whole number of 64 bits
   */
  static long whole(String text) {
    try {
      return decimal(text).longValueExact();
    } catch (ArithmeticException e) {
      throw new UnreadableValue("a whole number");
    }
  }

  /**
   * Money in 1/100 of the currency. Parts of 1/100 are rounded half up (away from zero at exactly
   * half), so a rest of floating-point arithmetic such as 4.44e-16 becomes 0.
   *
   * @throws UnreadableValue when it is no amount, or when the file says fen and has parts of them
   */
  static long fen(String text, MoneyUnit unit) {
    BigDecimal value = decimal(text);
    try {
      return switch (unit) {
        case CURRENCY -> value.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
        case FEN -> value.longValueExact();
      };
    } catch (ArithmeticException e) {
      throw new UnreadableValue(
          unit == MoneyUnit.FEN ? "a whole number of fen" : "an amount of at most 64 bits");
    }
  }
}
