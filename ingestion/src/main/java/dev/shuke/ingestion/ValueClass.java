package dev.shuke.ingestion;

import java.math.BigDecimal;

/** What may be said of a refused value without telling it. */
final class ValueClass {

  private ValueClass() {}

  /** Such as {@code empty}, {@code a negative number}, {@code text of 5 characters}. */
  static String of(String text) {
    if (text.isEmpty()) {
      return "empty";
    }
    try {
      BigDecimal number = Numbers.decimal(text);
      if (number.signum() < 0) {
        return "a negative number";
      }
      int decimals = number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
      return decimals <= 0 ? "a whole number" : "a number with " + decimals + " decimals";
    } catch (UnreadableValue e) {
      return "text of " + text.length() + " characters";
    }
  }
}
