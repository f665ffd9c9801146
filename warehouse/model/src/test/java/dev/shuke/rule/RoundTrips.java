package dev.shuke.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import java.util.function.Function;

/** Random rules and measures, written and read back. */
public final class RoundTrips {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final int DEEPEST = 4;

  private RoundTrips() {}

  /** Writes and reads so many rules, and so many measures, as JSON. */
  public static void json(long seed, int count) {
    RandomRules random = new RandomRules(new Random(seed), true);
    for (int i = 0; i < count; i++) {
      jsonOf(
          random.rule(1 + i % DEEPEST),
          RuleJson::write,
          RuleJson::tree,
          tree -> RuleJson.parse(tree, Vocabulary.NONE));
      jsonOf(
          random.measure(1 + i % DEEPEST),
          RuleJson::write,
          RuleJson::tree,
          tree -> RuleJson.parseMeasure(tree, Vocabulary.NONE));
    }
  }

  private static <T> void jsonOf(
      T said, Function<T, String> write, Function<T, JsonNode> tree, Function<JsonNode, T> parse) {
    String json = write.apply(said);
    requireSame(said, parse.apply(tree.apply(said)), json);
    requireSame(said, parse.apply(read(json)), json);
    requireSame(tree.apply(said), read(json), json);
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Written, and not JSON: " + json, e);
    }
  }

  /** Writes and reads so many rules, and so many measures, as text. */
  public static void text(long seed, int count) {
    RandomRules random = new RandomRules(new Random(seed), true);
    for (int i = 0; i < count; i++) {
      Rule rule = random.rule(1 + i % DEEPEST);
      String text = RuleText.write(rule);
      requireSame(rule, RuleJson.parse(RuleText.tree(text).tree(), Vocabulary.NONE), text);
      Measure measure = random.measure(1 + i % DEEPEST);
      String ofMeasure = RuleText.write(measure);
      requireSame(
          measure,
          RuleJson.parseMeasure(RuleText.measureTree(ofMeasure).tree(), Vocabulary.NONE),
          ofMeasure);
    }
  }

  private static void requireSame(Object said, Object read, String written) {
    if (!read.equals(said)) {
      throw new AssertionError(
          "%s was written %s, which reads back as %s".formatted(said, written, read));
    }
  }
}
