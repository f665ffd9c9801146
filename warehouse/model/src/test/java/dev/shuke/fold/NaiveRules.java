package dev.shuke.fold;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.fold.NaiveRows.Placed;
import dev.shuke.rule.Bound;
import dev.shuke.rule.Measure;
import dev.shuke.rule.RowField;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleVisitor;
import dev.shuke.tag.Parameters;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules and measures of one customer, plain and slow, written from {@code MEANINGS.md} alone: what
 * the fold is held against.
 */
final class NaiveRules {

  private final NaiveRows timeline;
  private final List<Parameters.Row> parameters;
  private final Set<String> ids;
  private final int bucket;
  private final Map<String, Measure> tags;
  private final Map<String, Rule> segments;

  NaiveRules(
      List<TimelineRow> rows,
      List<ProductBook.Row> products,
      List<Parameters.Row> parameters,
      ZoneId zone,
      Set<String> ids,
      int bucket,
      Map<String, Measure> tags,
      Map<String, Rule> segments) {
    this(new NaiveRows(rows, products, zone), parameters, ids, bucket, tags, segments);
  }

  NaiveRules(Case facts) {
    this(new NaiveRows(facts.rows(), facts.products(), facts.zone()), facts);
  }

  /** With another reading of the timeline, to plant a bug. */
  NaiveRules(NaiveRows timeline, Case facts) {
    this(timeline, facts.parameters(), facts.ids(), facts.bucket(), facts.tags(), facts.segments());
  }

  private NaiveRules(
      NaiveRows timeline,
      List<Parameters.Row> parameters,
      Set<String> ids,
      int bucket,
      Map<String, Measure> tags,
      Map<String, Rule> segments) {
    this.timeline = timeline;
    this.parameters = parameters;
    this.ids = ids;
    this.bucket = bucket;
    this.tags = tags;
    this.segments = segments;
  }

  boolean holds(Rule rule, LocalDate asOf) {
    return rule.accept(new OnDay(asOf));
  }

  NaiveValue value(Measure measure, LocalDate asOf) {
    return measure.accept(new OnDay(asOf));
  }

  private Measure tag(String id) {
    Measure tag = tags.get(id);
    if (tag == null) {
      throw new IllegalArgumentException("There is no tag " + id);
    }
    return tag;
  }

  /** Line 23. */
  private long parameter(String name, @Nullable Integer index, LocalDate asOf) {
    return valid(name, asOf)
        .filter(row -> index == null ? row.index() == null : index.equals(row.index()))
        .max(Comparator.comparing(Parameters.Row::validFrom))
        .orElseThrow(
            () ->
                new IllegalArgumentException("No parameter " + name + " " + index + " on " + asOf))
        .value()
        .longValueExact();
  }

  private Stream<Parameters.Row> valid(String name, LocalDate asOf) {
    return parameters.stream()
        .filter(row -> row.name().equals(name) && !row.validFrom().isAfter(asOf));
  }

  /** The indexes of a table that hold on a date, the least first. */
  private List<Integer> indexes(String table, LocalDate asOf) {
    List<Integer> indexes =
        valid(table, asOf)
            .flatMap(row -> Stream.ofNullable(row.index()))
            .distinct()
            .sorted()
            .toList();
    if (indexes.isEmpty()) {
      throw new IllegalArgumentException("No parameters " + table + " on " + asOf);
    }
    return indexes;
  }

  private long bound(Bound bound, LocalDate asOf) {
    return bound instanceof Bound.Constant constant
        ? constant.value()
        : parameter(((Bound.Parameter) bound).name(), null, asOf);
  }

  /** Everything asked on one as-of date. */
  private final class OnDay implements RuleVisitor<Boolean>, Measure.Visitor<NaiveValue> {
    private final LocalDate asOf;

    OnDay(LocalDate asOf) {
      this.asOf = asOf;
    }

    @Override
    public Boolean all(Rule.All all) {
      return all.rules().stream().allMatch(rule -> rule.accept(this));
    }

    @Override
    public Boolean any(Rule.Any any) {
      return any.rules().stream().anyMatch(rule -> rule.accept(this));
    }

    @Override
    public Boolean not(Rule.Not not) {
      return !not.rule().accept(this);
    }

    @Override
    public Boolean tagIs(Rule.TagIs condition) {
      return tag(condition.tag()).accept(this).equals(NaiveValue.flag(condition.value()));
    }

    @Override
    public Boolean tagIn(Rule.TagIn condition) {
      return tag(condition.tag()).accept(this).texts().stream()
          .anyMatch(condition.values()::contains);
    }

    @Override
    public Boolean tagRange(Rule.TagRange condition) {
      NaiveValue value = tag(condition.tag()).accept(this);
      Long from = condition.from();
      Long to = condition.to();
      return !value.isEmpty()
          && (from == null || number(value) >= from)
          && (to == null || number(value) <= to);
    }

    @Override
    public Boolean tagExists(Rule.TagExists condition) {
      return !tag(condition.tag()).accept(this).isEmpty();
    }

    @Override
    public Boolean compare(Rule.Compare condition) {
      NaiveValue value = condition.measure().accept(this);
      Bound from = condition.from();
      Bound to = condition.to();
      return !value.isEmpty()
          && (from == null || number(value) >= bound(from, asOf))
          && (to == null || number(value) <= bound(to, asOf));
    }

    @Override
    public Boolean sequence(Rule.Sequence condition) {
      List<List<Placed>> steps =
          condition.steps().stream()
              .map(step -> timeline.passing(step, condition.window(), asOf))
              .toList();
      return steps.get(0).stream().anyMatch(first -> follows(condition, steps, 1, first, first));
    }

    /** Whether the steps from {@code next} on can follow {@code last}. */
    private boolean follows(
        Rule.Sequence condition, List<List<Placed>> steps, int next, Placed first, Placed last) {
      if (next == steps.size()) {
        LocalDate tooLate =
            switch (condition.within().unit()) {
              case DAYS -> first.row().businessDate().plusDays(condition.within().amount());
              case MONTHS -> first.row().businessDate().plusMonths(condition.within().amount());
            };
        return last.row().businessDate().isBefore(tooLate);
      }
      return steps.get(next).stream()
          .filter(row -> row.place() > last.place())
          .anyMatch(row -> follows(condition, steps, next + 1, first, row));
    }

    @Override
    public Boolean held(Rule.Held condition) {
      return IntStream.range(0, condition.days())
          .allMatch(ago -> holds(condition.rule(), asOf.minusDays(ago)));
    }

    @Override
    public Boolean share(Rule.Share condition) {
      List<Placed> rows = timeline.selected(condition.rows(), asOf);
      long n = rows.size();
      long k = rows.stream().filter(row -> timeline.passes(condition.having(), row, asOf)).count();
      List<Integer> table = indexes(condition.table(), asOf);
      int most = table.get(table.size() - 1);
      if (n < table.get(0)) {
        return false;
      }
      return n <= most
          ? k >= parameter(condition.table(), (int) n, asOf)
          // k >= n * k(N) / N, in whole numbers
          : k * most >= n * parameter(condition.table(), most, asOf);
    }

    @Override
    public Boolean inSegment(Rule.InSegment condition) {
      Rule segment = segments.get(condition.segment());
      if (segment == null) {
        throw new IllegalArgumentException("There is no segment " + condition.segment());
      }
      return segment.accept(this);
    }

    @Override
    public Boolean ids(Rule.Ids condition) {
      return condition.ids().stream().anyMatch(ids::contains);
    }

    @Override
    public Boolean percentage(Rule.Percentage condition) {
      return bucket >= condition.from() && bucket < condition.to();
    }

    @Override
    public NaiveValue count(Measure.Count measure) {
      return NaiveValue.number(timeline.selected(measure.rows(), asOf).size());
    }

    @Override
    public NaiveValue aggregate(Measure.Aggregate measure) {
      return NaiveNumbers.of(measure.function(), numbers(measure.field(), measure.rows()));
    }

    private List<Long> numbers(RowField field, Rows rows) {
      return timeline.selected(rows, asOf).stream()
          .flatMap(placed -> Stream.ofNullable(timeline.number(field, placed.row(), asOf)))
          .toList();
    }

    @Override
    public NaiveValue distinct(Measure.Distinct measure) {
      Stream<?> values =
          measure.field().type().isText()
              ? timeline.selected(measure.rows(), asOf).stream()
                  .flatMap(placed -> timeline.words(measure.field(), placed).stream())
              : numbers(measure.field(), measure.rows()).stream();
      return NaiveValue.number(values.distinct().count());
    }

    @Override
    public NaiveValue dateOf(Measure.DateOf measure) {
      List<Placed> rows = timeline.selected(measure.rows(), asOf);
      return rows.isEmpty() ? NaiveValue.EMPTY : NaiveValue.date(date(measure.end(), rows));
    }

    private static LocalDate date(Measure.End end, List<Placed> rows) {
      return at(end, rows).row().businessDate();
    }

    private static <T> T at(Measure.End end, List<T> rows) {
      return switch (end) {
        case FIRST -> rows.get(0);
        case LAST -> rows.get(rows.size() - 1);
      };
    }

    @Override
    public NaiveValue daysSince(Measure.DaysSince measure) {
      List<Placed> rows = timeline.selected(measure.rows(), asOf);
      return rows.isEmpty()
          ? NaiveValue.EMPTY
          : NaiveValue.number(ChronoUnit.DAYS.between(date(measure.end(), rows), asOf));
    }

    @Override
    public NaiveValue valueOf(Measure.ValueOf measure) {
      List<String> words =
          timeline.selected(measure.rows(), asOf).stream()
              .flatMap(
                  placed ->
                      timeline.words(measure.field(), placed).stream()
                          .min(NaiveRows.BY_UTF8)
                          .stream())
              .toList();
      return words.isEmpty() ? NaiveValue.EMPTY : NaiveValue.text(at(measure.end(), words));
    }

    @Override
    public NaiveValue daysBetween(Measure.DaysBetween measure) {
      NaiveValue from = measure.from().accept(this);
      NaiveValue to = measure.to().accept(this);
      return from.isEmpty() || to.isEmpty()
          ? NaiveValue.EMPTY
          : NaiveValue.number(number(to) - number(from));
    }

    @Override
    public NaiveValue top(Measure.Top measure) {
      NaiveTop top = new NaiveTop(measure, timeline, asOf);
      timeline.selected(measure.rows(), asOf).forEach(top::add);
      return top.value(bound(measure.minRows(), asOf));
    }

    @Override
    public NaiveValue tiers(Measure.Tiers measure) {
      NaiveValue value = measure.measure().accept(this);
      if (value.isEmpty()) {
        return NaiveValue.EMPTY;
      }
      return measure.tiers().stream()
          .filter(tier -> from(tier) <= number(value))
          .max(Comparator.comparing(this::from))
          .map(tier -> NaiveValue.text(tier.value()))
          .orElse(NaiveValue.EMPTY);
    }

    private long from(Measure.Tier tier) {
      Bound from = tier.from();
      return from == null ? Long.MIN_VALUE : bound(from, asOf);
    }

    @Override
    public NaiveValue cases(Measure.Cases measure) {
      return measure.cases().stream()
          .filter(one -> one.when().accept(this))
          .map(Measure.Case::value)
          .findFirst()
          .or(() -> Optional.ofNullable(measure.otherwise()))
          .map(NaiveValue::text)
          .orElse(NaiveValue.EMPTY);
    }

    @Override
    public NaiveValue flag(Measure.Flag measure) {
      return NaiveValue.flag(measure.rule().accept(this));
    }

    @Override
    public NaiveValue mark(Measure.Mark measure) {
      return measure.rule().accept(this) ? NaiveValue.flag(true) : NaiveValue.EMPTY;
    }

    @Override
    public NaiveValue code(Measure.Code measure) {
      List<NaiveValue> parts = measure.parts().stream().map(part -> part.accept(this)).toList();
      if (parts.stream().anyMatch(NaiveValue::isEmpty)) {
        return NaiveValue.EMPTY;
      }
      return NaiveValue.text(
          String.join(measure.separator(), parts.stream().map(OnDay::text).toList()));
    }

    private static String text(NaiveValue value) {
      if (value.texts().size() != 1) {
        throw new IllegalArgumentException("A code has the part " + value + ", expected one text");
      }
      return value.texts().get(0);
    }

    private static long number(NaiveValue value) {
      if (value.numbers().size() != 1) {
        throw new IllegalArgumentException("Compares " + value + ", expected a number or date");
      }
      return value.numbers().get(0);
    }

    @Override
    public NaiveValue given(Measure.Given measure) {
      return measure.when().accept(this) ? measure.value().accept(this) : NaiveValue.EMPTY;
    }

    @Override
    public NaiveValue ofTag(Measure.OfTag measure) {
      return tag(measure.tag()).accept(this);
    }
  }
}
