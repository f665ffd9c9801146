package dev.shuke.fold;

import dev.shuke.rule.Measure;
import dev.shuke.rule.Rule;

/** The naive evaluator, asked afresh each time. */
final class Oracle implements Evaluator {

  @Override
  public boolean holds(Case facts, Rule rule) {
    return new NaiveRules(facts).holds(rule, facts.asOf());
  }

  @Override
  public NaiveValue value(Case facts, Measure measure) {
    return new NaiveRules(facts).value(measure, facts.asOf());
  }

  @Override
  public String toString() {
    return "oracle";
  }
}
