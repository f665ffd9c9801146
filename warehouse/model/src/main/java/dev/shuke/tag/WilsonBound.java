package dev.shuke.tag;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How many successes of n show that a rate lies above a base rate: the smallest k whose Wilson
 * lower bound exceeds it.
 *
 * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
 * of the American Statistical Association 22 (1927), 209–212. His interval holds the rates p with
 * |k/n − p| ≤ z · √(p(1 − p)/n); so its lower bound exceeds a base rate b if and only if k > n·b
 * and (k − n·b)² > z² · n · b(1 − b), which is computed here in exact decimals.
 */
public final class WilsonBound {

  /** The normal quantile of a two-sided interval of 95 %. */
  private static final BigDecimal Z_SQUARED = new BigDecimal("1.96").pow(2);

  private WilsonBound() {}

  /**
   * The smallest k; n + 1 when even n of n do not suffice.
   *
   * @param n trials, 1 or more
   * @param baseRate above 0 and below 1
   */
  public static int minimumSuccesses(int n, BigDecimal baseRate) {
    if (n < 1 || baseRate.signum() <= 0 || baseRate.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "n is "
              + n
              + " and the base rate "
              + baseRate.toPlainString()
              + ", expected n of 1 or more and a rate between 0 and 1");
    }
    BigDecimal expected = baseRate.multiply(BigDecimal.valueOf(n));
    BigDecimal variance = expected.multiply(BigDecimal.ONE.subtract(baseRate));
    BigDecimal square = Z_SQUARED.multiply(variance);
    int k =
        expected.add(square.sqrt(MathContext.DECIMAL64)).setScale(0, RoundingMode.DOWN).intValue();
    k = Math.max(0, k - 1);
    while (k <= n && !exceeds(BigDecimal.valueOf(k).subtract(expected), square)) {
      k++;
    }
    return k;
  }

  /** As {@link #minimumSuccesses(int, BigDecimal)}, the rate taken as it is written. */
  public static int minimumSuccesses(int n, double baseRate) {
    return minimumSuccesses(n, BigDecimal.valueOf(baseRate));
  }

  private static boolean exceeds(BigDecimal excess, BigDecimal square) {
    return excess.signum() > 0 && excess.pow(2).compareTo(square) > 0;
  }
}
