package dev.shuke.fold;

import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Bound;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Period;
import dev.shuke.rule.RandomRules;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.rule.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random customer and something random to ask, from a seed. */
final class RandomCases {

  private static final int DEPTH = 3;
  private static final List<String> TAGS = List.of("number", "date", "text", "flag", "any");

  private final Random random;
  private final RandomRules rules;

  private RandomCases(long seed) {
    random = new Random(seed);
    // The first numbers of neighbouring seeds are alike.
    random.nextLong();
    rules = new RandomRules(random, false);
  }

  static Question of(long seed) {
    return new RandomCases(seed).next();
  }

  private Question next() {
    Case facts =
        new RandomTimelines(random).next().tags(tags()).segments(Map.of("segment", rules.rule(1)));
    return new Question(facts, measure());
  }

  /** One tag of each type, and one that may be anything, several words too. */
  private Map<String, Measure> tags() {
    return Map.of(
        "number", new Measure.Count(count()),
        "date", new Measure.DateOf(Measure.End.LAST, count()),
        "flag", new Measure.Flag(rules.rule(1)),
        "text",
            new Measure.Cases(
                List.of(new Measure.Case(rules.rule(1), "a"), new Measure.Case(ofTag(), "b")),
                random.nextBoolean() ? "c" : null),
        "any", rules.measure(1));
  }

  private Rows count() {
    return Rows.of(any(List.of(Kind.values())))
        .in(new Window.Rolling(Period.parse(any(List.of("30d", "2mo"))), null));
  }

  private Measure measure() {
    return switch (random.nextInt(8)) {
      case 0 -> new Measure.Flag(withTags(rules.rule(DEPTH - 1)));
      case 1 -> new Measure.Given(withTags(rules.rule(DEPTH - 1)), rules.measure(DEPTH - 1));
      case 2 -> new Measure.OfTag(any(TAGS));
      case 3, 4 -> new Measure.Flag(rules.rule(DEPTH));
      default -> rules.measure(DEPTH);
    };
  }

  private Rule withTags(Rule rule) {
    return switch (random.nextInt(5)) {
      case 0 -> new Rule.All(List.of(ofTag(), rule));
      case 1 -> new Rule.Any(List.of(new Rule.Not(ofTag()), rule));
      case 2 -> new Rule.Held(ofTag(), 2 + random.nextInt(9));
      case 3 -> new Rule.Any(List.of(new Rule.InSegment("segment"), rule));
      default -> ofTag();
    };
  }

  private Rule ofTag() {
    long day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(400)).toEpochDay();
    return switch (random.nextInt(7)) {
      case 0 -> new Rule.TagIs("flag", random.nextBoolean());
      case 1 -> new Rule.TagIn("any", List.of("a", "am", "t1"));
      case 2 -> new Rule.TagRange("number", 1L, random.nextBoolean() ? null : 3L);
      case 3 -> new Rule.TagRange("date", random.nextBoolean() ? null : day - 60, day);
      case 4 ->
          new Rule.Compare(new Measure.OfTag("number"), null, new Bound.Parameter("regular.from"));
      case 5 -> new Rule.Compare(new Measure.OfTag("date"), Bound.of(day), null);
      default -> new Rule.TagExists(any(List.of("any", "date")));
    };
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
