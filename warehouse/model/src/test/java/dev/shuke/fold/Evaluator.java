package dev.shuke.fold;

import dev.shuke.rule.Measure;
import dev.shuke.rule.Rule;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Answers rules and measures by the page of meanings: the oracle, the fold. */
interface Evaluator {

  boolean holds(Case facts, Rule rule);

  NaiveValue value(Case facts, Measure measure);

  /** One that also says how long its answer stands. */
  interface WithNextChange extends Evaluator {

    Answer answer(Case facts, Measure measure);

    @Override
    default NaiveValue value(Case facts, Measure measure) {
      return answer(facts, measure).value();
    }

    @Override
    default boolean holds(Case facts, Rule rule) {
      return value(facts, new Measure.Flag(rule)).equals(NaiveValue.flag(true));
    }
  }

  /**
   * A value and how long it stands.
   *
   * @param nextChange the first date on which it can differ without an event; null for never
   */
  record Answer(NaiveValue value, @Nullable LocalDate nextChange) {}
}
