package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in, a rule or a {@link RuleException} comes out. */
class RuleJsonFuzzTest {

  private static final Vocabulary WORDS = new SmallVocabulary();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final List<String> HOSTILE =
      List.of(
          "9".repeat(400),
          "-0",
          "1e999999",
          "1e-999999999",
          "-13791583e3020661751",
          "0.1234567890123456789",
          "9223372036854775808",
          "NaN",
          "null",
          "\"🌶\u200f\u202e\\u0000\"",
          "\"\\ud83c\"",
          "\"'; drop table tags.customer_tags; --\"",
          "\"" + "x".repeat(10_000) + "\"",
          "{\"" + "y".repeat(10_000) + "\":1}",
          "{\"all\":[{\"not\":",
          "[".repeat(2_000),
          "{\"not\":".repeat(40),
          "{\"did\":\"order\"}",
          "{\"parameter\":\"a.b\"}",
          "\"2026-02-30\"",
          "\"last 9999 years\"");

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void throwsNothingButRuleExceptionsOnMutatedText() {
    Random random = new Random(41);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] json = write(random, i).getBytes(StandardCharsets.UTF_8);
      for (int change = 1 + random.nextInt(4); change > 0; change--) {
        json = mutated(json, random);
      }
      refused += refusals(new String(json, StandardCharsets.UTF_8));
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void throwsNothingButRuleExceptionsOnMutatedTrees() throws Exception {
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      JsonNode tree = MAPPER.readTree(write(random, i));
      JsonNode other = MAPPER.readTree(write(random, i + 1));
      swap(tree, other, random);
      refused += refusal(() -> RuleJson.parse(tree, WORDS), tree::toString);
      refused += refusal(() -> RuleJson.parseMeasure(tree, WORDS), tree::toString);
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  private static String write(Random random, int i) {
    RandomRules rules = new RandomRules(random, true);
    return switch (i % 3) {
      case 0 -> RuleJson.write(rules.rule(3));
      case 1 -> RuleJson.write(rules.measure(3));
      default -> RuleJson.write(RuleJsonTest.ofTags(random, 3));
    };
  }

  private static byte[] mutated(byte[] json, Random random) {
    int at = random.nextInt(json.length + 1);
    int end = Math.min(json.length, at + 1 + random.nextInt(12));
    byte[] piece =
        switch (random.nextInt(5)) {
          case 0 -> new byte[0];
          case 1 -> twice(json, at, end);
          case 2 -> new byte[] {(byte) random.nextInt(256)};
          case 3 -> "{}[]\",:truefalsn01.-eE ".substring(random.nextInt(20)).getBytes(utf8());
          default -> HOSTILE.get(random.nextInt(HOSTILE.size())).getBytes(utf8());
        };
    return joined(json, at, piece, end);
  }

  private static Charset utf8() {
    return StandardCharsets.UTF_8;
  }

  private static byte[] twice(byte[] json, int from, int to) {
    byte[] piece = new byte[2 * (to - from)];
    System.arraycopy(json, from, piece, 0, to - from);
    System.arraycopy(json, from, piece, to - from, to - from);
    return piece;
  }

  private static byte[] joined(byte[] json, int from, byte[] piece, int to) {
    byte[] joined = new byte[from + piece.length + json.length - to];
    System.arraycopy(json, 0, joined, 0, from);
    System.arraycopy(piece, 0, joined, from, piece.length);
    System.arraycopy(json, to, joined, from + piece.length, json.length - to);
    return joined;
  }

  /** Puts a value of another rule, or of this one, where some value stood. */
  private static void swap(JsonNode tree, JsonNode other, Random random) {
    List<JsonNode> inner = new ArrayList<>();
    gather(tree, inner);
    List<JsonNode> values = new ArrayList<>();
    gather(other, values);
    JsonNode value = values.get(random.nextInt(values.size())).deepCopy();
    List<JsonNode> parents = inner.stream().filter(node -> node.size() > 0).toList();
    JsonNode parent = parents.get(random.nextInt(parents.size()));
    if (parent instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), value);
    } else if (parent instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      object.set(names.get(random.nextInt(names.size())), value);
    }
  }

  private static void gather(JsonNode node, List<JsonNode> into) {
    into.add(node);
    node.forEach(child -> gather(child, into));
  }

  private static int refusals(String json) {
    return refusal(() -> RuleJson.parse(json, WORDS), () -> json)
        + refusal(() -> RuleJson.parseMeasure(json, WORDS), () -> json);
  }

  /** 1 when it was refused, 0 when it was read, and then reads back. */
  private static int refusal(Supplier<Object> reading, Supplier<String> input) {
    try {
      Object read = reading.get();
      assertThat(readBack(read)).as(input.get()).isEqualTo(read);
      return 0;
    } catch (RuleException e) {
      assertThat(e.code()).matches("[a-z_]+");
      assertThat(e.expected()).isNotBlank().hasSizeLessThan(2_000);
      return 1;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("A rule exception at most was expected on " + input.get(), e);
    }
  }

  private static Object readBack(Object read) {
    return read instanceof Rule rule
        ? RuleJson.parse(RuleJson.write(rule), WORDS)
        : RuleJson.parseMeasure(RuleJson.write((Measure) read), WORDS);
  }
}
