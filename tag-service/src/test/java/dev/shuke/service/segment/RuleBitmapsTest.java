package dev.shuke.service.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleVisitor;
import dev.shuke.service.run.Published;
import dev.shuke.service.run.PublishedFixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** Random rules over random small data: the bitmaps select whom a plain evaluator selects. */
class RuleBitmapsTest {

  private static final List<String> FLAGS = List.of("lapsed", "likes_spicy");
  private static final List<String> WORDS = List.of("taste", "most_visited_store");
  private static final List<String> NUMBERS = List.of("orders_30d", "orders_90d");
  private static final List<String> TAGS =
      List.of("lapsed", "likes_spicy", "taste", "most_visited_store", "orders_30d", "orders_90d");
  private static final List<String> VALUES = List.of("a", "b", "c", "d");

  @Test
  void selectWhomAPlainEvaluatorSelects() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Map<Integer, Map<String, List<String>>> customers = customers(random);
      Published published = PublishedFixture.of(TAGS, customers.keySet(), customers);
      for (int i = 0; i < 25; i++) {
        Rule rule = rule(random, 4);
        Set<Integer> expected = new TreeSet<>();
        customers.forEach(
            (customerNo, values) -> {
              if (rule.accept(new Plain(values))) {
                expected.add(customerNo);
              }
            });

        assertThat(numbers(RuleBitmaps.select(rule, published)))
            .as("seed %d, %s", seed, rule)
            .isEqualTo(expected);
        assertThat(RuleTags.of(rule)).isEqualTo(tags(rule));
      }
      // None of the rules may have changed what the next one reads.
      assertThat(numbers(published.population())).isEqualTo(new TreeSet<>(customers.keySet()));
    }
  }

  @Test
  void selectFromManyContainers() {
    Map<Integer, Map<String, List<String>>> customers = new TreeMap<>();
    for (int customerNo = 0; customerNo < 300_000; customerNo++) {
      customers.put(
          customerNo, Map.of("orders_90d", List.of(Integer.toString(customerNo % 1_000))));
    }
    Published published = PublishedFixture.of(List.of("orders_90d"), customers.keySet(), customers);
    Rule rule = new Rule.TagRange("orders_90d", 10L, 12L);

    RoaringBitmap selected = RuleBitmaps.select(rule, published);

    assertThat(selected.getCardinality()).isEqualTo(900);
    assertThat(RuleBitmaps.select(new Rule.Not(rule), published).getCardinality())
        .isEqualTo(299_100);
    assertThat(published.column("orders_90d").values(299_999)).containsExactly(999L);
  }

  private static Map<Integer, Map<String, List<String>>> customers(Random random) {
    Map<Integer, Map<String, List<String>>> customers = new TreeMap<>();
    int most = 1 + random.nextInt(60);
    for (int customerNo = 0; customerNo < most; customerNo++) {
      if (random.nextInt(5) > 0) { // the others are aliases
        customers.put(customerNo, values(random));
      }
    }
    return customers;
  }

  private static Map<String, List<String>> values(Random random) {
    Map<String, List<String>> values = new HashMap<>();
    FLAGS.forEach(tag -> put(random, values, tag, Boolean.toString(random.nextBoolean())));
    NUMBERS.forEach(tag -> put(random, values, tag, Integer.toString(random.nextInt(9) - 3)));
    put(random, values, "most_visited_store", VALUES.get(random.nextInt(3)));
    List<String> tastes = new ArrayList<>(VALUES);
    Collections.shuffle(tastes, random);
    put(random, values, "taste", tastes.subList(0, 1 + random.nextInt(3)).toArray(String[]::new));
    return values;
  }

  private static void put(
      Random random, Map<String, List<String>> values, String tag, String... each) {
    if (random.nextInt(4) > 0) {
      values.put(tag, List.of(each));
    }
  }

  private static Rule rule(Random random, int depth) {
    int kind = random.nextInt(depth > 1 ? 7 : 4);
    return switch (kind) {
      case 0 -> new Rule.TagIs(one(random, FLAGS), random.nextBoolean());
      case 1 ->
          new Rule.TagIn(
              one(random, WORDS), VALUES.subList(random.nextInt(2), 2 + random.nextInt(3)));
      case 2 -> range(random);
      case 3 -> new Rule.TagExists(one(random, List.copyOf(TAGS)));
      case 4 -> new Rule.All(rules(random, depth));
      case 5 -> new Rule.Any(rules(random, depth));
      default -> new Rule.Not(rule(random, depth - 1));
    };
  }

  private static Rule range(Random random) {
    long from = random.nextLong(-4, 5);
    long to = from + random.nextInt(4);
    int open = random.nextInt(3);
    return new Rule.TagRange(one(random, NUMBERS), open == 0 ? null : from, open == 1 ? null : to);
  }

  private static List<Rule> rules(Random random, int depth) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      rules.add(rule(random, depth - 1));
    }
    return rules;
  }

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Set<Integer> numbers(RoaringBitmap bitmap) {
    Set<Integer> numbers = new TreeSet<>();
    bitmap.forEach((int number) -> numbers.add(number));
    return numbers;
  }

  private static Set<String> tags(Rule rule) {
    Set<String> tags = new HashSet<>();
    TAGS.forEach(
        tag -> {
          if (rule.toString().contains("tag=" + tag)) {
            tags.add(tag);
          }
        });
    return tags;
  }

  /** Written for this test, knows nothing of bitmaps. */
  private record Plain(Map<String, List<String>> values) implements RuleVisitor<Boolean> {

    @Override
    public Boolean all(Rule.All all) {
      for (Rule rule : all.rules()) {
        if (!rule.accept(this)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public Boolean any(Rule.Any any) {
      for (Rule rule : any.rules()) {
        if (rule.accept(this)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Boolean not(Rule.Not not) {
      return !not.rule().accept(this);
    }

    @Override
    public Boolean tagIs(Rule.TagIs condition) {
      return of(condition.tag()).contains(String.valueOf(condition.value()));
    }

    @Override
    public Boolean tagIn(Rule.TagIn condition) {
      for (String value : condition.values()) {
        if (of(condition.tag()).contains(value)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Boolean tagRange(Rule.TagRange condition) {
      for (String value : of(condition.tag())) {
        long number = Long.parseLong(value);
        boolean isHighEnough = condition.from() == null || number >= condition.from();
        boolean isLowEnough = condition.to() == null || number <= condition.to();
        return isHighEnough && isLowEnough;
      }
      return false;
    }

    @Override
    public Boolean tagExists(Rule.TagExists condition) {
      return !of(condition.tag()).isEmpty();
    }

    @Override
    public Boolean compare(Rule.Compare condition) {
      throw new IllegalArgumentException("Asks more than tags: " + condition);
    }

    @Override
    public Boolean sequence(Rule.Sequence condition) {
      throw new IllegalArgumentException("Asks more than tags: " + condition);
    }

    @Override
    public Boolean held(Rule.Held condition) {
      throw new IllegalArgumentException("Asks more than tags: " + condition);
    }

    @Override
    public Boolean share(Rule.Share condition) {
      throw new IllegalArgumentException("Asks more than tags: " + condition);
    }

    @Override
    public Boolean inSegment(Rule.InSegment condition) {
      throw new IllegalArgumentException("Asks more than tags: " + condition);
    }

    @Override
    public Boolean ids(Rule.Ids condition) {
      throw new IllegalArgumentException("Asks more than tags: " + condition);
    }

    @Override
    public Boolean percentage(Rule.Percentage condition) {
      throw new IllegalArgumentException("Asks more than tags: " + condition);
    }

    private List<String> of(String tag) {
      return values.getOrDefault(tag, List.of());
    }
  }
}
