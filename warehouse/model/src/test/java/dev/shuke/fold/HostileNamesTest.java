package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Bound;
import dev.shuke.rule.Language;
import dev.shuke.rule.Measure;
import dev.shuke.rule.RowField;
import dev.shuke.rule.RowTest;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleJson;
import dev.shuke.rule.RuleSentence;
import dev.shuke.rule.RuleText;
import dev.shuke.rule.Vocabulary;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Stores whose names nobody would choose, through every form a rule has, and found exactly. */
class HostileNamesTest {

  private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

  /** Of the same look, or one beginning with the other, and still different stores. */
  static final List<String> NAMES =
      List.of(
          "🌶️",
          "🌶",
          "👩‍👩‍👧‍👦",
          "متجر",
          "חנות",
          "\u202Ereversed\u202C",
          "\u200Fright to left",
          "é",
          "e\u0301",
          "\uFEFFs1",
          "s1",
          "s1 ",
          "S1",
          "ß",
          "İ",
          "x".repeat(10_000),
          "🏪".repeat(10_000),
          "'; drop table tags.customer_tags; --",
          "\" or \"\" = \"",
          "{\"did\":\"order\"}",
          "\"]}}]}",
          "*/ select 1",
          "<script>alert(1)</script>",
          "%s %d %n %1$s %",
          "{0} {} ${HOME} #{1}",
          "$1 \\1 \\",
          "\\u0041",
          "a\nb\r\nc\t",
          "\u0000\u0007\u001b[31m\u007f\u0085\u2028",
          "「店」",
          "』」』",
          "and",
          "not",
          "-1",
          "1e9",
          "2026-01-01",
          "null",
          "true",
          ",",
          ";",
          "|",
          "*",
          "..",
          " ",
          "~",
          "/0/~1");

  @ParameterizedTest
  @FieldSource("NAMES")
  void isReadBackFromJsonAndFromText(String name) {
    Rule rule = at(name);
    assertThat(RuleJson.parse(RuleJson.write(rule), Vocabulary.NONE)).isEqualTo(rule);
    String text = RuleText.write(rule);
    assertThat(RuleText.parse(text, Vocabulary.NONE)).isEqualTo(rule);
    // A line stays a line wherever it is shown, and cannot turn the reading direction.
    assertThat(text.codePoints()).noneMatch(HostileNamesTest::steersTheDisplay);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void isToldAsANameAndAsNoOther(String name) {
    for (Language language : Language.values()) {
      String told = RuleSentence.of(at(name), language);
      assertThat(told.codePoints()).noneMatch(HostileNamesTest::steersTheDisplay);
      assertThat(others(name).map(other -> RuleSentence.of(at(other), language)))
          .doesNotContain(told);
    }
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void findsItsOwnOrdersOnly(String name) {
    Measure count =
        new Measure.Count(
            Rows.of(Kind.ORDER).where(new RowTest.FieldIn(RowField.STORE_ID, List.of(name))));
    List<TimelineRow> timeline =
        Stream.concat(Stream.of(name, name), others(name)).map(HostileNamesTest::order).toList();
    Case facts = Case.on(DAY).rows(timeline);
    assertThat(new Fold().value(facts, count)).isEqualTo(NaiveValue.number(2));
    assertThat(new Oracle().value(facts, count)).isEqualTo(NaiveValue.number(2));

    Measure last = new Measure.ValueOf(Measure.End.FIRST, RowField.STORE_ID, Rows.of(Kind.ORDER));
    assertThat(new Fold().value(facts, last)).isEqualTo(NaiveValue.text(name));
  }

  private static Rule at(String store) {
    return new Rule.Compare(
        new Measure.Count(
            Rows.of(Kind.ORDER).where(new RowTest.FieldIn(RowField.STORE_ID, List.of(store)))),
        Bound.of(1),
        null);
  }

  private static TimelineRow order(String store) {
    Instant at = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    return TimelineRow.of(1, Kind.ORDER, at, DAY).store(store).amountPaidFen(100).build();
  }

  private static Stream<String> others(String name) {
    return NAMES.stream().filter(other -> !other.equals(name));
  }

  private static boolean steersTheDisplay(int codePoint) {
    return Character.isISOControl(codePoint)
        || codePoint == 0x2028
        || codePoint == 0x2029
        || codePoint == 0x200E
        || codePoint == 0x200F
        || codePoint >= 0x202A && codePoint <= 0x202E
        || codePoint >= 0x2066 && codePoint <= 0x2069;
  }
}
