package dev.shuke.rule;

import dev.shuke.rule.SentenceParts.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule or a measure as a person reads it aloud: 至少下过一单，且最近三个自然月没有下单.
 *
 * <p>Every part of the rule is told, so that two different rules never read the same while their
 * tags, values and segments have different names. Texts are in {@link Phrase}.
 */
public final class RuleSentence implements RuleVisitor<String> {

  private final SentenceParts parts;
  private final SentenceRows rows;
  private final SentenceMeasures measures;

  private RuleSentence(Language language, Names names) {
    parts = new SentenceParts(language, names);
    rows = new SentenceRows(parts);
    measures = new SentenceMeasures(parts, rows, this::of);
  }

  /** With ids for names. */
  public static String of(Rule rule, Language language) {
    return of(rule, language, Names.IDS);
  }

  public static String of(Rule rule, Language language, Names names) {
    return new RuleSentence(language, names).of(rule);
  }

  /** With ids for names. */
  public static String of(Measure measure, Language language) {
    return of(measure, language, Names.IDS);
  }

  public static String of(Measure measure, Language language, Names names) {
    return new RuleSentence(language, names).measures.of(measure);
  }

  private String of(Rule rule) {
    return rule.accept(this);
  }

  @Override
  public String all(Rule.All all) {
    return several(all.rules(), Phrase.AND, Phrase.ALL_OF);
  }

  @Override
  public String any(Rule.Any any) {
    return several(any.rules(), Phrase.OR, Phrase.ANY_OF);
  }

  private String several(List<Rule> rules, Phrase between, Phrase ofFew) {
    String list = parts.list(rules.stream().map(this::part).toList(), between);
    return rules.size() > 1 ? list : say(ofFew, list);
  }

  private String part(Rule rule) {
    boolean isSeveral =
        rule instanceof Rule.All all && all.rules().size() > 1
            || rule instanceof Rule.Any any && any.rules().size() > 1;
    return isSeveral ? say(Phrase.IN_PARENTHESES, of(rule)) : of(rule);
  }

  @Override
  public String not(Rule.Not not) {
    Rule rule = not.rule();
    if (rule instanceof Rule.Compare compare && isDid(compare)) {
      return rows.didNot(((Measure.Count) compare.measure()).rows());
    }
    if (rule instanceof Rule.InSegment in) {
      return say(Phrase.NOT_IN_SEGMENT, segment(in.segment()));
    }
    if (rule instanceof Rule.TagExists exists) {
      return say(Phrase.TAG_MISSING, tag(exists.tag()));
    }
    return rule instanceof Rule.TagIn in ? tagIn(in, Phrase.TAG_NOT_IN) : say(Phrase.NOT, of(rule));
  }

  @Override
  public String tagIs(Rule.TagIs condition) {
    return say(condition.value() ? Phrase.TAG_IS_TRUE : Phrase.TAG_IS_FALSE, tag(condition.tag()));
  }

  @Override
  public String tagIn(Rule.TagIn condition) {
    return tagIn(condition, Phrase.TAG_IN);
  }

  private String tagIn(Rule.TagIn condition, Phrase phrase) {
    List<String> labels =
        condition.values().stream()
            .map(value -> parts.names().value(condition.tag(), value, parts.language()))
            .toList();
    return say(phrase, tag(condition.tag()), parts.oneOf(labels));
  }

  @Override
  public String tagRange(Rule.TagRange condition) {
    return parts.compared(
        say(Phrase.TAG_VALUE, tag(condition.tag())),
        bound(condition.from()),
        bound(condition.to()),
        parts.unitOf(condition.tag()));
  }

  private static @Nullable Bound bound(@Nullable Long number) {
    return number == null ? null : Bound.of(number);
  }

  @Override
  public String tagExists(Rule.TagExists condition) {
    return say(Phrase.TAG_EXISTS, tag(condition.tag()));
  }

  @Override
  public String compare(Rule.Compare condition) {
    Measure measure = condition.measure();
    if (measure instanceof Measure.Count count) {
      return isDid(condition)
          ? rows.did(count.rows())
          : rows.times(count.rows(), condition.from(), condition.to());
    }
    if (measure instanceof Measure.DaysSince since) {
      return say(
          Phrase.DAYS_AGO,
          rows.row(since.end(), since.rows()),
          parts.range(condition.from(), condition.to(), Unit.DAYS));
    }
    return parts.compared(
        measures.of(measure), condition.from(), condition.to(), parts.unitOf(measure));
  }

  private static boolean isDid(Rule.Compare condition) {
    return condition.measure() instanceof Measure.Count
        && Bound.of(1).equals(condition.from())
        && condition.to() == null;
  }

  @Override
  public String sequence(Rule.Sequence condition) {
    String within = parts.period(condition.within());
    List<Rows> steps = condition.steps();
    StringBuilder chain = new StringBuilder(rows.step(steps.get(0)));
    if (steps.size() == 2) {
      chain.append(say(Phrase.THEN_WITHIN, within.strip(), rows.step(steps.get(1))));
    } else {
      steps.stream().skip(1).forEach(step -> chain.append(say(Phrase.THEN, rows.step(step))));
      chain.append(say(Phrase.ALL_WITHIN, within));
    }
    return say(Phrase.SEQUENCE, parts.windowBehind(condition.window()), chain);
  }

  @Override
  public String held(Rule.Held condition) {
    return say(
        Phrase.HELD, parts.number(Bound.of(condition.days()), Unit.DAYS), of(condition.rule()));
  }

  @Override
  public String share(Rule.Share condition) {
    return say(
        Phrase.SHARE,
        rows.rows(condition.rows()),
        rows.test(condition.having()),
        parts.quoted(condition.table()));
  }

  @Override
  public String inSegment(Rule.InSegment condition) {
    return say(Phrase.IN_SEGMENT, segment(condition.segment()));
  }

  @Override
  public String ids(Rule.Ids condition) {
    return say(Phrase.IDS, parts.oneOf(condition.ids()));
  }

  @Override
  public String percentage(Rule.Percentage condition) {
    return say(
        Phrase.PERCENTAGE,
        Scale.PER_CENT.text(condition.from()),
        Scale.PER_CENT.text(condition.to()));
  }

  private String tag(String id) {
    return parts.quoted(parts.names().tag(id, parts.language()));
  }

  private String segment(String id) {
    return parts.quoted(parts.names().segment(id, parts.language()));
  }

  private String say(Phrase phrase, Object... words) {
    return parts.say(phrase, words);
  }
}
