package dev.shuke.simulation;

import dev.shuke.simulation.Period.Span;
import java.util.Arrays;

/** When people come to eat. */
final class Visits {

  /** Orders of walk-ins a day of weight 1, for each hundred customers. */
  private static final double WALK_INS_PER_HUNDRED = 0.675;

  private final long seed;
  private final Rhythm rhythm;

  Visits(long seed, Rhythm rhythm) {
    this.seed = seed;
    this.rhythm = rhythm;
  }

  /** Times of a person's orders in a span, in milliseconds UTC, in order. */
  long[] of(Person person, Span span) {
    int from = Math.max(person.joinedOn(), span.from());
    int to = Math.min(Math.max(person.lapsesOn(), from), span.to());
    int again = Math.max(person.returnsOn(), span.from());
    double before = rhythm.weight(from, to);
    double after = rhythm.weight(again, span.to());
    if (before + after <= 0 || person.dailyRate() == 0) {
      return new long[0];
    }
    Chance chance = Chance.of(seed, Chance.Stream.PERSON_MONTH, person.no(), span.no(), 0);
    long[] times = new long[chance.poisson(person.dailyRate() * (before + after))];
    for (int i = 0; i < times.length; i++) {
      boolean isBefore = chance.share() * (before + after) < before;
      int day = isBefore ? rhythm.day(chance, from, to) : rhythm.day(chance, again, span.to());
      times[i] = rhythm.mealTime(chance, day);
    }
    Arrays.sort(times);
    return times;
  }

  /** Times of orders of people nobody knows, in a span, in order. */
  long[] ofWalkIns(int hundred, Span span) {
    Chance chance = Chance.of(seed, Chance.Stream.WALK_IN_MONTH, hundred, span.no(), 0);
    double mean = WALK_INS_PER_HUNDRED * rhythm.weight(span.from(), span.to());
    long[] times = new long[chance.poisson(mean)];
    for (int i = 0; i < times.length; i++) {
      times[i] = rhythm.mealTime(chance, rhythm.day(chance, span.from(), span.to()));
    }
    Arrays.sort(times);
    return times;
  }
}
