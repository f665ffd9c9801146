package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shuke.customer.TimelineRow.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTextTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Vocabulary WORDS = new SmallVocabulary();
  private static final List<String> WORDS_OF_GRAMMAR =
      TextParser.KEYWORDS.stream().sorted().toList();

  private static final List<String> PIECES =
      List.of(
          "\"",
          "\\",
          "\\u",
          "(",
          ")",
          "((((((((((",
          "[",
          "]",
          ",",
          ";",
          "$",
          "..",
          ">=",
          "-",
          "9".repeat(50),
          "1e9",
          "-0.0001",
          "9223372036854775807",
          "2026-02-30",
          "0..100",
          "🌶",
          "‏",
          "\u202e",
          "\ud83c",
          "\0",
          "\n",
          "not ".repeat(30),
          "'; drop table tags; --",
          "{\"did\":\"order\"}",
          "x".repeat(10_001));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "did order | {'did':'order'}",
        "did tag | {'did':'tag'}",
        "did order in 90d | {'did':'order','in':'90d'}",
        "did order where store_id in [s1, \"S 2\"] in this month"
            + " | {'did':'order','where':{'field':'store_id','in':['s1','S 2']},'in':'this month'}",
        "did order in 3mo where amount_net >= 5000"
            + " | {'did':'order','in':'3mo','where':{'field':'amount_net','from':5000}}",
        "did order where (hour between 5 and 9 and line taste in [spicy])"
            + " | {'did':'order','where':{'all':[{'field':'hour','from':5,'to':9},{'line':{'field':'taste','in':['spicy']}}]}}",
        "did order where not coupon_id exists"
            + " | {'did':'order','where':{'not':{'field':'coupon_id','exists':true}}}",
        "did order_line where qty = 1.5 | {'did':'order_line','where':{'field':'qty','from':1.5,'to':1.5}}",
        "did contact latest per (staff_userid) having change in [added]"
            + " | {'did':'contact','latest':{'per':['staff_userid'],'having':{'field':'change','in':['added']}}}",
        "did order in 90d and not (tag lapsed is true or count order in last 3 months <= 3)"
            + " | {'all':[{'did':'order','in':'90d'},{'not':{'any':[{'tag':'lapsed','is':true},{'count':'order','in':'last 3 months','to':3}]}}]}",
        "did order and did chat or did visit"
            + " | {'any':[{'all':[{'did':'order'},{'did':'chat'}]},{'did':'visit'}]}",
        "(did order and did chat) and did visit"
            + " | {'all':[{'all':[{'did':'order'},{'did':'chat'}]},{'did':'visit'}]}",
        "all(did order) | {'all':[{'did':'order'}]}",
        "any(all(), did order) | {'any':[{'all':[]},{'did':'order'}]}",
        "not not did order | {'not':{'not':{'did':'order'}}}",
        "count order = $regular.from"
            + " | {'count':'order','from':{'parameter':'regular.from'},'to':{'parameter':'regular.from'}}",
        "sum amount_net of order in last week between 10000 and 20000"
            + " | {'sum':'amount_net','of':'order','in':'last week','from':10000,'to':20000}",
        "average qty of order_line >= 1.25 | {'avg':'qty','of':'order_line','from':1.25}",
        "first date of order >= 2026-01-31 | {'first_date':'order','from':'2026-01-31'}",
        "days since last order in all >= 30 | {'days_since_last':'order','in':'all','from':30}",
        "days from first date of order to last date of order in 90d <= 15"
            + " | {'days_between':[{'first_date':'order'},{'last_date':'order','in':'90d'}],'to':15}",
        "tag taste in [spicy] | {'tag':'taste','in':['spicy']}",
        "tag birthday exists | {'tag':'birthday','exists':true}",
        "tag lapsed is false | {'tag':'lapsed','is':false}",
        "tag orders_90d between -2 and 5 | {'tag':'orders_90d','from':-2,'to':5}",
        "tag last_order_date <= 2026-01-31 | {'tag':'last_order_date','to':'2026-01-31'}",
        "sequence (order then order where amount_net >= 5000) within 15d in 3mo"
            + " | {'sequence':[{'did':'order'},{'did':'order','where':{'field':'amount_net','from':5000}}],'within':'15d','in':'3mo'}",
        "held 7 days (did order in 30d) | {'days':7,'held':{'did':'order','in':'30d'}}",
        "share of order_line in 180d with taste in [spicy] at least likes_spicy.k"
            + " | {'share':'order_line','in':'180d','having':{'field':'taste','in':['spicy']},'at_least':'likes_spicy.k'}",
        "segment regulars | {'segment':'regulars'}",
        "ids [member:1, \"unionid:oA\"] | {'ids':['member:1','unionid:oA']}",
        "percentage 0..12.5 | {'percentage':{'from':0,'to':12.5}}",
        "did order in 2026-01-01..2026-01-31 | {'did':'order','in':'2026-01-01..2026-01-31'}",
        "did order in 30d..90d | {'did':'order','in':'30d..90d'}"
      })
  void readsARule(String text, String json) {
    assertThat(RuleText.tree(text).tree().toString()).isEqualTo(json(json).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "count order | {'count':'order'}",
        "distinct store_id of order in 90d | {'distinct':'store_id','of':'order','in':'90d'}",
        "last store_id of order | {'last':'store_id','of':'order'}",
        "average amount_net of order | {'avg':'amount_net','of':'order'}",
        "days since first order | {'days_since_first':'order'}",
        "top 3 taste of order_line in 180d weighted by line_amount at least 3 rows share 12.5%"
            + " | {'top':3,'by':'taste','of':'order_line','in':'180d','weight':'line_amount','min_rows':3,'min_share':12.5}",
        "top 1 hour [morning from 5, noon from 12] of order at least $taste.rows rows"
            + " | {'top':1,'by':{'field':'hour','bands':[{'value':'morning','from':5},{'value':'noon','from':12}]},'of':'order','min_rows':{'parameter':'taste.rows'}}",
        "tiers (count order in 90d) [none, low from 1, high from $frequency.high]"
            + " | {'tiers':{'count':'order','in':'90d'},'bands':[{'value':'none'},{'value':'low','from':1},{'value':'high','from':{'parameter':'frequency.high'}}]}",
        "cases (lost when not did order in 12mo; \"at\" when tag at_risk is true; else active)"
            + " | {'cases':[{'value':'lost','when':{'not':{'did':'order','in':'12mo'}}},{'value':'at','when':{'tag':'at_risk','is':true}}],'else':'active'}",
        "flag (did order or did visit) | {'flag':{'any':[{'did':'order'},{'did':'visit'}]}}",
        "value (count order) when (did order) | {'value':{'count':'order'},'when':{'did':'order'}}",
        "tag recency | {'tag':'recency'}",
        "code (tag r, tag f) separator \"-\" | {'code':[{'tag':'r'},{'tag':'f'}],'separator':'-'}"
      })
  void readsAMeasure(String text, String json) {
    assertThat(RuleText.measureTree(text).tree().toString()).isEqualTo(json(json).toString());
  }

  @Test
  void quotesWhatIsNotPlainOrWouldReadAsAKeyword() {
    assertThat(RuleText.write(new Rule.InSegment("a.b-c_1:2"))).isEqualTo("segment a.b-c_1:2");
    assertThat(RuleText.write(new Rule.InSegment("and"))).isEqualTo("segment \"and\"");
    assertThat(RuleText.write(new Rule.InSegment(""))).isEqualTo("segment \"\"");
    assertThat(RuleText.write(new Rule.InSegment("辣 🌶"))).isEqualTo("segment \"辣 🌶\"");
    assertThat(RuleText.write(new Rule.InSegment("a\"\\\n\u202e\ud83c")))
        .isEqualTo("segment \"a\\\"\\\\\\u000a\\u202e\\ud83c\"");
  }

  @Test
  void readsEveryEscape() {
    JsonNode tree =
        RuleText.tree("segment \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83C\\udf36 ‏\"").tree();
    assertThat(tree.get("segment").textValue()).isEqualTo("\"\\/\b\f\n\r\té🌶 ‏");
  }

  @Test
  void writesMoneyInFenAndQuantitiesDatesAndSharesWithoutIdleDecimals() {
    Rows lines = Rows.of(Kind.ORDER_LINE);
    assertThat(RuleText.write(new Rule.Percentage(0, 1_250))).isEqualTo("percentage 0..12.5");
    assertThat(RuleText.write(new Rule.Percentage(1, 10_000))).isEqualTo("percentage 0.01..100");
    assertThat(
            RuleText.write(
                new Rule.Compare(
                    new Measure.Aggregate(Measure.Function.SUM, RowField.QTY, lines),
                    Bound.of(1_250),
                    Bound.of(-3_000))))
        .isEqualTo("sum qty of order_line between 1.25 and -3");
    assertThat(
            RuleText.write(
                new Rule.Compare(
                    new Measure.DateOf(Measure.End.FIRST, lines), null, Bound.of(20_000))))
        .isEqualTo("first date of order_line <= 2024-10-04");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "~~                                  | 1  | -",
        "~  ~                                | 3  | -",
        "dd order                            | 1  | did",
        "did order wehre hour >= 5           | 11 | where",
        "did order annd did chat             | 11 | and",
        "did order and                       | 14 | -",
        "did order and and did chat          | 15 | any",
        "did order)                          | 10 | -",
        "(did order                          | 11 | -",
        "did and                             | 5  | -",
        "tag taste in [spicy                 | 20 | -",
        "tag taste in [a b]                  | 17 | -",
        "tag taste in [all]                  | 15 | -",
        "tag lapsed is treu                  | 15 | true",
        "tag taste in [\"🌶\", \"辣\"] x     | 25 | -",
        "tag t in [\"ab                      | 14 | -",
        "tag t in [\"\\x\"]                  | 13 | -",
        "tag t in [\"\\u00g0\"]              | 16 | -",
        "count order => 3                    | 14 | -",
        "count order >= three                | 16 | -",
        "count order >= 1e9                  | 16 | -",
        "count order >= $                    | 17 | -",
        "count order between 3 to 5          | 23 | -",
        "count order                         | 12 | -",
        "days sinse last order >= 3          | 6  | since",
        "held seven days (did order)         | 6  | -",
        "percentage 0-12                     | 12 | -",
        "percentage 0..x                     | 12 | -",
        "sequence (order than order) within 15d | 17 | then",
        "did order; drop table               | 10 | -",
        "did ORDER                           | 5  | -",
        "{\"did\":\"order\"}                 | 1  | -",
        "did order in last                   | 18 | -",
        "did order where a in [x] where b in [y] | 26 | -"
      })
  void saysWhereTheTextBreaks(String text, int column, String nearest) {
    RuleException broken = catchThrowableOfType(RuleException.class, () -> RuleText.tree(text));
    assertThat(broken.code()).isEqualTo("broken_text");
    assertThat(broken.column()).hasValue(column);
    assertThat(broken.pointer()).isEmpty();
    assertThat(broken.expected()).isNotBlank();
    assertThat(broken.nearest().orElse(null)).isEqualTo(nearest);
    assertThat(broken).hasMessageStartingWith("Cannot read the rule at column " + column + ": ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "not ",
        "all(",
        "did order where (",
        "did order where line ",
        "held 2 days ("
      })
  void refusesTextThatGoesTooDeep(String opening) {
    String text = opening.repeat(40_000);
    RuleException deep = catchThrowableOfType(RuleException.class, () -> RuleText.tree(text));
    assertThat(deep.code()).isIn("too_deep", "broken_text");
    assertThat(deep.column()).isPresent();
  }

  @Test
  void refusesMoreThanAMillionBytes() {
    RuleException big =
        catchThrowableOfType(RuleException.class, () -> RuleText.tree(" ".repeat(1_000_001)));
    assertThat(big.code()).isEqualTo("too_big");
    assertThat(RuleText.tree("did order" + " ".repeat(999_991)).columnOf("/did")).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "''           | 1",
        "/all         | 1",
        "/all/0/did   | 5",
        "/all/0/where | 17",
        "/all/0/where/all/1/in | 44",
        "/all/0/where/all/1/in/1 | 49",
        "/all/1       | 59",
        "/all/1/not   | 63",
        "/all/1/not/to | 79",
        "/all/1/not/nothing/there | 63",
        "/all/7       | 1",
        "/sum         | 1"
      })
  void knowsTheColumnOfEachPartAndElseOfTheLongestThereIs(String pointer, int column) {
    String text =
        "did order where (hour >= 5 and store_id in [s1, \"🌶\"]) and not (count order <= 3)";
    assertThat(RuleText.tree(text).columnOf(pointer)).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "did oder                                   | unknown_kind    | 5  | order",
        "did order and did chta                     | unknown_kind    | 19 | chat",
        "did order where stor_id in [s1]            | unknown_field   | 17 | store_id",
        "did chat where amount_net >= 5             | wrong_field     | 16 | -",
        "did order where store_id >= 5              | wrong_condition | 29 | -",
        "did order where (hour >= 5 and hour in [x]) | wrong_condition | 40 | -",
        "did order where store_id in [a, 12]        | wrong_type      | 33 | -",
        "did order in 90x                           | unknown_unit    | 14 | d",
        "did order in last 3 monts                  | unknown_unit    | 14 | months",
        "did order in lst month                        | broken_text     | 14 | last",
        "sum store_id of order >= 5                 | wrong_field     | 5  | -",
        "count order >= 1.5                         | wrong_type      | 16 | -",
        "count order between 5 and 3                | empty_range     | 1  | -",
        "tag lapsd is true                          | unknown_tag     | 5  | lapsed",
        "tag orders_90d is true                     | wrong_condition | 19 | -",
        "tag purchase_frequency in [low, hihg]      | unknown_value   | 33 | high",
        "not tag last_order_date >= 2026-02-30      | wrong_type      | 28 | -",
        "segment regular                            | unknown_segment | 9  | regulars",
        "held 1 days (did order)                    | out_of_range    | 6  | -",
        "held 3 days (held 3 days (did order))      | nested_held     | 14 | -",
        "percentage 0..120                          | out_of_range    | 15 | -",
        "sequence (order) within 15d                | out_of_range    | 11 | -"
      })
  void givesTheFaultsOfTheTreeAColumn(String text, String code, int column, String nearest) {
    RuleException fault =
        catchThrowableOfType(RuleException.class, () -> RuleText.parse(text, WORDS));
    assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
    assertThat(fault.column()).as(fault.getMessage()).hasValue(column);
    assertThat(fault.nearest().orElse(null)).isEqualTo(nearest);
  }

  @Test
  void givesTheFaultsOfAMeasureAColumn() {
    RuleException fault =
        catchThrowableOfType(
            RuleException.class,
            () -> RuleText.parseMeasure("tiers (count order) [a, b from 3, c from 2]", WORDS));
    assertThat(fault.column()).hasValue(42);
  }

  @Test
  void readsBackTenThousandRandomRules() {
    RandomRules rules = new RandomRules(new Random(41), true);
    for (int i = 0; i < 10_000; i++) {
      Rule rule = rules.rule(1 + i % 4);
      String text = RuleText.write(rule);
      assertThat(RuleText.parse(text, Vocabulary.NONE)).as(text).isEqualTo(rule);
      assertThat(text.lines()).hasSize(1);
    }
  }

  @Test
  void readsBackTenThousandRandomMeasures() {
    RandomRules rules = new RandomRules(new Random(42), true);
    for (int i = 0; i < 10_000; i++) {
      Measure measure = rules.measure(1 + i % 4);
      String text = RuleText.write(measure);
      assertThat(RuleText.parseMeasure(text, Vocabulary.NONE)).as(text).isEqualTo(measure);
    }
  }

  @Test
  void readsBackTenThousandRandomConditionsOnTags() {
    Random random = new Random(43);
    for (int i = 0; i < 10_000; i++) {
      Rule rule = RuleJsonTest.ofTags(random, 1);
      assertThat(RuleText.parse(RuleText.write(rule), WORDS)).isEqualTo(rule);
      assertThat(RuleText.parse(RuleText.write(rule, WORDS), WORDS)).isEqualTo(rule);
    }
  }

  @Test
  void writesTheDatesOfTagsWhenItKnowsThem() {
    String text =
        "value (tag last_order_date) when (tag last_order_date >= 2026-01-31) <= 2026-02-01";
    Rule rule = RuleText.parse(text, WORDS);
    assertThat(RuleText.write(rule, WORDS)).isEqualTo(text);
    assertThat(RuleText.parse(RuleText.write(rule), WORDS)).isEqualTo(rule);
  }

  @Test
  void throwsNothingButRuleExceptionsOnMutatedTexts() {
    Random random = new Random(44);
    RandomRules rules = new RandomRules(random, true);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text =
          new StringBuilder(
              i % 3 == 0
                  ? RuleText.write(rules.measure(1 + i % 4))
                  : RuleText.write(
                      i % 3 == 1 ? rules.rule(1 + i % 4) : RuleJsonTest.ofTags(random, 1), WORDS));
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        mutate(text, random);
      }
      refused += isRefused(text.toString(), i % 3 == 0) ? 1 : 0;
    }
    assertThat(refused).isBetween(5_000, 9_990);
  }

  private static boolean isRefused(String text, boolean isMeasure) {
    try {
      if (isMeasure) {
        Measure measure = RuleText.parseMeasure(text, WORDS);
        assertThat(RuleText.parseMeasure(RuleText.write(measure), WORDS)).isEqualTo(measure);
      } else {
        Rule rule = RuleText.parse(text, WORDS);
        assertThat(RuleText.parse(RuleText.write(rule), WORDS)).isEqualTo(rule);
      }
      return false;
    } catch (RuleException e) {
      assertThat(e.code()).matches("[a-z_]+");
      assertThat(e.expected()).isNotBlank();
      assertThat(e.column()).isPresent();
      assertThat(e.column().getAsInt()).isBetween(1, text.codePointCount(0, text.length()) + 1);
      return true;
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(9));
    switch (random.nextInt(5)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.insert(at, text.substring(at, end));
      case 2 -> text.replace(at, end, any(PIECES, random));
      case 3 -> text.insert(at, any(PIECES, random));
      default -> text.insert(at, " " + any(WORDS_OF_GRAMMAR, random) + " ");
    }
  }

  private static String any(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static JsonNode json(String singleQuoted) {
    try {
      return MAPPER.readTree(singleQuoted.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
