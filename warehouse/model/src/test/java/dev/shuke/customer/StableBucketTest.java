package dev.shuke.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StableBucketTest {

  /**
   * By hand: {@code printf 'holdout\x1f42' | sha256sum} begins with fd43aa1c84d668b0, which
   * unsigned and mod 10,000 is 1984; all but the last of these would be negative as signed numbers.
   */
  @Test
  void agreesWithSha256sum() {
    assertThat(StableBucket.of("holdout", 42)).isEqualTo(1984);
    assertThat(StableBucket.of("holdout", 0)).isEqualTo(9487);
    assertThat(StableBucket.of("holdout", Integer.MAX_VALUE)).isEqualTo(3922);
    assertThat(StableBucket.of("活动", 7)).isEqualTo(6310);
  }

  @Test
  void spreadsCustomersEvenly() {
    int[] tenths = new int[10];
    for (int no = 0; no < 100_000; no++) {
      tenths[StableBucket.of("s", no) / 1_000]++;
    }
    for (int count : tenths) {
      assertThat(count).isBetween(9_600, 10_400);
    }
  }
}
