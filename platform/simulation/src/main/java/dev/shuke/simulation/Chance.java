package dev.shuke.simulation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random draws that are the same on every JDK and machine: only {@link SplittableRandom#nextLong}
 * and {@link StrictMath} are used, whose results are fixed.
 *
 * <p>Each person, month and order has a stream of its own, named by numbers, so that any part can
 * be made again without the parts before it, and people don't change when more of them are made.
 */
final class Chance {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final SplittableRandom random;

  private Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** What a stream is for; streams of different purposes have nothing in common. */
  enum Stream {
    MENU,
    CHAIN,
    PERSON,
    PERSON_MONTH,
    WALK_IN_MONTH,
    ORDER,
    FRIEND,
    CHAT_MONTH,
    GROUP_MONTH,
    CONSENT,
    CAMPAIGN,
    REFERRAL,
    MEETING,
    VISIT_MONTH,
    TAG_BY_HAND,
    TAG_IMPORT
  }

  /** The stream of a purpose and three numbers, such as person, month and order. */
  static Chance of(long seed, Stream stream, long a, long b, long c) {
    long mixed = mix(seed + GOLDEN * (stream.ordinal() + 1));
    return new Chance(mix(mix(mix(mixed ^ a) + b) ^ (c * GOLDEN)));
  }

  static Chance of(long seed, Stream stream, long a) {
    return of(seed, stream, a, 0, 0);
  }

  /** A bijection of 64 bits that leaves no pattern (the finalizer of SplitMix64). */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double share() {
    return (random.nextLong() >>> 11) * 0x1.0p-53;
  }

  boolean happens(double probability) {
    return share() < probability;
  }

  /** Uniform in [0, bound). */
  int below(int bound) {
    return (int) (share() * bound);
  }

  /** Uniform in [from, to]. */
  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  <T> T oneOf(List<T> values) {
    return values.get(below(values.size()));
  }

  /** Normal with mean 0 and deviation 1 (Box and Muller 1958). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - share()));
    return radius * StrictMath.cos(2 * StrictMath.PI * share());
  }

  /** Poisson by multiplication (Knuth), for means up to some hundreds. */
  int poisson(double mean) {
    int count = 0;
    double rest = mean;
    // exp(-mean) would underflow for a large mean, so it is taken in steps.
    while (rest > 0) {
      double step = Math.min(rest, 50);
      double limit = StrictMath.exp(-step);
      for (double product = share(); product > limit; product *= share()) {
        count++;
      }
      rest -= step;
    }
    return count;
  }

  /**
   * The position at which a growing sum of weights passes a random share of its last value.
   *
   * @param cumulative at least one, growing
   */
  int weighted(double[] cumulative) {
    return weighted(cumulative, 0, cumulative.length);
  }

  /** The same within positions [from, to). */
  int weighted(double[] cumulative, int from, int to) {
    double before = from == 0 ? 0 : cumulative[from - 1];
    double wanted = before + share() * (cumulative[to - 1] - before);
    int low = from;
    int high = to - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
