package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Measure.Function;
import dev.shuke.rule.Rule.All;
import dev.shuke.rule.Rule.Any;
import dev.shuke.rule.Rule.Compare;
import dev.shuke.rule.Rule.Not;
import dev.shuke.rule.Rule.TagIn;
import dev.shuke.rule.Rule.TagIs;
import dev.shuke.rule.Rule.TagRange;
import dev.shuke.tag.TagCatalogue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleJsonTest {

  private static final Vocabulary WORDS = new SmallVocabulary();
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final String EXAMPLE =
      """
      {"all":[{"tag":"lapsed","is":true},
              {"any":[{"tag":"taste","in":["spicy"]},{"tag":"orders_90d","from":2}]},
              {"not":{"tag":"most_visited_store","in":["s12"]}}]}
      """;

  @Test
  void readsTheExample() {
    assertThat(RuleJson.parse(EXAMPLE, TagCatalogue.shipped()))
        .isEqualTo(
            new All(
                List.of(
                    new TagIs("lapsed", true),
                    new Any(
                        List.of(
                            new TagIn("taste", List.of("spicy")),
                            new TagRange("orders_90d", 2L, null))),
                    new Not(new TagIn("most_visited_store", List.of("s12"))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'all':[{'did':'order'},{'did':'visit'}]}",
        "{'any':[{'not':{'did':'order','in':'3mo'}}]}",
        "{'tag':'lapsed','is':false}",
        "{'tag':'taste','in':['spicy','spicy','']}",
        "{'tag':'taste','exists':true}",
        "{'tag':'orders_90d','from':-2,'to':9223372036854775807}",
        "{'did':'order','where':{'field':'store_id','in':['s1']},'in':'90d'}",
        "{'did':'contact','latest':{'per':['external_userid','staff_userid'],"
            + "'having':{'field':'change','in':['added']}}}",
        "{'did':'chat','latest':{'per':['chat_id']}}",
        "{'count':'order','in':'this month','from':3}",
        "{'count':'order','in':'last week','to':0}",
        "{'count':'order','from':{'parameter':'regular.from'},'to':9}",
        "{'sum':'amount_net','of':'order','in':'1mo','from':10000,'to':20000}",
        "{'avg':'qty','of':'order_line','from':0.001,'to':12.5}",
        "{'first_date':'order','from':'2026-01-31','to':'2026-02-28'}",
        "{'days_since_last':'order','in':'30d..90d','from':14}",
        "{'days_between':[{'first_date':'order'},{'last_date':'order'}],'to':-1}",
        "{'value':{'max':'qty','of':'order_line'},'when':{'did':'order'},'from':1.5}",
        "{'value':{'last_date':'order'},'when':{'did':'order'},'from':'2026-01-31'}",
        "{'sequence':[{'did':'order'},{'did':'visit','where':"
            + "{'not':{'field':'visit_source','exists':true}}}],'within':'15d','in':'last 3 years'}",
        "{'held':{'did':'order','in':'90d'},'days':7}",
        "{'share':'order_line','in':'180d','having':{'field':'taste','in':['spicy']},"
            + "'at_least':'likes_spicy.k'}",
        "{'segment':'regulars'}",
        "{'ids':['member:1','external_userid.own-1:wm:2']}",
        "{'percentage':{'from':0,'to':12.55}}",
        "{'percentage':{'from':99.9,'to':100}}",
        "{'did':'order','where':{'all':[{'line':{'any':[]}},{'field':'hour','from':11,'to':13},"
            + "{'field':'amount_paid','to':-1}]}}",
        "{'did':'order_line','where':{'field':'qty','from':1.25},'in':'2026-01-01..2026-01-31'}",
      })
  void writesARuleAsItWasWritten(String quoted) throws Exception {
    String json = quoted.replace('\'', '"');
    Rule rule = RuleJson.parse(json, WORDS);
    assertThat(RuleJson.write(rule)).isEqualTo(json);
    assertThat(RuleJson.tree(rule)).isEqualTo(MAPPER.readTree(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'count':'order'} | NUMBER",
        "{'sum':'amount_net','of':'order','in':'last quarter'} | NUMBER",
        "{'min':'hour','of':'order'} | NUMBER",
        "{'distinct':'store_id','of':'order'} | NUMBER",
        "{'first_date':'member'} | DATE",
        "{'last_date':'order','where':{'line':{'field':'taste','in':['x']}}} | DATE",
        "{'days_since_first':'order'} | NUMBER",
        "{'days_since_last':'order'} | NUMBER",
        "{'first':'store_id','of':'order'} | TEXT",
        "{'last':'coupon_id','of':'order'} | TEXT",
        "{'days_between':[{'tag':'last_order_date'},{'last_date':'order'}]} | NUMBER",
        "{'top':1,'by':'store_id','of':'order'} | TEXT",
        "{'top':2,'by':'store_id','of':'order','latest':{'per':['store_id'],'silent':'3mo'}} | TEXTS",
        "{'mark':{'did':'order'}} | FLAG",
        "{'top':3,'by':'taste','of':'order_line','in':'180d','weight':'line_amount',"
            + "'min_rows':3,'min_share':12.5} | TEXTS",
        "{'top':100,'by':{'field':'qty','bands':[{'from':-0.5,'value':'a'},"
            + "{'from':2,'value':'a'}]},'of':'order_line','min_rows':{'parameter':'a.b_2'}} | TEXTS",
        "{'tiers':{'sum':'qty','of':'order_line'},'bands':[{'value':'none'},"
            + "{'from':0.5,'value':'low'},{'from':{'parameter':'x'},'value':'high'}]} | TEXT",
        "{'cases':[{'when':{'did':'order'},'value':''}],'else':'active'} | TEXT",
        "{'cases':[{'when':{'did':'order'},'value':'x'}]} | TEXT",
        "{'flag':{'tag':'lapsed','is':true}} | FLAG",
        "{'value':{'last_date':'order'},'when':{'did':'visit'}} | DATE",
        "{'value':{'tag':'taste'},'when':{'did':'visit'}} | TEXTS",
        "{'code':[{'count':'order'},{'tag':'lapsed'}],'separator':'-'} | TEXT",
        "{'code':[{'tag':'purchase_frequency'}]} | TEXT",
        "{'tag':'last_order_date'} | DATE",
      })
  void writesAMeasureAsItWasWritten(String quoted, ValueType type) throws Exception {
    String json = quoted.replace('\'', '"');
    Measure measure = RuleJson.parseMeasure(json, WORDS);
    assertThat(RuleJson.write(measure)).isEqualTo(json);
    assertThat(RuleJson.tree(measure)).isEqualTo(MAPPER.readTree(json));
    assertThat(RuleJson.typeOf(measure, WORDS)).isEqualTo(type);
  }

  @ParameterizedTest(name = "{0} is written {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'count':'order','from':1} | {'did':'order'}",
        "{'count':'order','from':1.0} | {'did':'order'}",
        "{'did':'order','where':{'all':[]},'in':'all'} | {'did':'order'}",
        "{'did':'chat','latest':{'having':{'all':[]},'per':['chat_id']}}"
            + " | {'did':'chat','latest':{'per':['chat_id']}}",
        "{'count':'order','to':1e3} | {'count':'order','to':1000}",
        "{'sum':'qty','of':'order_line','to':1.500} | {'sum':'qty','of':'order_line','to':1.5}",
        "{'percentage':{'to':50.0,'from':0e9}} | {'percentage':{'from':0,'to':50}}",
        "{'held':{'flag':{'did':'order'},'value':{'count':'order'},'from':0},'days':2} | ",
      })
  void writesTheShortestForm(String quoted, String shortest) {
    String json = quoted.replace('\'', '"');
    if (shortest == null) {
      assertThatThrownBy(() -> RuleJson.parse(json, WORDS)).isInstanceOf(RuleException.class);
    } else {
      assertThat(RuleJson.write(RuleJson.parse(json, WORDS)))
          .isEqualTo(shortest.replace('\'', '"'));
    }
  }

  @Test
  void leavesOutOfAMeasureWhatHoldsWithoutIt() {
    Measure measure =
        RuleJson.parseMeasure(
            "{\"top\":1,\"by\":\"sku\",\"of\":\"order_line\",\"min_rows\":1,\"min_share\":0}",
            WORDS);
    assertThat(RuleJson.write(measure))
        .isEqualTo("{\"top\":1,\"by\":\"sku\",\"of\":\"order_line\"}");
    Measure code = new Measure.Code(List.of(new Measure.OfTag("lapsed")), "");
    assertThat(RuleJson.write(code)).isEqualTo("{\"code\":[{\"tag\":\"lapsed\"}]}");
  }

  @Test
  void scalesABoundAsItsMeasure() {
    Rule rule =
        RuleJson.parse("{\"sum\":\"qty\",\"of\":\"order_line\",\"from\":1.5}", Vocabulary.NONE);
    Rows lines = Rows.of(Kind.ORDER_LINE);
    Measure quantity = new Measure.Aggregate(Function.SUM, RowField.QTY, lines);
    assertThat(rule).isEqualTo(new Compare(quantity, Bound.of(1_500), null));
  }

  @Test
  void readsTheEndsOfADateTagAsDatesAndAsDays() {
    long day = LocalDate.of(2026, 1, 31).toEpochDay();
    String json = "{\"tag\":\"last_order_date\",\"from\":\"2026-01-31\"}";
    Rule rule = new TagRange("last_order_date", day, null);
    assertThat(RuleJson.parse(json, WORDS)).isEqualTo(rule);
    assertThat(RuleJson.parse(RuleJson.write(rule), WORDS)).isEqualTo(rule);
    assertThat(RuleJson.tree(rule, WORDS)).hasToString(json);
  }

  @Test
  void writesTheDatesOfAMeasureThatIsATag() {
    String json =
        "{\"value\":{\"tag\":\"last_order_date\"},\"when\":{\"did\":\"order\"},"
            + "\"to\":\"2026-01-31\"}";
    Rule rule = RuleJson.parse(json, WORDS);
    assertThat(RuleJson.parse(RuleJson.write(rule), WORDS)).isEqualTo(rule);
    assertThat(RuleJson.tree(rule, WORDS)).hasToString(json);
    Measure flag = new Measure.Flag(rule);
    assertThat(RuleJson.parseMeasure(RuleJson.tree(flag, WORDS), WORDS)).isEqualTo(flag);
  }

  @Test
  void readsYamlOfTheSameShape() throws Exception {
    JsonNode yaml =
        new YAMLMapper()
            .readTree(
                """
                sum: qty
                of: order_line
                in: 90d
                from: 1.5
                """);
    String json = "{\"sum\":\"qty\",\"of\":\"order_line\",\"in\":\"90d\",\"from\":1.5}";
    assertThat(RuleJson.parse(yaml, WORDS)).isEqualTo(RuleJson.parse(json, WORDS));
  }

  @Test
  void refusesToNameTheTypeOfATagThatIsNotThere() {
    assertThatThrownBy(() -> RuleJson.typeOf(new Measure.OfTag("lapsed"), Vocabulary.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The measure asks for a tag that the vocabulary has not, expected the vocabulary it"
                + " was read with");
  }

  @Test
  void readsBackTenThousandRandomRulesAndMeasures() {
    RoundTrips.json(31, 10_000);
  }

  @Test
  void readsBackRandomConditionsOnTags() {
    Random random = new Random(21);
    for (int i = 0; i < 10_000; i++) {
      Rule rule = ofTags(random, 1);
      assertThat(RuleJson.parse(RuleJson.write(rule), WORDS)).isEqualTo(rule);
      assertThat(RuleJson.parse(RuleJson.tree(rule, WORDS), WORDS)).isEqualTo(rule);
    }
  }

  /** A random rule over the small vocabulary. */
  static Rule ofTags(Random random, int depth) {
    return switch (random.nextInt(depth < 6 ? 9 : 6)) {
      case 0 -> new TagIs("lapsed", random.nextBoolean());
      case 1 -> new TagIn("purchase_frequency", List.of("low", "none"));
      case 2 -> new TagIn("taste", List.of("辣 \"\\/\n\u0001", "🌶"));
      case 3 -> range(random);
      case 4 -> new Rule.TagExists("last_order_date");
      case 5 -> new Rule.InSegment("lost");
      case 6 -> new Not(ofTags(random, depth + 1));
      case 7 -> new All(some(random, depth));
      default -> new Any(some(random, depth));
    };
  }

  private static Rule range(Random random) {
    long from = random.nextLong() >> 2;
    return switch (random.nextInt(4)) {
      case 0 -> new TagRange("orders_90d", from, null);
      case 1 -> new TagRange("orders_90d", null, from);
      case 2 -> new TagRange("orders_90d", from, from + random.nextInt(3));
      default -> new TagRange("last_order_date", (long) random.nextInt(30_000), null);
    };
  }

  private static List<Rule> some(Random random, int depth) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      rules.add(ofTags(random, depth + 1));
    }
    return rules;
  }
}
