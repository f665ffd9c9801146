package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WilsonBoundTest {

  private static final double Z = 1.96;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.3, 0.5, 0.77, 0.99})
  void isTheSmallestCountWhoseLowerBoundLiesAboveTheBaseRate(double baseRate) {
    for (int n = 1; n <= 400; n++) {
      int k = WilsonBound.minimumSuccesses(n, baseRate);
      assertThat(k).isBetween(1, n + 1);
      assertThat(k == n + 1 || lowerBound(k, n) > baseRate).isTrue();
      assertThat(lowerBound(k - 1, n) > baseRate).isFalse();
    }
  }

  @Test
  void cannotBeReachedByTooFewTrials() {
    assertThat(WilsonBound.minimumSuccesses(1, 0.3)).isEqualTo(2);
    assertThat(WilsonBound.minimumSuccesses(3, 0.3)).isEqualTo(3);
    assertThat(WilsonBound.minimumSuccesses(14, 0.3)).isEqualTo(8);
  }

  @Test
  void refusesRatesThatAreNone() {
    assertThatThrownBy(() -> WilsonBound.minimumSuccesses(3, 1.0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected n of 1 or more and a rate between 0 and 1");
    assertThatThrownBy(() -> WilsonBound.minimumSuccesses(0, 0.3))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isTheShippedTable() {
    Parameters shipped = ShippedBrands.parametersOf("simulated");
    LocalDate day = LocalDate.of(2024, 1, 1);
    BigDecimal baseRate = shipped.value("likes_spicy.base_rate", day);
    assertThat(shipped.firstIndex("likes_spicy.k")).isEqualTo(3);
    assertThat(shipped.lastIndex("likes_spicy.k")).isEqualTo(400);
    for (int n = 3; n <= 400; n++) {
      assertThat(shipped.indexed("likes_spicy.k", n, day))
          .isEqualTo(WilsonBound.minimumSuccesses(n, baseRate));
    }
  }

  /** The formula as textbooks print it. */
  private static double lowerBound(int k, int n) {
    double p = (double) k / n;
    double centre = p + Z * Z / (2 * n);
    double spread = Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
    return (centre - spread) / (1 + Z * Z / n);
  }
}
