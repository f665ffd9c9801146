package dev.shuke.rule;

import dev.shuke.rule.SentenceParts.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells what a measure gives. */
record SentenceMeasures(SentenceParts parts, SentenceRows rows, Function<Rule, String> rules)
    implements Measure.Visitor<String> {

  String of(Measure measure) {
    return measure.accept(this);
  }

  @Override
  public String count(Measure.Count measure) {
    return say(Phrase.COUNT, rows.rows(measure.rows()));
  }

  @Override
  public String aggregate(Measure.Aggregate measure) {
    Phrase phrase =
        switch (measure.function()) {
          case SUM -> Phrase.SUM;
          case MIN -> Phrase.MIN;
          case MAX -> Phrase.MAX;
          case AVG -> Phrase.AVG;
        };
    return say(phrase, rows.rows(measure.rows()), parts.field(measure.field()));
  }

  @Override
  public String distinct(Measure.Distinct measure) {
    return say(Phrase.DISTINCT, rows.rows(measure.rows()), parts.field(measure.field()));
  }

  @Override
  public String dateOf(Measure.DateOf measure) {
    return say(Phrase.DATE_OF, rows.row(measure.end(), measure.rows()));
  }

  @Override
  public String daysSince(Measure.DaysSince measure) {
    return say(Phrase.DAYS_SINCE, rows.row(measure.end(), measure.rows()));
  }

  @Override
  public String valueOf(Measure.ValueOf measure) {
    return say(
        measure.end() == Measure.End.FIRST ? Phrase.FIRST_VALUE : Phrase.LAST_VALUE,
        rows.rows(measure.rows()),
        parts.field(measure.field()));
  }

  @Override
  public String daysBetween(Measure.DaysBetween measure) {
    return say(Phrase.DAYS_BETWEEN, of(measure.from()), of(measure.to()));
  }

  @Override
  public String top(Measure.Top measure) {
    RowField weight = measure.weight();
    StringBuilder text =
        new StringBuilder(
            say(
                Phrase.TOP,
                rows.rows(measure.rows()),
                weight == null ? say(Phrase.BY_ROWS) : parts.field(weight),
                measure.most(),
                key(measure.by())));
    if (!measure.minRows().equals(Bound.of(1))) {
      text.append(say(Phrase.MIN_ROWS, parts.numberBefore(measure.minRows(), Unit.PLAIN)));
    }
    if (measure.minShare() != 0) {
      text.append(say(Phrase.MIN_SHARE, Scale.PER_CENT.text(measure.minShare())));
    }
    return text.toString();
  }

  private String key(Measure.Key key) {
    if (key.bands() == null) {
      return parts.field(key.field());
    }
    Unit unit = Unit.of(key.field());
    List<String> bands =
        key.bands().stream().map(band -> band(band.value(), Bound.of(band.from()), unit)).toList();
    return parts.field(key.field()) + say(Phrase.BANDS, parts.list(bands, Phrase.SEMICOLON));
  }

  private String band(String value, @Nullable Bound from, Unit unit) {
    return from == null
        ? say(Phrase.BELOW, parts.quoted(value))
        : say(Phrase.FROM, parts.numberBefore(from, unit), parts.quoted(value));
  }

  @Override
  public String tiers(Measure.Tiers measure) {
    Unit unit = parts.unitOf(measure.measure());
    List<String> tiers =
        measure.tiers().stream().map(tier -> band(tier.value(), tier.from(), unit)).toList();
    return say(Phrase.TIERS, of(measure.measure()), parts.list(tiers, Phrase.SEMICOLON));
  }

  @Override
  public String cases(Measure.Cases measure) {
    List<String> cases = new ArrayList<>();
    for (Measure.Case one : measure.cases()) {
      cases.add(say(Phrase.CASE, parts.quoted(one.value()), rules.apply(one.when())));
    }
    if (measure.otherwise() != null) {
      cases.add(say(Phrase.OTHERWISE, parts.quoted(measure.otherwise())));
    }
    return parts.list(cases, Phrase.SEMICOLON);
  }

  @Override
  public String flag(Measure.Flag measure) {
    return say(Phrase.WHETHER, rules.apply(measure.rule()));
  }

  @Override
  public String code(Measure.Code measure) {
    String list =
        parts.list(
            measure.parts().stream().map(part -> say(Phrase.IN_PARENTHESES, of(part))).toList(),
            Phrase.COMMA);
    return measure.separator().isEmpty()
        ? say(Phrase.CODE, list)
        : say(Phrase.CODE_WITH, list, parts.quoted(measure.separator()));
  }

  @Override
  public String given(Measure.Given measure) {
    return say(Phrase.GIVEN, of(measure.value()), rules.apply(measure.when()));
  }

  @Override
  public String ofTag(Measure.OfTag measure) {
    String tag = parts.names().tag(measure.tag(), parts.language());
    return say(Phrase.TAG_VALUE, parts.quoted(tag));
  }

  private String say(Phrase phrase, Object... words) {
    return parts.say(phrase, words);
  }
}
