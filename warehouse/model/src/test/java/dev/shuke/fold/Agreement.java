package dev.shuke.fold;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Whether an evaluator says what the oracle says: its value on the date, and that nothing else is
 * true on any day before its next change.
 */
final class Agreement {

  /** Longer than what random rules look back, but for whole years. */
  private static final int HORIZON_DAYS = 500;

  private final Evaluator.WithNextChange evaluator;

  Agreement(Evaluator.WithNextChange evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * Asks random questions and fails with the smallest one that is answered wrongly.
   *
   * @param firstSeed of the first question; the next ones have the next numbers
   */
  void holds(long firstSeed, int cases) {
    LongStream.range(firstSeed, firstSeed + cases).forEach(this::agrees);
  }

  private void agrees(long seed) {
    Question question = RandomCases.of(seed);
    if (disagreement(question).isEmpty()) {
      return;
    }
    Question smallest = Shrinker.smallest(question, this::isAnsweredWrongly);
    throw new AssertionError(
        "Seed %d, as small as it gets: %s%n%s"
            .formatted(seed, disagreement(smallest).orElseThrow(), Shrinker.told(smallest)));
  }

  /** Whether it has an answer, and the evaluator another. */
  boolean isAnsweredWrongly(Question question) {
    NaiveRules oracle = new NaiveRules(question.facts());
    LocalDate asOf = question.facts().asOf();
    try {
      oracle.value(question.measure(), asOf);
    } catch (IllegalArgumentException e) {
      return false; // Shrinking has made a question that has no answer.
    }
    return disagreement(question).isPresent();
  }

  /** What is wrong; empty when the evaluator agrees with the oracle. */
  Optional<String> disagreement(Question question) {
    Evaluator.Answer answer;
    try {
      answer = evaluator.answer(question.facts(), question.measure());
    } catch (RuntimeException e) {
      return Optional.of("it throws " + e);
    }
    return disagreement(question, answer);
  }

  private static Optional<String> disagreement(Question question, Evaluator.Answer answer) {
    NaiveRules oracle = new NaiveRules(question.facts());
    LocalDate asOf = question.facts().asOf();
    LocalDate next = answer.nextChange();
    if (next != null && !next.isAfter(asOf)) {
      return Optional.of("its next change is " + next + ", expected a day after " + asOf);
    }
    LocalDate end = next == null ? asOf.plusDays(HORIZON_DAYS) : next;
    for (LocalDate day = asOf; day.isBefore(end); day = day.plusDays(1)) {
      NaiveValue expected = oracle.value(question.measure(), day);
      if (!expected.equals(answer.value())) {
        return Optional.of(
            "it says %s on %s until %s, expected %s on %s"
                .formatted(answer.value(), asOf, next, expected, day));
      }
    }
    return Optional.empty();
  }
}
