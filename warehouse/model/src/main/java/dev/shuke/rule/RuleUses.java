package dev.shuke.rule;

import dev.shuke.customer.TimelineRow.Kind;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a rule or a measure rests on: kinds of rows, fields, parameters, tags and segments. */
public final class RuleUses
    implements RuleVisitor<RuleUses>, Measure.Visitor<RuleUses>, RowTest.Visitor<RuleUses> {

  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final Set<RowField> fields = EnumSet.noneOf(RowField.class);
  private final Set<String> parameters = new TreeSet<>();
  private final Set<String> tags = new LinkedHashSet<>();
  private final Set<String> segments = new LinkedHashSet<>();

  private final Set<String> ids = new LinkedHashSet<>();

  private RuleUses() {}

  public static RuleUses of(Rule rule) {
    return rule.accept(new RuleUses());
  }

  public static RuleUses of(Measure measure) {
    return measure.accept(new RuleUses());
  }

  /**
   * What a measure rests on, itself and through the tags and segments it names.
   *
   * @param named the measure of a tag or segment
   */
  public static RuleUses through(Measure measure, Function<String, Measure> named) {
    RuleUses uses = of(measure);
    Set<String> seen = new LinkedHashSet<>();
    while (seen.size() < uses.tags.size() + uses.segments.size()) {
      Set<String> next = new LinkedHashSet<>(uses.tags);
      next.addAll(uses.segments);
      next.removeAll(seen);
      next.forEach(id -> named.apply(id).accept(uses));
      seen.addAll(next);
    }
    return uses;
  }

  /** The kinds of rows it looks at. */
  public Set<Kind> kinds() {
    return kinds;
  }

  public Set<RowField> fields() {
    return fields;
  }

  /** The names of its parameters, tables included. */
  public Set<String> parameters() {
    return parameters;
  }

  /** In the order in which it names them. */
  public Set<String> tags() {
    return tags;
  }

  /** In the order in which it names them. */
  public Set<String> segments() {
    return segments;
  }

  /** The ids of its lists. */
  public Set<String> ids() {
    return ids;
  }

  private RuleUses rows(Rows rows) {
    kinds.add(rows.kind());
    rows.where().accept(this);
    Rows.Latest latest = rows.latest();
    if (latest != null) {
      fields.addAll(latest.per());
      latest.having().accept(this);
    }
    return this;
  }

  private RuleUses bound(@Nullable Bound bound) {
    if (bound instanceof Bound.Parameter parameter) {
      parameters.add(parameter.name());
    }
    return this;
  }

  private RuleUses field(@Nullable RowField field) {
    if (field != null) {
      fields.add(field);
    }
    return this;
  }

  @Override
  public RuleUses all(Rule.All all) {
    all.rules().forEach(rule -> rule.accept(this));
    return this;
  }

  @Override
  public RuleUses any(Rule.Any any) {
    any.rules().forEach(rule -> rule.accept(this));
    return this;
  }

  @Override
  public RuleUses not(Rule.Not not) {
    return not.rule().accept(this);
  }

  @Override
  public RuleUses tagIs(Rule.TagIs condition) {
    return tag(condition.tag());
  }

  @Override
  public RuleUses tagIn(Rule.TagIn condition) {
    return tag(condition.tag());
  }

  @Override
  public RuleUses tagRange(Rule.TagRange condition) {
    return tag(condition.tag());
  }

  @Override
  public RuleUses tagExists(Rule.TagExists condition) {
    return tag(condition.tag());
  }

  private RuleUses tag(String id) {
    tags.add(id);
    return this;
  }

  @Override
  public RuleUses compare(Rule.Compare condition) {
    bound(condition.from());
    bound(condition.to());
    return condition.measure().accept(this);
  }

  @Override
  public RuleUses sequence(Rule.Sequence condition) {
    condition.steps().forEach(this::rows);
    return this;
  }

  @Override
  public RuleUses held(Rule.Held condition) {
    return condition.rule().accept(this);
  }

  @Override
  public RuleUses share(Rule.Share condition) {
    parameters.add(condition.table());
    condition.having().accept(this);
    return rows(condition.rows());
  }

  @Override
  public RuleUses inSegment(Rule.InSegment condition) {
    segments.add(condition.segment());
    return this;
  }

  @Override
  public RuleUses ids(Rule.Ids condition) {
    ids.addAll(condition.ids());
    return this;
  }

  @Override
  public RuleUses percentage(Rule.Percentage condition) {
    return this;
  }

  @Override
  public RuleUses count(Measure.Count measure) {
    return rows(measure.rows());
  }

  @Override
  public RuleUses aggregate(Measure.Aggregate measure) {
    return field(measure.field()).rows(measure.rows());
  }

  @Override
  public RuleUses distinct(Measure.Distinct measure) {
    return field(measure.field()).rows(measure.rows());
  }

  @Override
  public RuleUses dateOf(Measure.DateOf measure) {
    return rows(measure.rows());
  }

  @Override
  public RuleUses daysSince(Measure.DaysSince measure) {
    return rows(measure.rows());
  }

  @Override
  public RuleUses valueOf(Measure.ValueOf measure) {
    return field(measure.field()).rows(measure.rows());
  }

  @Override
  public RuleUses daysBetween(Measure.DaysBetween measure) {
    measure.from().accept(this);
    return measure.to().accept(this);
  }

  @Override
  public RuleUses top(Measure.Top measure) {
    return field(measure.by().field())
        .field(measure.weight())
        .bound(measure.minRows())
        .rows(measure.rows());
  }

  @Override
  public RuleUses tiers(Measure.Tiers measure) {
    measure.tiers().forEach(tier -> bound(tier.from()));
    return measure.measure().accept(this);
  }

  @Override
  public RuleUses cases(Measure.Cases measure) {
    measure.cases().forEach(each -> each.when().accept(this));
    return this;
  }

  @Override
  public RuleUses flag(Measure.Flag measure) {
    return measure.rule().accept(this);
  }

  @Override
  public RuleUses mark(Measure.Mark measure) {
    return measure.rule().accept(this);
  }

  @Override
  public RuleUses code(Measure.Code measure) {
    measure.parts().forEach(part -> part.accept(this));
    return this;
  }

  @Override
  public RuleUses given(Measure.Given measure) {
    measure.when().accept(this);
    return measure.value().accept(this);
  }

  @Override
  public RuleUses ofTag(Measure.OfTag measure) {
    return tag(measure.tag());
  }

  @Override
  public RuleUses allOf(RowTest.AllOf test) {
    test.tests().forEach(part -> part.accept(this));
    return this;
  }

  @Override
  public RuleUses anyOf(RowTest.AnyOf test) {
    test.tests().forEach(part -> part.accept(this));
    return this;
  }

  @Override
  public RuleUses noneOf(RowTest.NoneOf test) {
    return test.test().accept(this);
  }

  @Override
  public RuleUses in(RowTest.FieldIn test) {
    return field(test.field());
  }

  @Override
  public RuleUses range(RowTest.FieldRange test) {
    return field(test.field());
  }

  @Override
  public RuleUses exists(RowTest.FieldExists test) {
    return field(test.field());
  }

  @Override
  public RuleUses hasLine(RowTest.HasLine test) {
    kinds.add(Kind.ORDER_LINE);
    return test.line().accept(this);
  }
}
