package dev.shuke.fold;

import dev.shuke.customer.ProductBook;
import dev.shuke.rule.Measure;
import dev.shuke.tag.Parameters;
import java.util.Objects;
import java.util.function.Function;

/** The fold as an evaluator, to be held against the oracle. */
final class Fold implements Evaluator.WithNextChange {

  private static final int CUSTOMER_NO = 0;

  @Override
  public Evaluator.Answer answer(Case facts, Measure measure) {
    FoldInputs inputs =
        new FoldInputs(
            Parameters.of(facts.parameters()),
            ProductBook.of(facts.products()),
            facts.zone(),
            id -> facts.ids().contains(id) ? CUSTOMER_NO : FoldInputs.CustomerIds.NOBODY,
            facts.asOf());
    dev.shuke.fold.Answer answer =
        dev.shuke.fold.Answer.of(
            measure, named(facts), inputs, CUSTOMER_NO, facts.bucket(), facts.rows());
    return new Evaluator.Answer(
        new NaiveValue(
            answer.values().stream().map(FoldValue::text).toList(),
            answer.values().stream().map(FoldValue::number).filter(Objects::nonNull).toList()),
        answer.nextChange());
  }

  private static Function<String, Measure> named(Case facts) {
    return id -> {
      Measure tag = facts.tags().get(id);
      return tag == null ? new Measure.Mark(Objects.requireNonNull(facts.segments().get(id))) : tag;
    };
  }

  @Override
  public String toString() {
    return "fold";
  }
}
