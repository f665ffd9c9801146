package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJsonErrorsTest {

  private static final Vocabulary WORDS = new SmallVocabulary();
  private static final String LEAF = "{'tag':'lapsed','is':true}";

  @ParameterizedTest(name = "{1} at {2}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | wrong_type | `` |",
        "nonsense | broken_json | `` |",
        "{'tag':'lapsed','is':true} x | broken_json | `` |",
        "{'tag':'lapsed','tag':'taste'} | broken_json | `` |",
        "{'did':'order','where':{'field':'hour','from':1,'from':2}} | broken_json | `` |",
        "{'tag':'orders_90d','from':NaN} | broken_json | `` |",
        "{'tag':'orders_90d','from':1e99999999999} | broken_json | `` |",
        "[] | wrong_type | `` |",
        "null | wrong_type | `` |",
        "{} | missing_key | `` |",
        "{'from':1} | missing_key | `` |",
        "{'all':[]} | empty_rule | /all |",
        "{'any':[]} | empty_rule | /any |",
        "{'any':{}} | wrong_type | /any |",
        "{'all':[{'not':3}]} | wrong_type | /all/0/not |",
        "{'all':[{'tag':'lapsed','is':true}],'any':[]} | mixed_forms | /any |",
        "{'not':{'tag':'lapsed','is':true},'value':1} | mixed_forms | /value |",
        "{'tga':'lapsed','is':true} | unknown_key | `` | tag",
        "{'did':'order','wher':{}} | unknown_key | `` | where",
        "{'did':'order','a~/b':1,'in':'90d'} | unknown_key | `` |",
        "{'tag':'lapsed'} | missing_key | `` |",
        "{'tag':7,'is':true} | wrong_type | /tag |",
        "{'tag':'lapsd','is':true} | unknown_tag | /tag | lapsed",
        "{'tag':'lapsed','is':'true'} | wrong_type | /is |",
        "{'tag':'lapsed','is':true,'in':[]} | mixed_forms | /in |",
        "{'tag':'orders_90d','is':true} | wrong_condition | /is |",
        "{'tag':'lapsed','in':['true']} | wrong_condition | /in |",
        "{'tag':'orders_90d','in':['1']} | wrong_condition | /in |",
        "{'tag':'taste','from':1} | wrong_condition | /from |",
        "{'tag':'lapsed','to':1} | wrong_condition | /to |",
        "{'tag':'taste','in':[]} | empty_rule | /in |",
        "{'tag':'taste','in':'sweet'} | wrong_type | /in |",
        "{'tag':'taste','in':[1]} | wrong_type | /in/0 |",
        "{'tag':'taste','in':['\\ud83c']} | wrong_type | /in/0 |",
        "{'tag':'taste','exists':false} | wrong_type | /exists |",
        "{'tag':'purchase_frequency','in':['low','hihg']} | unknown_value | /in/1 | high",
        "{'tag':'orders_90d','from':6,'to':5} | empty_range | `` |",
        "{'tag':'orders_90d','from':1.5} | wrong_type | /from |",
        "{'tag':'orders_90d','to':null} | wrong_type | /to |",
        "{'tag':'orders_90d','to':99999999999999999999} | wrong_type | /to |",
        "{'tag':'orders_90d','to':9223372036854775808} | wrong_type | /to |",
        "{'tag':'orders_90d','to':1e500} | wrong_type | /to |",
        "{'tag':'orders_90d','to':1e-2000000000} | wrong_type | /to |",
        "{'tag':'orders_90d','from':'2026-01-31'} | wrong_type | /from |",
        "{'tag':'orders_90d','from':{'parameter':'x'}} | wrong_type | /from |",
        "{'tag':'last_order_date','from':'2026-02-30'} | wrong_type | /from |",
        "{'tag':'last_order_date','from':'26-2-3'} | wrong_type | /from |",
        "{'tag':'last_order_date','from':20260131} | out_of_range | /from |",
        "{'tag':'last_order_date','from':'2026-02-02','to':'2026-02-01'} | empty_range | `` |",
        "{'did':'oder'} | unknown_kind | /did | order",
        "{'did':['order']} | wrong_type | /did |",
        "{'did':'order','from':1} | mixed_forms | /from |",
        "{'did':'order','where':[]} | wrong_type | /where |",
        "{'did':'order','where':{}} | missing_key | /where |",
        "{'did':'order','where':{'feld':'hour'}} | unknown_key | /where | field",
        "{'did':'order','where':{'field':'hour','from':1,'in':[]}} | mixed_forms | /where"
            + "/from |",
        "{'did':'order','where':{'field':'store','exists':true}} | unknown_field | /where"
            + "/field | store_id",
        "{'did':'contact','where':{'field':'amount_net','from':1}} | wrong_field | /where"
            + "/field |",
        "{'did':'order','where':{'line':{'field':'amount_net','from':1}}} | wrong_field |"
            + " /where/line/field |",
        "{'did':'order_line','where':{'line':{'field':'qty','from':1}}} | wrong_condition"
            + " | /where/line |",
        "{'did':'order','where':{'line':{'line':{'field':'qty','from':1}}}} | wrong_condi"
            + "tion | /where/line/line |",
        "{'did':'order','where':{'field':'hour'}} | missing_key | /where |",
        "{'did':'order','where':{'field':'hour','in':['1']}} | wrong_condition | /where/in |",
        "{'did':'order','where':{'field':'store_id','to':1}} | wrong_condition | /where/to |",
        "{'did':'order','where':{'field':'store_id'}} | missing_key | /where |",
        "{'did':'order','where':{'field':'store_id','in':[]}} | empty_rule | /where/in |",
        "{'did':'order','where':{'field':'hour','from':2,'to':1}} | empty_range | /where |",
        "{'did':'order','where':{'field':'hour','from':0.5}} | wrong_type | /where/from |",
        "{'did':'order','where':{'field':'hour','from':'2026-01-31'}} | wrong_type | /whe"
            + "re/from |",
        "{'did':'order','where':{'field':'amount_net','from':0.01}} | wrong_type | /where"
            + "/from |",
        "{'did':'order_line','where':{'field':'qty','from':0.0001}} | wrong_type | /where"
            + "/from |",
        "{'did':'order_line','where':{'field':'qty','from':9223372036854775.808}} | wrong"
            + "_type | /where/from |",
        "{'did':'order','where':{'all':[{'field':'hour','exists':1}]}} | wrong_type | /wh"
            + "ere/all/0/exists |",
        "{'did':'order','where':{'all':7}} | wrong_type | /where/all |",
        "{'did':'order','in':90} | wrong_type | /in |",
        "{'did':'order','in':''} | wrong_window | /in |",
        "{'did':'order','in':'0d'} | wrong_window | /in |",
        "{'did':'order','in':'90 d'} | wrong_window | /in |",
        "{'did':'order','in':'99999d'} | wrong_window | /in |",
        "{'did':'order','in':'90h'} | unknown_unit | /in | d",
        "{'did':'order','in':'3m'} | unknown_unit | /in | mo",
        "{'did':'order','in':'30d..'} | wrong_window | /in |",
        "{'did':'order','in':'30d..2026-01-31'} | wrong_window | /in |",
        "{'did':'order','in':'2026-01-31..30d'} | wrong_window | /in |",
        "{'did':'order','in':'2026-01-32..2026-02-01'} | wrong_window | /in |",
        "{'did':'order','in':'2026-01-31..2026-01-30'} | empty_range | /in |",
        "{'did':'order','in':'this mnth'} | unknown_unit | /in | month",
        "{'did':'order','in':'last 3 month'} | unknown_unit | /in | months",
        "{'did':'order','in':'last 1 months'} | wrong_window | /in |",
        "{'did':'order','in':'this 3 months'} | wrong_window | /in |",
        "{'did':'order','in':'last 0 months'} | wrong_window | /in |",
        "{'did':'order','latest':{}} | missing_key | /latest |",
        "{'did':'order','latest':{'per':[]}} | empty_rule | /latest/per |",
        "{'did':'order','latest':{'per':['sku']}} | wrong_field | /latest/per/0 |",
        "{'did':'order','latest':{'pre':['store_id']}} | unknown_key | /latest | per",
        "{'count':'order'} | missing_key | `` |",
        "{'count':'order','from':2,'to':1} | empty_range | `` |",
        "{'count':'order','from':'2026-01-31'} | wrong_type | /from |",
        "{'count':'order','from':{}} | missing_key | /from |",
        "{'count':'order','from':{'parameter':'Regular'}} | wrong_parameter | /from/param"
            + "eter |",
        "{'count':'order','from':{'parameter':'a..b'}} | wrong_parameter | /from/parameter |",
        "{'count':'order','from':{'paramter':'a'}} | unknown_key | /from | parameter",
        "{'last_date':'order','from':5} | wrong_type | /from |",
        "{'sum':'amount_net','from':1} | missing_key | `` |",
        "{'sum':'store_id','of':'order','from':1} | wrong_field | /sum |",
        "{'sum':'qty','of':'order','from':1} | wrong_field | /sum |",
        "{'avg':'amout_net','of':'order','from':1} | unknown_field | /avg | amount_net",
        "{'first':'store_id','of':'order','from':1} | wrong_measure | `` |",
        "{'flag':{'did':'order'},'from':1} | wrong_measure | `` |",
        "{'top':1,'by':'sku','of':'order_line','from':1} | wrong_measure | `` |",
        "{'value':{'tag':'taste'},'when':{'did':'order'},'from':1} | wrong_measure | `` |",
        "{'days_between':[{'last_date':'order'},{'count':'order'}],'from':1} | wrong_meas"
            + "ure | /days_between/1 |",
        "{'days_between':[{'last_date':'order'}],'from':1} | out_of_range | /days_between |",
        "{'sequence':[{'did':'order'}],'within':'15d'} | out_of_range | /sequence |",
        "{'sequence':[{'did':'order'},{'did':'order','in':'90d'}],'within':'15d'} | unkno"
            + "wn_key | /sequence/1 |",
        "{'sequence':[{'did':'order'},{'did':'order'}]} | missing_key | `` |",
        "{'sequence':[{'did':'order'},{'did':'order'}],'within':'this month'} | wrong_win"
            + "dow | /within |",
        "{'held':{'did':'order'}} | missing_key | `` |",
        "{'held':{'did':'order'},'days':1} | out_of_range | /days |",
        "{'held':{'did':'order'},'days':367} | out_of_range | /days |",
        "{'held':{'not':{'held':{'did':'order'},'days':2}},'days':2} | nested_held | /hel"
            + "d/not |",
        "{'held':{'value':{'count':'order'},'when':{'held':{'did':'order'},'days':2},'fro"
            + "m':1},'days':2} | nested_held | /held/when |",
        "{'share':'order','at_least':'x'} | missing_key | `` |",
        "{'share':'order','having':{'all':[]},'at_least':'X'} | wrong_parameter | /at_least |",
        "{'segment':'regular'} | unknown_segment | /segment | regulars",
        "{'ids':[]} | empty_rule | /ids |",
        "{'ids':['member:1','4711']} | wrong_id | /ids/1 |",
        "{'ids':[':1']} | wrong_id | /ids/0 |",
        "{'ids':['member:']} | wrong_id | /ids/0 |",
        "{'percentage':12} | wrong_type | /percentage |",
        "{'percentage':{'from':0}} | missing_key | /percentage |",
        "{'percentage':{'from':0,'to':100.01}} | out_of_range | /percentage/to |",
        "{'percentage':{'from':-1,'to':5}} | out_of_range | /percentage/from |",
        "{'percentage':{'from':0,'to':0.125}} | wrong_type | /percentage/to |",
        "{'percentage':{'from':5,'to':5}} | empty_range | /percentage |",
      })
  void saysWhatIsWrongWithARuleAndWhere(String json, String code, String pointer, String nearest) {
    check(rule(json == null ? "" : json), code, pointer, nearest);
  }

  @ParameterizedTest(name = "{1} at {2}: {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | missing_key | `` |",
        "{'did':'order'} | unknown_key | `` | in",
        "{'cuont':'order'} | unknown_key | `` | count",
        "{'count':'order','from':1} | unknown_key | `` |",
        "{'tag':'lapsd'} | unknown_tag | /tag | lapsed",
        "{'tag':'lapsed','when':{}} | mixed_forms | /when |",
        "{'last':'amount_net','of':'order'} | wrong_field | /last |",
        "{'first':'purpos','of':'consent'} | unknown_field | /first | purpose",
        "{'distinct':'sku','of':'order'} | wrong_field | /distinct |",
        "{'top':0,'by':'sku','of':'order_line'} | out_of_range | /top |",
        "{'top':101,'by':'sku','of':'order_line'} | out_of_range | /top |",
        "{'top':1,'of':'order_line'} | missing_key | `` |",
        "{'top':1,'by':'qty','of':'order_line'} | wrong_field | /by |",
        "{'top':1,'by':7,'of':'order_line'} | wrong_type | /by |",
        "{'top':1,'by':{'field':'sku','bands':[]},'of':'order_line'} | wrong_field | /by/"
            + "field |",
        "{'top':1,'by':{'field':'hour','bands':[]},'of':'order'} | empty_rule | /by/bands |",
        "{'top':1,'by':{'field':'hour','bands':[{'value':'a'}]},'of':'order'} | missing_k"
            + "ey | /by/bands/0 |",
        "{'top':1,'by':{'field':'hour','bands':[{'from':0.5,'value':'a'}]},'of':'order'} "
            + "| wrong_type | /by/bands/0/from |",
        "{'top':1,'by':{'field':'hour','bands':[{'from':5,'value':''}]},'of':'order'} | e"
            + "mpty_value | /by/bands/0/value |",
        "{'top':1,'by':{'field':'hour','bands':[{'from':5,'value':'a'},{'from':5,'value':"
            + "'b'}]},'of':'order'} | not_ascending | /by/bands/1/from |",
        "{'top':1,'by':'sku','of':'order_line','weight':'sku'} | wrong_field | /weight |",
        "{'top':1,'by':'sku','of':'order_line','weight':'amount_net'} | wrong_field | /we"
            + "ight |",
        "{'top':1,'by':'purpose','of':'consent','weight':'state'} | wrong_field | /weight |",
        "{'top':1,'by':'sku','of':'order_line','min_rows':0} | out_of_range | /min_rows |",
        "{'top':1,'by':'sku','of':'order_line','min_share':101} | out_of_range | /min_share |",
        "{'top':1,'by':'sku','of':'order_line','min_share':1.234} | wrong_type | /min_share |",
        "{'tiers':{'count':'order'},'bands':[]} | empty_rule | /bands |",
        "{'tiers':{'last_date':'order'},'bands':[{'value':'x'}]} | wrong_measure | /tiers |",
        "{'tiers':{'tag':'purchase_frequency'},'bands':[{'value':'x'}]} | wrong_measure |"
            + " /tiers |",
        "{'tiers':{'count':'order'},'bands':[{'value':'x'},{'value':'y'}]} | missing_key "
            + "| /bands/1 |",
        "{'tiers':{'count':'order'},'bands':['x']} | wrong_type | /bands/0 |",
        "{'tiers':{'count':'order'},'bands':[{'from':2,'value':'x'},{'from':{'parameter':"
            + "'p'},'value':'y'},{'from':2,'value':'z'}]} | not_ascending | /bands/2/from |",
        "{'tiers':{'count':'order'},'bands':[{'value':'x','from':'2026-01-31'}]} | wrong_"
            + "type | /bands/0/from |",
        "{'tiers':{'count':'order'},'bands':[{'value':''}]} | empty_value | /bands/0/value |",
        "{'cases':[]} | empty_rule | /cases |",
        "{'cases':[{'value':'x'}]} | missing_key | /cases/0 |",
        "{'cases':[{'when':{'count':'order'},'value':'x'}]} | missing_key | /cases/0/when |",
        "{'cases':[{'when':{'did':'order'},'value':1}]} | wrong_type | /cases/0/value |",
        "{'cases':[{'when':{'did':'order'},'value':'x'}],'else':null} | wrong_type | /else |",
        "{'flag':{'count':'order'}} | missing_key | /flag |",
        "{'value':{'count':'order'}} | missing_key | `` |",
        "{'code':[{'tag':'taste'}]} | wrong_measure | /code/0 |",
        "{'code':[{'count':'order'},{'last_date':'order'}]} | wrong_measure | /code/1 |",
        "{'code':[{'count':'order'}],'separator':1} | wrong_type | /separator |",
      })
  void saysWhatIsWrongWithAMeasureAndWhere(
      String json, String code, String pointer, String nearest) {
    check(measure(json), code, pointer, nearest);
  }

  private static void check(RuleException problem, String code, String pointer, String nearest) {
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.pointer()).isEqualTo(pointer == null ? "" : pointer);
    assertThat(problem.expected()).isNotBlank();
    assertThat(problem.nearest().orElse(null)).isEqualTo(nearest);
  }

  @Test
  void tellsWhatWouldHaveBeenRight() {
    assertThat(rule("{'all':[{'tag':'lapsd','is':true}]}"))
        .hasMessage(
            "Cannot read the rule at '/all/0/tag': expected one of the tags lapsed, orders_90d,"
                + " last_order_date, purchase_frequency, taste; did you mean lapsed?");
    assertThat(rule("{'did':'consent','where':{'field':'hour','from':1}}").expected())
        .isEqualTo("one of the fields of consent: purpose, state");
    assertThat(rule("{'sum':'store_id','of':'contact','from':1}").expected())
        .isEqualTo("one of the number fields of contact: hour, weekday, add_way");
    assertThat(rule("{'sum':'state','of':'consent','from':1}").expected())
        .isEqualTo("no field, as consent has no number field");
    assertThat(rule("{'tag':'last_order_date','is':true}").expected())
        .isEqualTo("\"from\" or \"to\" or both, or \"exists\", because last_order_date is a date");
  }

  @Test
  void namesNothingWhereThereIsNothingToName() {
    RuleException problem = refusal(() -> RuleJson.parse("{\"tag\":\"x\"}", Vocabulary.NONE));
    assertThat(problem.expected()).isEqualTo("nothing, as there is none to name");
    assertThat(problem.nearest()).isEmpty();
  }

  @Test
  void keepsWhatItTellsShortAmongManyNames() {
    List<String> names = IntStream.range(0, 10_000).mapToObj(i -> "tag_" + i).toList();
    assertThat(Place.told(names))
        .startsWith("tag_0, tag_1, ")
        .endsWith(", tag_39 … (10000 in all)");
  }

  @Test
  void pointsIntoNamesWithSlashesAndTildes() {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("a~/b", 1);
    assertThat(new Place(node, "/x").get("a~/b", ""))
        .extracting(Place::pointer)
        .isEqualTo("/x/a~0~1b");
  }

  @Test
  void readsSixteenLevelsOfRulesMeasuresAndTestsAndNoMore() {
    String rules = nested("{'not':", LEAF, 15);
    assertThat(RuleJson.parse(quoted(rules), WORDS)).isInstanceOf(Rule.Not.class);
    assertThat(rule("{'not':" + rules + "}").code()).isEqualTo("too_deep");
    String mixed = "{'value':{'count':'order','where':%s},'when':" + LEAF + ",'from':1}";
    String test = "{'field':'hour','from':1}";
    assertThat(RuleJson.parse(quoted(mixed.formatted(nested("{'not':", test, 13))), WORDS))
        .isInstanceOf(Rule.Compare.class);
    assertThat(rule(mixed.formatted(nested("{'not':", test, 14))).code()).isEqualTo("too_deep");
  }

  @Test
  void refusesBracketsWithoutEnd() {
    assertThat(rule("{'all':[".repeat(100_000)).code()).isEqualTo("too_deep");
    assertThat(rule(nested("{'not':", LEAF, 100_000)).code()).isEqualTo("too_deep");
    assertThat(rule("[".repeat(900)).code()).isEqualTo("broken_json");
    assertThat(rule("{'tag':'orders_90d','from':" + "9".repeat(5_000) + "}").code())
        .isEqualTo("too_deep");
  }

  @Test
  void readsAThousandRulesMeasuresAndTestsAndNoMore() {
    assertThat(RuleJson.parse(quoted(many("{'any':[", 999, LEAF, "]}")), WORDS))
        .isInstanceOf(Rule.Any.class);
    assertThat(rule(many("{'any':[", 1_000, LEAF, "]}")).code()).isEqualTo("too_big");
    assertThat(rule(many("{'any':[", 1_001, LEAF, "]}")).code()).isEqualTo("too_big");
    String order = "{'did':'order','where':{'field':'hour','from':1}}";
    assertThat(RuleJson.parse(quoted(many("{'any':[", 499, order, "]}")), WORDS))
        .isInstanceOf(Rule.Any.class);
    assertThat(rule(many("{'any':[", 500, order, "]}")).code()).isEqualTo("too_big");
    assertThat(measure(many("{'code':[", 101, "{'count':'order'}", "]}")).code())
        .isEqualTo("too_many_values");
  }

  @Test
  void readsAThousandValuesAndTenThousandIdsAndNoMore() {
    String values = "{'did':'order','where':{'field':'store_id','in':[";
    assertThat(RuleJson.parse(quoted(many(values, 1_000, "'s'", "]}}")), WORDS)).isNotNull();
    assertThat(rule(many(values, 1_001, "'s'", "]}}")).code()).isEqualTo("too_many_values");
    String tags = "{'tag':'taste','in':[";
    assertThat(RuleJson.parse(quoted(many(tags, 1_000, "'s'", "]}")), WORDS)).isNotNull();
    assertThat(rule(many(tags, 1_001, "'s'", "]}")).code()).isEqualTo("too_many_values");
    String ids = "{'ids':[";
    assertThat(RuleJson.parse(quoted(many(ids, 10_000, "'m:1'", "]}")), WORDS)).isNotNull();
    assertThat(rule(many(ids, 10_001, "'m:1'", "]}")).code()).isEqualTo("too_many_values");
  }

  @Test
  void readsAHundredBandsAndCasesAndNoMore() {
    String band = "{'from':%d,'value':'x'}";
    String bands = String.join(",", IntStream.range(0, 101).mapToObj(band::formatted).toList());
    String tiers = "{'tiers':{'count':'order'},'bands':[" + bands + "]}";
    assertThat(measure(tiers).code()).isEqualTo("too_many_values");
    String most = tiers.replace("," + band.formatted(100), "");
    assertThat(RuleJson.parseMeasure(quoted(most), WORDS)).isNotNull();
    String one = "{'when':" + LEAF + ",'value':'x'}";
    assertThat(RuleJson.parseMeasure(quoted(many("{'cases':[", 100, one, "]}")), WORDS))
        .isNotNull();
    assertThat(measure(many("{'cases':[", 101, one, "]}")).code()).isEqualTo("too_many_values");
    String step = "{'did':'order'}";
    assertThat(RuleJson.parse(quoted(many("{'sequence':[", 10, step, "],'within':'9d'}")), WORDS))
        .isNotNull();
    assertThat(rule(many("{'sequence':[", 11, step, "],'within':'9d'}")).code())
        .isEqualTo("too_many_values");
  }

  @Test
  void readsTenThousandCharactersAndNoMore() {
    String text = "{'tag':'taste','in':['%s']}";
    assertThat(RuleJson.parse(quoted(text.formatted("🌶".repeat(10_000))), WORDS)).isNotNull();
    assertThat(rule(text.formatted("x".repeat(10_001))).code()).isEqualTo("too_long");
    assertThat(rule("{'ids':['member:" + "x".repeat(10_000) + "']}").code()).isEqualTo("too_long");
    RuleException problem = rule("{'did':'" + "x".repeat(10_000) + "'}");
    assertThat(problem.code()).isEqualTo("unknown_kind");
    assertThat(problem.getMessage()).hasSizeLessThan(500);
  }

  @Test
  void readsLongNamesOfParametersAndRefusesLongWindows() {
    String compare = "{'count':'order','from':{'parameter':'%s'}}";
    String longest = "a" + ".a".repeat(4_999);
    assertThat(RuleJson.parse(quoted(compare.formatted(longest)), WORDS)).isNotNull();
    assertThat(rule(compare.formatted(longest + ".")).code()).isEqualTo("wrong_parameter");
    for (String window : new String[] {"9".repeat(9_999) + "d", "last " + "s".repeat(9_995)}) {
      assertThat(rule("{'did':'order','in':'" + window + "'}").code()).isEqualTo("wrong_window");
    }
  }

  @Test
  void readsAMillionBytesAndNoMore() {
    String rule = quoted(LEAF);
    String most = rule + " ".repeat(RuleJson.MOST_BYTES - rule.length());
    assertThat(RuleJson.parse(most, WORDS)).isNotNull();
    assertThat(rule(most + " ").code()).isEqualTo("too_big");
    assertThat(rule("辣".repeat(400_000)).code()).isEqualTo("too_big");
  }

  @Test
  void refusesNodesThatNoTextCanMake() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      ObjectNode node = nodes.objectNode().put("tag", "orders_90d").put("from", number);
      assertThat(refusal(() -> RuleJson.parse(node, WORDS)).pointer()).isEqualTo("/from");
    }
    ObjectNode bytes = nodes.objectNode().put("tag", new byte[] {1});
    assertThat(refusal(() -> RuleJson.parse(bytes, WORDS)).code()).isEqualTo("wrong_type");
    assertThat(refusal(() -> RuleJson.parse(nodes.missingNode(), WORDS)).code())
        .isEqualTo("wrong_type");
  }

  private static String nested(String open, String inside, int levels) {
    return open.repeat(levels) + inside + "}".repeat(levels);
  }

  private static String many(String open, int times, String one, String close) {
    return open + String.join(",", Collections.nCopies(times, one)) + close;
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private static RuleException rule(String json) {
    return refusal(() -> RuleJson.parse(quoted(json), WORDS));
  }

  private static RuleException measure(String json) {
    return refusal(() -> RuleJson.parseMeasure(quoted(json), WORDS));
  }

  private static RuleException refusal(Supplier<?> reading) {
    return catchThrowableOfType(RuleException.class, reading::get);
  }
}
