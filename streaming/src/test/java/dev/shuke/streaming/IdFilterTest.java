package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdFilterTest {

  /** Whatever its size, and right before and after it grows. */
  @Test
  void holdsWhatWasAddedAndTakesFewOthersForHeld() {
    IdFilter filter = new IdFilter();
    int added = 0;
    for (int until : new int[] {1, 4_095, 4_096, 4_097, 100_000, 1_400_000}) {
      for (; added < until; added++) {
        filter.add(id(1, added));
      }
      long missed = 0;
      for (int i = 0; i < added; i++) {
        missed += filter.mayHold(id(1, i)) ? 0 : 1;
      }
      long mistaken = 0;
      for (int i = 0; i < 100_000; i++) {
        mistaken += filter.mayHold(id(2, i)) ? 1 : 0;
      }
      assertThat(missed).as("of %d", added).isZero();
      assertThat(mistaken).as("of 100,000 others, %d added", added).isLessThan(100_000 / 30);
    }
    assertThat(filter.bytes()).isLessThan(1_400_000L * 8);
  }

  @Test
  void holdsNothingAtFirst() {
    assertThat(new IdFilter().mayHold(id(1, 1))).isFalse();
    assertThat(new IdFilter().mayHold(new Fingerprint(0, 0))).isFalse();
  }

  @Test
  void tellsHowLargeItWillBe() {
    IdFilter filter = new IdFilter();
    for (int i = 0; i < 200_000; i++) {
      long next = filter.nextBytes();
      boolean isFull = filter.isFull();
      long before = filter.bytes();
      filter.add(id(1, i));
      assertThat(filter.bytes()).isEqualTo(isFull ? next : before);
    }
  }

  private static Fingerprint id(int kind, int number) {
    SplittableRandom random = new SplittableRandom(kind * 1_000_000_007L + number);
    return new Fingerprint(random.nextLong(), random.nextLong());
  }
}
