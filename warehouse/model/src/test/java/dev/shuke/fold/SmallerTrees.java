package dev.shuke.fold;

import dev.shuke.rule.Bound;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Period;
import dev.shuke.rule.RowTest;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleVisitor;
import dev.shuke.rule.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trees one step smaller than a tree, the smallest first; none of the smallest trees. */
final class SmallerTrees {

  private static final Bound ONE = Bound.of(1);

  private SmallerTrees() {}

  static List<Measure> of(Measure measure) {
    return measure.accept(new OfMeasure()).toList();
  }

  private static Stream<Rule> of(Rule rule) {
    return rule.accept(new OfRule());
  }

  /** Measures that may stand where a number or a date must. */
  private static Stream<Measure> comparable(Measure measure) {
    return of(measure).stream().filter(SmallerTrees::isComparable);
  }

  private static boolean isComparable(Measure measure) {
    return measure instanceof Measure.Count
        || measure instanceof Measure.Aggregate
        || measure instanceof Measure.Distinct
        || measure instanceof Measure.DaysSince
        || measure instanceof Measure.DaysBetween
        || isDate(measure);
  }

  private static boolean isDate(Measure measure) {
    return measure instanceof Measure.DateOf;
  }

  private static Stream<Rows> of(Rows rows) {
    Stream<Rows> plain =
        rows.latest() == null
            ? Stream.of()
            : Stream.of(new Rows(rows.kind(), rows.where(), rows.window(), null));
    return joined(
        plain, of(rows.where()).map(rows::where), of(rows.window()).map(rows::in), latest(rows));
  }

  private static Stream<Rows> latest(Rows rows) {
    Rows.Latest latest = rows.latest();
    return latest == null
        ? Stream.of()
        : of(latest.having()).map(having -> rows.latest(latest.per(), having, latest.silent()));
  }

  private static Stream<RowTest> of(RowTest test) {
    return test.equals(RowTest.ANY_ROW)
        ? Stream.of()
        : Stream.concat(Stream.of(RowTest.ANY_ROW), test.accept(new OfTest()));
  }

  private static Stream<Window> of(Window window) {
    return window.accept(new OfWindow());
  }

  private static Stream<Period> of(Period period) {
    return numbers(period.amount(), 1).map(amount -> new Period(amount, period.unit()));
  }

  private static Stream<Integer> numbers(int number, int least) {
    return Stream.of(least, number / 2, number - 1)
        .filter(n -> n >= least && n < number)
        .distinct();
  }

  /** One left out, while {@code least} are left; or one of them made smaller. */
  static <T> Stream<List<T>> lists(
      List<T> list, int least, Function<? super T, Stream<T>> smaller) {
    List<List<T>> lists = new ArrayList<>();
    for (int i = 0; i < list.size() && list.size() > least; i++) {
      List<T> fewer = new ArrayList<>(list);
      fewer.remove(i);
      lists.add(fewer);
    }
    for (int i = 0; i < list.size(); i++) {
      int place = i;
      smaller
          .apply(list.get(i))
          .forEach(
              one -> {
                List<T> changed = new ArrayList<>(list);
                changed.set(place, one);
                lists.add(changed);
              });
    }
    return lists.stream();
  }

  private static <T> Stream<T> nothing(T any) {
    return Stream.of();
  }

  @SafeVarargs
  private static <T> Stream<T> joined(Stream<? extends T>... streams) {
    return Stream.of(streams).flatMap(stream -> stream);
  }

  private static final class OfMeasure implements Measure.Visitor<Stream<Measure>> {

    @Override
    public Stream<Measure> count(Measure.Count measure) {
      return of(measure.rows()).map(Measure.Count::new);
    }

    @Override
    public Stream<Measure> aggregate(Measure.Aggregate measure) {
      return of(measure.rows())
          .map(rows -> new Measure.Aggregate(measure.function(), measure.field(), rows));
    }

    @Override
    public Stream<Measure> distinct(Measure.Distinct measure) {
      return of(measure.rows()).map(rows -> new Measure.Distinct(measure.field(), rows));
    }

    @Override
    public Stream<Measure> dateOf(Measure.DateOf measure) {
      return of(measure.rows()).map(rows -> new Measure.DateOf(measure.end(), rows));
    }

    @Override
    public Stream<Measure> daysSince(Measure.DaysSince measure) {
      return joined(
          Stream.of(new Measure.DateOf(measure.end(), measure.rows())),
          of(measure.rows()).map(rows -> new Measure.DaysSince(measure.end(), rows)));
    }

    @Override
    public Stream<Measure> valueOf(Measure.ValueOf measure) {
      return of(measure.rows())
          .map(rows -> new Measure.ValueOf(measure.end(), measure.field(), rows));
    }

    @Override
    public Stream<Measure> daysBetween(Measure.DaysBetween measure) {
      return joined(
          Stream.of(measure.from(), measure.to()),
          of(measure.from()).stream()
              .filter(SmallerTrees::isDate)
              .map(from -> new Measure.DaysBetween(from, measure.to())),
          of(measure.to()).stream()
              .filter(SmallerTrees::isDate)
              .map(to -> new Measure.DaysBetween(measure.from(), to)));
    }

    @Override
    public Stream<Measure> top(Measure.Top top) {
      Stream<Measure.Top> plainer =
          Stream.of(
              new Measure.Top(1, top.by(), top.weight(), top.minRows(), top.minShare(), top.rows()),
              new Measure.Top(top.most(), top.by(), null, ONE, 0, top.rows()),
              new Measure.Top(top.most(), top.by(), top.weight(), ONE, top.minShare(), top.rows()),
              new Measure.Top(top.most(), top.by(), top.weight(), top.minRows(), 0, top.rows()));
      return joined(
          plainer.filter(one -> !one.equals(top)),
          of(top.rows())
              .map(
                  rows ->
                      new Measure.Top(
                          top.most(),
                          top.by(),
                          top.weight(),
                          top.minRows(),
                          top.minShare(),
                          rows)));
    }

    @Override
    public Stream<Measure> tiers(Measure.Tiers measure) {
      return joined(
          Stream.of(measure.measure()),
          lists(measure.tiers(), 1, SmallerTrees::nothing)
              .map(tiers -> new Measure.Tiers(measure.measure(), tiers)),
          comparable(measure.measure()).map(one -> new Measure.Tiers(one, measure.tiers())));
    }

    @Override
    public Stream<Measure> cases(Measure.Cases measure) {
      return joined(
          measure.cases().stream().map(one -> new Measure.Flag(one.when())),
          lists(
                  measure.cases(),
                  1,
                  one -> of(one.when()).map(when -> new Measure.Case(when, one.value())))
              .map(cases -> new Measure.Cases(cases, measure.otherwise())),
          measure.otherwise() == null
              ? Stream.of()
              : Stream.of(new Measure.Cases(measure.cases(), null)));
    }

    @Override
    public Stream<Measure> flag(Measure.Flag measure) {
      Stream<Measure> compared =
          measure.rule() instanceof Rule.Compare compare
              ? Stream.of(compare.measure())
              : Stream.of();
      return joined(compared, of(measure.rule()).map(Measure.Flag::new));
    }

    @Override
    public Stream<Measure> mark(Measure.Mark measure) {
      return joined(
          Stream.of(new Measure.Flag(measure.rule())), of(measure.rule()).map(Measure.Mark::new));
    }

    @Override
    public Stream<Measure> code(Measure.Code measure) {
      return joined(
          measure.parts().stream(),
          lists(measure.parts(), 1, one -> of(one).stream().filter(Measure.Tiers.class::isInstance))
              .map(parts -> new Measure.Code(parts, measure.separator())));
    }

    @Override
    public Stream<Measure> given(Measure.Given measure) {
      return joined(
          Stream.of(measure.value(), new Measure.Flag(measure.when())),
          of(measure.when()).map(when -> new Measure.Given(when, measure.value())),
          of(measure.value()).stream().map(value -> new Measure.Given(measure.when(), value)));
    }

    @Override
    public Stream<Measure> ofTag(Measure.OfTag measure) {
      return Stream.of();
    }
  }

  private static final class OfRule implements RuleVisitor<Stream<Rule>> {

    @Override
    public Stream<Rule> all(Rule.All all) {
      return joined(
          all.rules().stream(), lists(all.rules(), 1, SmallerTrees::of).map(Rule.All::new));
    }

    @Override
    public Stream<Rule> any(Rule.Any any) {
      return joined(
          any.rules().stream(), lists(any.rules(), 1, SmallerTrees::of).map(Rule.Any::new));
    }

    @Override
    public Stream<Rule> not(Rule.Not not) {
      return joined(Stream.of(not.rule()), of(not.rule()).map(Rule.Not::new));
    }

    @Override
    public Stream<Rule> tagIs(Rule.TagIs condition) {
      return Stream.of();
    }

    @Override
    public Stream<Rule> tagIn(Rule.TagIn condition) {
      return lists(condition.values(), 1, SmallerTrees::nothing)
          .map(values -> new Rule.TagIn(condition.tag(), values));
    }

    @Override
    public Stream<Rule> tagRange(Rule.TagRange condition) {
      return condition.from() == null || condition.to() == null
          ? Stream.of()
          : Stream.of(
              new Rule.TagRange(condition.tag(), condition.from(), null),
              new Rule.TagRange(condition.tag(), null, condition.to()));
    }

    @Override
    public Stream<Rule> tagExists(Rule.TagExists condition) {
      return Stream.of();
    }

    @Override
    public Stream<Rule> compare(Rule.Compare compare) {
      Stream<Rule.Compare> oneEnd =
          compare.from() == null || compare.to() == null
              ? Stream.of()
              : Stream.of(
                  new Rule.Compare(compare.measure(), compare.from(), null),
                  new Rule.Compare(compare.measure(), null, compare.to()));
      return joined(
          oneEnd,
          Stream.of(new Rule.Compare(compare.measure(), one(compare.from()), one(compare.to())))
              .filter(one -> !one.equals(compare)),
          comparable(compare.measure())
              .map(measure -> new Rule.Compare(measure, compare.from(), compare.to())));
    }

    /** A parameter told in place. */
    private static @Nullable Bound one(@Nullable Bound bound) {
      return bound instanceof Bound.Parameter ? ONE : bound;
    }

    @Override
    public Stream<Rule> sequence(Rule.Sequence sequence) {
      return joined(
          lists(sequence.steps(), 2, step -> of(step.where()).map(step::where))
              .map(steps -> new Rule.Sequence(steps, sequence.within(), sequence.window())),
          of(sequence.window())
              .map(window -> new Rule.Sequence(sequence.steps(), sequence.within(), window)),
          of(sequence.within())
              .map(within -> new Rule.Sequence(sequence.steps(), within, sequence.window())));
    }

    @Override
    public Stream<Rule> held(Rule.Held held) {
      return joined(
          Stream.of(held.rule()),
          numbers(held.days(), 2).map(days -> new Rule.Held(held.rule(), days)),
          of(held.rule()).map(rule -> new Rule.Held(rule, held.days())));
    }

    @Override
    public Stream<Rule> share(Rule.Share share) {
      return joined(
          of(share.rows()).map(rows -> new Rule.Share(rows, share.having(), share.table())),
          of(share.having()).map(having -> new Rule.Share(share.rows(), having, share.table())));
    }

    @Override
    public Stream<Rule> inSegment(Rule.InSegment condition) {
      return Stream.of();
    }

    @Override
    public Stream<Rule> ids(Rule.Ids condition) {
      return lists(condition.ids(), 1, SmallerTrees::nothing).map(Rule.Ids::new);
    }

    @Override
    public Stream<Rule> percentage(Rule.Percentage condition) {
      return Stream.of();
    }
  }

  private static final class OfTest implements RowTest.Visitor<Stream<RowTest>> {

    @Override
    public Stream<RowTest> allOf(RowTest.AllOf test) {
      return joined(
          test.tests().stream(), lists(test.tests(), 1, SmallerTrees::of).map(RowTest.AllOf::new));
    }

    @Override
    public Stream<RowTest> anyOf(RowTest.AnyOf test) {
      return joined(
          test.tests().stream(), lists(test.tests(), 1, SmallerTrees::of).map(RowTest.AnyOf::new));
    }

    @Override
    public Stream<RowTest> noneOf(RowTest.NoneOf test) {
      return joined(Stream.of(test.test()), of(test.test()).map(RowTest.NoneOf::new));
    }

    @Override
    public Stream<RowTest> in(RowTest.FieldIn test) {
      return lists(test.values(), 1, SmallerTrees::nothing)
          .map(values -> new RowTest.FieldIn(test.field(), values));
    }

    @Override
    public Stream<RowTest> range(RowTest.FieldRange test) {
      return test.from() == null || test.to() == null
          ? Stream.of()
          : Stream.of(
              new RowTest.FieldRange(test.field(), test.from(), null),
              new RowTest.FieldRange(test.field(), null, test.to()));
    }

    @Override
    public Stream<RowTest> exists(RowTest.FieldExists test) {
      return Stream.of();
    }

    @Override
    public Stream<RowTest> hasLine(RowTest.HasLine test) {
      return of(test.line()).map(RowTest.HasLine::new);
    }
  }

  private static final class OfWindow implements Window.Visitor<Stream<Window>> {

    @Override
    public Stream<Window> allTime(Window.AllTime window) {
      return Stream.of();
    }

    @Override
    public Stream<Window> rolling(Window.Rolling window) {
      Period after = window.after();
      Stream<Window> plainer =
          after == null
              ? Stream.of(Window.ALL_TIME)
              : joined(
                  Stream.of(Window.ALL_TIME, new Window.Rolling(window.length(), null)),
                  of(after).map(one -> new Window.Rolling(window.length(), one)));
      return joined(plainer, of(window.length()).map(one -> new Window.Rolling(one, after)));
    }

    @Override
    public Stream<Window> calendar(Window.Calendar window) {
      return joined(
          Stream.of(Window.ALL_TIME),
          numbers(window.last(), 0).map(last -> new Window.Calendar(window.unit(), last)));
    }

    @Override
    public Stream<Window> between(Window.Between window) {
      return Stream.of(Window.ALL_TIME);
    }
  }
}
