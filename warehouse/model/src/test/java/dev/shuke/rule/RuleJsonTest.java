package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shuke.rule.Rule.All;
import dev.shuke.rule.Rule.Any;
import dev.shuke.rule.Rule.Not;
import dev.shuke.rule.Rule.TagIn;
import dev.shuke.rule.Rule.TagIs;
import dev.shuke.rule.Rule.TagRange;
import dev.shuke.tag.TagCatalogue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleJsonTest {

  private static final TagCatalogue TAGS = TagCatalogue.shipped();
  private static final String EXAMPLE =
      """
      {"all":[{"tag":"lapsed","is":true},
              {"any":[{"tag":"taste","in":["spicy"]},{"tag":"orders_90d","from":2}]},
              {"not":{"tag":"most_visited_store","in":["s12"]}}]}
      """;

  @Test
  void readsTheExample() {
    assertThat(RuleJson.parse(EXAMPLE, TAGS))
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

  @ParameterizedTest(name = "{1} at {2}: {0}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "''                                          | wrong_type      | ''",
        "nonsense                                    | broken_json     | ''",
        "{\"tag\":\"lapsed\",\"is\":true} x           | broken_json     | ''",
        "{\"tag\":\"lapsed\",\"tag\":\"taste\"}      | broken_json     | ''",
        "[]                                          | wrong_type      | ''",
        "null                                        | wrong_type      | ''",
        "{}                                          | missing_key     | ''",
        "{\"all\":[]}                                | empty_rule      | /all",
        "{\"any\":[]}                                | empty_rule      | /any",
        "{\"any\":{}}                                | wrong_type      | /any",
        "{\"all\":[{\"not\":3}]}                     | wrong_type      | /all/0/not",
        "{\"tag\":\"lapsed\"}                        | missing_key     | ''",
        "{\"tag\":7,\"is\":true}                     | wrong_type      | /tag",
        "{\"tag\":\"lapsd\",\"is\":true}             | unknown_tag     | /tag",
        "{\"tag\":\"lapsed\",\"is\":\"true\"}        | wrong_type      | /is",
        "{\"tag\":\"orders_90d\",\"is\":true}        | wrong_condition | /is",
        "{\"tag\":\"lapsed\",\"in\":[\"true\"]}      | wrong_condition | /in",
        "{\"tag\":\"taste\",\"from\":1}              | wrong_condition | /from",
        "{\"tag\":\"taste\",\"in\":[]}               | empty_rule      | /in",
        "{\"tag\":\"taste\",\"in\":[1]}              | wrong_type      | /in/0",
        "{\"tag\":\"purchase_frequency\",\"in\":[\"low\",\"hihg\"]} | unknown_value | /in/1",
        "{\"tag\":\"orders_90d\",\"from\":6,\"to\":5} | empty_range    | ''",
        "{\"tag\":\"orders_90d\",\"from\":1.5}       | wrong_type      | /from",
        "{\"tag\":\"orders_90d\",\"to\":null}        | wrong_type      | /to",
        "{\"tag\":\"orders_90d\",\"to\":99999999999999999999} | wrong_type | /to",
        "{\"tag\":\"lapsed\",\"is\":true,\"in\":[]}  | mixed_forms     | /in",
        "{\"all\":[{\"tag\":\"lapsed\",\"is\":true}],\"any\":[]} | mixed_forms | /any",
        "{\"tga\":\"lapsed\",\"is\":true}            | unknown_key     | ''"
      })
  void saysWhatIsWrongAndWhere(String json, String code, String pointer) {
    RuleException problem = refused(json);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.pointer()).isEqualTo(pointer);
    assertThat(problem.expected()).isNotBlank();
  }

  @Test
  void namesTheNearestTagValueAndKey() {
    RuleException problem = refused("{\"all\":[{\"tag\":\"lapsd\",\"is\":true}]}");
    assertThat(problem.nearest()).contains("lapsed");
    assertThat(problem)
        .hasMessageStartingWith("Cannot read the rule at '/all/0/tag': expected one of the tags ")
        .hasMessageEndingWith("; did you mean lapsed?");
    assertThat(refused("{\"tag\":\"purchase_frequency\",\"in\":[\"hihg\"]}").nearest())
        .contains("high");
    assertThat(refused("{\"tga\":\"lapsed\",\"is\":true}").nearest()).contains("tag");
  }

  @Test
  void readsSixteenRulesInOneAnotherAndNoMore() {
    String leaf = "{\"tag\":\"lapsed\",\"is\":true}";
    String deepest = "{\"not\":".repeat(15) + leaf + "}".repeat(15);
    assertThat(RuleJson.parse(deepest, TAGS)).isInstanceOf(Not.class);
    assertThat(refused("{\"not\":" + deepest + "}").code()).isEqualTo("too_deep");
    assertThat(refused("{\"all\":[".repeat(100_000)).code()).isEqualTo("broken_json");
  }

  @Test
  void readsAThousandRulesAndNoMore() {
    String leaf = "{\"tag\":\"lapsed\",\"is\":true}";
    String most = "{\"any\":[" + String.join(",", Collections.nCopies(999, leaf)) + "]}";
    assertThat(RuleJson.parse(most, TAGS)).isInstanceOf(Any.class);
    String more = "{\"any\":[" + String.join(",", Collections.nCopies(1_000, leaf)) + "]}";
    assertThat(refused(more).code()).isEqualTo("too_big");
  }

  @Test
  void readsAThousandValuesAndNoMore() {
    List<String> values = IntStream.range(0, 1_000).mapToObj(i -> "s" + i).toList();
    String most = RuleJson.write(new TagIn("most_visited_store", values));
    assertThat(RuleJson.parse(most, TAGS)).isEqualTo(new TagIn("most_visited_store", values));
    assertThat(refused(most.replace("[", "[\"x\",")).code()).isEqualTo("too_many_values");
  }

  @Test
  void readsBackWhatItWrites() {
    Random random = new Random(21);
    for (int i = 0; i < 500; i++) {
      Rule rule = randomRule(random, 1);
      assertThat(RuleJson.parse(RuleJson.write(rule), TAGS)).isEqualTo(rule);
    }
  }

  @Test
  void throwsNothingButRuleExceptionsOnMutatedRules() {
    Random random = new Random(22);
    String letters = "{}[]\",:truefalsn0129.-eE \\u00e9\u8fa3\ud83c\n\0";
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder json = new StringBuilder(RuleJson.write(randomRule(random, 1)));
      for (int change = 1 + random.nextInt(4); change > 0 && json.length() > 0; change--) {
        mutate(json, random, letters);
      }
      try {
        assertThat(RuleJson.parse(json.toString(), TAGS)).isNotNull();
      } catch (RuleException e) {
        assertThat(e.code()).matches("[a-z_]+");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2_000);
  }

  private static void mutate(StringBuilder json, Random random, String letters) {
    int at = random.nextInt(json.length());
    char letter = letters.charAt(random.nextInt(letters.length()));
    switch (random.nextInt(4)) {
      case 0 -> json.deleteCharAt(at);
      case 1 -> json.insert(at, letter);
      case 2 -> json.setCharAt(at, letter);
      default -> json.insert(at, json.substring(at, Math.min(json.length(), at + 9)));
    }
  }

  private static Rule randomRule(Random random, int depth) {
    int kind = random.nextInt(depth < 6 ? 6 : 3);
    return switch (kind) {
      case 0 -> new TagIs(random.nextBoolean() ? "lapsed" : "likes_spicy", random.nextBoolean());
      case 1 ->
          random.nextBoolean()
              ? new TagIn("purchase_frequency", List.of("low", "none"))
              : new TagIn("taste", List.of("辣 \"\\/\n\u0001", "🌶"));
      case 2 -> randomRange(random);
      case 3 -> new Not(randomRule(random, depth + 1));
      case 4 -> new All(randomRules(random, depth));
      default -> new Any(randomRules(random, depth));
    };
  }

  private static Rule randomRange(Random random) {
    long from = random.nextLong() >> 2;
    return switch (random.nextInt(3)) {
      case 0 -> new TagRange("orders_30d", from, null);
      case 1 -> new TagRange("orders_30d", null, from);
      default -> new TagRange("orders_90d", from, from + random.nextInt(3));
    };
  }

  private static List<Rule> randomRules(Random random, int depth) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      rules.add(randomRule(random, depth + 1));
    }
    return rules;
  }

  private static RuleException refused(String json) {
    return catchThrowableOfType(RuleException.class, () -> RuleJson.parse(json, TAGS));
  }
}
