package dev.shuke.rule;

import dev.shuke.customer.TimelineRow.Kind;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes rules and measures in the grammar of {@link RuleText}. */
final class TextWriter
    implements RuleVisitor<String>, Measure.Visitor<String>, RowTest.Visitor<String> {

  private final Vocabulary vocabulary;

  /**
   * @param vocabulary tells which tags give dates
   */
  TextWriter(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  String of(Rule rule) {
    return rule.accept(this);
  }

  String of(Measure measure) {
    return measure.accept(this);
  }

  // ---- rules

  @Override
  public String all(Rule.All all) {
    return joined("all", all.rules(), " and ", this::partOfAnd);
  }

  @Override
  public String any(Rule.Any any) {
    return joined("any", any.rules(), " or ", this::partOfOr);
  }

  /** One part or none would not be seen between words, so it stands as a call. */
  private <T> String joined(String name, List<T> parts, String word, Function<T, String> part) {
    return parts.size() > 1
        ? list(parts, word, part)
        : name + "(" + list(parts, ", ", this::plainPart) + ")";
  }

  private String plainPart(Object part) {
    return part instanceof Rule rule ? of(rule) : ((RowTest) part).accept(this);
  }

  private String partOfAnd(Rule rule) {
    return inParenthesesIf(isAnd(rule) || isOr(rule), of(rule));
  }

  private String partOfOr(Rule rule) {
    return inParenthesesIf(isOr(rule), of(rule));
  }

  private static boolean isAnd(Rule rule) {
    return rule instanceof Rule.All all && all.rules().size() > 1;
  }

  private static boolean isOr(Rule rule) {
    return rule instanceof Rule.Any any && any.rules().size() > 1;
  }

  @Override
  public String not(Rule.Not not) {
    return "not " + partOfAnd(not.rule());
  }

  @Override
  public String tagIs(Rule.TagIs condition) {
    return "tag " + TextWords.name(condition.tag()) + " is " + condition.value();
  }

  @Override
  public String tagIn(Rule.TagIn condition) {
    return "tag " + TextWords.name(condition.tag()) + " in " + names(condition.values());
  }

  @Override
  public String tagRange(Rule.TagRange condition) {
    return "tag "
        + TextWords.name(condition.tag())
        + range(
            Scale.of(condition.tag(), vocabulary), bound(condition.from()), bound(condition.to()));
  }

  @Override
  public String tagExists(Rule.TagExists condition) {
    return "tag " + TextWords.name(condition.tag()) + " exists";
  }

  @Override
  public String compare(Rule.Compare condition) {
    if (condition.measure() instanceof Measure.Count count
        && Bound.of(1).equals(condition.from())
        && condition.to() == null) {
      return "did " + rows(count.rows());
    }
    return of(condition.measure())
        + range(Scale.of(condition.measure(), vocabulary), condition.from(), condition.to());
  }

  @Override
  public String sequence(Rule.Sequence condition) {
    return "sequence ("
        + list(condition.steps(), " then ", step -> kind(step.kind()) + where(step.where()))
        + ") within "
        + condition.within()
        + in(condition.window());
  }

  @Override
  public String held(Rule.Held condition) {
    return "held " + condition.days() + " days (" + of(condition.rule()) + ")";
  }

  @Override
  public String share(Rule.Share condition) {
    return "share of "
        + rows(condition.rows())
        + " with "
        + oneTest(condition.having())
        + " at least "
        + TextWords.name(condition.table());
  }

  @Override
  public String inSegment(Rule.InSegment condition) {
    return "segment " + TextWords.name(condition.segment());
  }

  @Override
  public String ids(Rule.Ids condition) {
    return "ids " + names(condition.ids());
  }

  @Override
  public String percentage(Rule.Percentage condition) {
    return "percentage "
        + Scale.PER_CENT.text(condition.from())
        + ".."
        + Scale.PER_CENT.text(condition.to());
  }

  private static String range(Scale scale, @Nullable Bound from, @Nullable Bound to) {
    if (from == null && to == null) {
      throw new IllegalArgumentException("A range has no end, expected from or to");
    }
    if (to == null) {
      return " >= " + bound(from, scale);
    }
    if (from == null) {
      return " <= " + bound(to, scale);
    }
    return from.equals(to)
        ? " = " + bound(from, scale)
        : " between " + bound(from, scale) + " and " + bound(to, scale);
  }

  private static @Nullable Bound bound(@Nullable Long number) {
    return number == null ? null : Bound.of(number);
  }

  private static String bound(@Nullable Bound bound, Scale scale) {
    if (bound instanceof Bound.Parameter parameter) {
      return "$" + TextWords.name(parameter.name());
    }
    return bound instanceof Bound.Constant constant ? scale.text(constant.value()) : "";
  }

  // ---- rows

  private String rows(Rows rows) {
    return kind(rows.kind()) + where(rows.where()) + in(rows.window()) + latest(rows.latest());
  }

  private static String kind(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private String where(RowTest test) {
    return test.equals(RowTest.ANY_ROW) ? "" : " where " + oneTest(test);
  }

  private static String in(Window window) {
    return window.equals(Window.ALL_TIME) ? "" : " in " + WindowText.write(window);
  }

  private String latest(Rows.@Nullable Latest latest) {
    if (latest == null) {
      return "";
    }
    String having =
        latest.having().equals(RowTest.ANY_ROW) ? "" : " having " + oneTest(latest.having());
    return " latest per (" + list(latest.per(), ", ", RowField::word) + ")" + having;
  }

  // ---- conditions on rows

  /** As it stands behind a word: what has an and or an or is put in parentheses. */
  private String oneTest(RowTest test) {
    return inParenthesesIf(isAnd(test) || isOr(test), test.accept(this));
  }

  private static boolean isAnd(RowTest test) {
    return test instanceof RowTest.AllOf all && all.tests().size() > 1;
  }

  private static boolean isOr(RowTest test) {
    return test instanceof RowTest.AnyOf any && any.tests().size() > 1;
  }

  @Override
  public String allOf(RowTest.AllOf test) {
    return joined("all", test.tests(), " and ", this::oneTest);
  }

  @Override
  public String anyOf(RowTest.AnyOf test) {
    return joined(
        "any", test.tests(), " or ", part -> inParenthesesIf(isOr(part), part.accept(this)));
  }

  @Override
  public String noneOf(RowTest.NoneOf test) {
    return "not " + oneTest(test.test());
  }

  @Override
  public String in(RowTest.FieldIn test) {
    return test.field().word() + " in " + names(test.values());
  }

  @Override
  public String range(RowTest.FieldRange test) {
    return test.field().word()
        + range(Scale.of(test.field()), bound(test.from()), bound(test.to()));
  }

  @Override
  public String exists(RowTest.FieldExists test) {
    return test.field().word() + " exists";
  }

  @Override
  public String hasLine(RowTest.HasLine test) {
    return "line " + oneTest(test.line());
  }

  // ---- measures

  @Override
  public String count(Measure.Count measure) {
    return "count " + rows(measure.rows());
  }

  @Override
  public String aggregate(Measure.Aggregate measure) {
    String function =
        measure.function() == Measure.Function.AVG
            ? "average"
            : measure.function().name().toLowerCase(Locale.ROOT);
    return function + " " + measure.field().word() + " of " + rows(measure.rows());
  }

  @Override
  public String distinct(Measure.Distinct measure) {
    return "distinct " + measure.field().word() + " of " + rows(measure.rows());
  }

  @Override
  public String dateOf(Measure.DateOf measure) {
    return end(measure.end()) + " date of " + rows(measure.rows());
  }

  @Override
  public String daysSince(Measure.DaysSince measure) {
    return "days since " + end(measure.end()) + " " + rows(measure.rows());
  }

  @Override
  public String valueOf(Measure.ValueOf measure) {
    return end(measure.end()) + " " + measure.field().word() + " of " + rows(measure.rows());
  }

  private static String end(Measure.End end) {
    return end.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String daysBetween(Measure.DaysBetween measure) {
    return "days from " + of(measure.from()) + " to " + of(measure.to());
  }

  @Override
  public String top(Measure.Top measure) {
    StringBuilder text =
        new StringBuilder()
            .append("top ")
            .append(measure.most())
            .append(' ')
            .append(key(measure.by()))
            .append(" of ")
            .append(rows(measure.rows()));
    if (measure.weight() != null) {
      text.append(" weighted by ").append(measure.weight().word());
    }
    if (!measure.minRows().equals(Bound.of(1))) {
      text.append(" at least ").append(bound(measure.minRows(), Scale.WHOLE)).append(" rows");
    }
    if (measure.minShare() != 0) {
      text.append(" share ").append(Scale.PER_CENT.text(measure.minShare())).append('%');
    }
    return text.toString();
  }

  private static String key(Measure.Key key) {
    if (key.bands() == null) {
      return key.field().word();
    }
    Scale scale = Scale.of(key.field());
    return key.field().word()
        + " ["
        + list(key.bands(), ", ", band -> band(band.value(), Bound.of(band.from()), scale))
        + "]";
  }

  @Override
  public String tiers(Measure.Tiers measure) {
    Scale scale = Scale.of(measure.measure(), vocabulary);
    return "tiers ("
        + of(measure.measure())
        + ") ["
        + list(measure.tiers(), ", ", tier -> band(tier.value(), tier.from(), scale))
        + "]";
  }

  private static String band(String value, @Nullable Bound from, Scale scale) {
    return TextWords.name(value) + (from == null ? "" : " from " + bound(from, scale));
  }

  @Override
  public String cases(Measure.Cases measure) {
    return "cases ("
        + list(
            measure.cases(), "; ", one -> TextWords.name(one.value()) + " when " + of(one.when()))
        + (measure.otherwise() == null ? "" : "; else " + TextWords.name(measure.otherwise()))
        + ")";
  }

  @Override
  public String flag(Measure.Flag measure) {
    return "flag (" + of(measure.rule()) + ")";
  }

  @Override
  public String code(Measure.Code measure) {
    return "code ("
        + list(measure.parts(), ", ", this::of)
        + ")"
        + (measure.separator().isEmpty()
            ? ""
            : " separator " + TextWords.name(measure.separator()));
  }

  @Override
  public String given(Measure.Given measure) {
    return "value (" + of(measure.value()) + ") when (" + of(measure.when()) + ")";
  }

  @Override
  public String ofTag(Measure.OfTag measure) {
    return "tag " + TextWords.name(measure.tag());
  }

  // ---- words

  private static String names(List<String> names) {
    return "[" + list(names, ", ", TextWords::name) + "]";
  }

  private static <T> String list(List<T> parts, String between, Function<T, String> part) {
    return parts.stream().map(part).collect(Collectors.joining(between));
  }

  private static String inParenthesesIf(boolean isNeeded, String text) {
    return isNeeded ? "(" + text + ")" : text;
  }
}
