package dev.shuke.fold;

import dev.shuke.rule.Measure;

/** Something asked of a customer on a date. */
record Question(Case facts, Measure measure) {

  NaiveValue answer(Evaluator evaluator) {
    return evaluator.value(facts, measure);
  }
}
