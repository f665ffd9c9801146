package dev.shuke.fold;

import dev.shuke.customer.TimelineRow;
import dev.shuke.rule.Measure;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a question that fails as small as it gets, so that a person can read it. */
final class Shrinker {

  private static final int MOST_STEPS = 2_000;

  private Shrinker() {}

  /** A question that still fails, while every question one step smaller no longer does. */
  static Question smallest(Question failing, Predicate<Question> stillFails) {
    Question smallest = failing;
    for (int step = 0; step < MOST_STEPS; step++) {
      Optional<Question> smaller = smaller(smallest).filter(stillFails).findFirst();
      if (smaller.isEmpty()) {
        return smallest;
      }
      smallest = smaller.get();
    }
    return smallest;
  }

  private static Stream<Question> smaller(Question question) {
    return Stream.<Supplier<Stream<Question>>>of(
            () -> SmallerTrees.of(question.measure()).stream().map(m -> with(question, m)),
            () -> SmallerCases.of(question.facts()).map(f -> new Question(f, question.measure())))
        .flatMap(Supplier::get);
  }

  private static Question with(Question question, Measure measure) {
    return new Question(question.facts(), measure);
  }

  /** The question for people: what is asked, when, and of what. */
  static String told(Question question) {
    Case facts = question.facts();
    return """
        {
          asOf: %s, zone: %s, ids: %s, bucket: %d
          ask: %s
          tags: %s
          segments: %s
          parameters: %s
          products: %s
          rows: %s
        }"""
        .formatted(
            facts.asOf(),
            facts.zone(),
            facts.ids(),
            facts.bucket(),
            question.measure(),
            facts.tags(),
            facts.segments(),
            lines(facts.parameters()),
            lines(facts.products()),
            lines(facts.rows().stream().map(Shrinker::told).toList()));
  }

  private static String lines(List<?> values) {
    return values.stream().map(value -> "\n    " + value).collect(Collectors.joining("", "[", "]"));
  }

  /** Only what the row has. */
  private static String told(TimelineRow row) {
    return Stream.of(TimelineRow.class.getRecordComponents())
        .filter(component -> SmallerCases.isSet(component, row))
        .map(component -> component.getName() + ": " + value(component, row))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(RecordComponent component, TimelineRow row) {
    return String.valueOf(SmallerCases.value(component, row));
  }
}
