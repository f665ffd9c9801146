package dev.shuke.fold;

import dev.shuke.rule.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;

/** What becomes of many numbers; {@code MEANINGS.md}, lines 14, 16 and 24. */
final class NaiveNumbers {

  private NaiveNumbers() {}

  static NaiveValue of(Measure.Function function, List<Long> numbers) {
    if (function == Measure.Function.SUM) {
      return NaiveValue.number(sum(numbers));
    }
    if (numbers.isEmpty()) {
      return NaiveValue.EMPTY;
    }
    return NaiveValue.number(
        switch (function) {
          case SUM -> sum(numbers);
          case MIN -> Collections.min(numbers);
          case MAX -> Collections.max(numbers);
          case AVG -> average(numbers);
        });
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().reduce(0L, Math::addExact);
  }

  /** Half up is towards the greater number: the greatest whole number not above mean + 1/2. */
  private static long average(List<Long> numbers) {
    return BigDecimal.valueOf(sum(numbers))
        .divide(BigDecimal.valueOf(numbers.size()), 20, RoundingMode.FLOOR)
        .add(new BigDecimal("0.5"))
        .setScale(0, RoundingMode.FLOOR)
        .longValueExact();
  }

  /** {@code part / whole} in 1/100 of a per cent, rounded down. */
  static long share(long part, long whole) {
    return BigInteger.valueOf(part)
        .multiply(BigInteger.valueOf(10_000))
        .divide(BigInteger.valueOf(whole))
        .longValueExact();
  }
}
