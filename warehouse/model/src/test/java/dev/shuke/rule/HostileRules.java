package dev.shuke.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Input that nobody would write; whatever comes in, a rule or a {@link RuleException} comes out.
 */
public final class HostileRules {

  private static final Vocabulary WORDS = new SmallVocabulary();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final int LONGEST_EXPECTATION = 2_000;

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

  private HostileRules() {}

  /**
   * Reads so many written rules and measures of which some bytes are changed.
   *
   * @return how often one was refused; each is read as a rule and as a measure
   * @throws AssertionError when anything but a {@link RuleException} is thrown, or what was read
   *     does not read back
   */
  public static int mutatedJson(long seed, int count) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      String json = mutated(write(random, i), random);
      refused +=
          refusal(() -> RuleJson.parse(json, WORDS), () -> json)
              + refusal(() -> RuleJson.parseMeasure(json, WORDS), () -> json);
    }
    return refused;
  }

  /** As {@link #mutatedJson}, with values of one tree put into another. */
  public static int mutatedTrees(long seed, int count) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      JsonNode tree = tree(write(random, i));
      swap(tree, tree(write(random, i + 1)), random);
      refused += refusal(() -> RuleJson.parse(tree, WORDS), tree::toString);
      refused += refusal(() -> RuleJson.parseMeasure(tree, WORDS), tree::toString);
    }
    return refused;
  }

  /** As {@link #mutatedJson}, of rules and measures as text. */
  public static int mutatedText(long seed, int count) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      RandomRules rules = new RandomRules(random, true);
      String written =
          i % 2 == 0 ? RuleText.write(rules.rule(3)) : RuleText.write(rules.measure(3));
      String text = mutated(written, random);
      refused +=
          refusal(() -> RuleJson.parse(RuleText.tree(text).tree(), WORDS), () -> text)
              + refusal(
                  () -> RuleJson.parseMeasure(RuleText.measureTree(text).tree(), WORDS),
                  () -> text);
    }
    return refused;
  }

  private static String mutated(String written, Random random) {
    byte[] bytes = written.getBytes(utf8());
    for (int change = 1 + random.nextInt(4); change > 0; change--) {
      bytes = mutated(bytes, random);
    }
    return new String(bytes, utf8());
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Written, and not JSON: " + json, e);
    }
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

  /** 1 when it was refused, 0 when it was read, and then reads back. */
  private static int refusal(Supplier<Object> reading, Supplier<String> input) {
    try {
      Object read = reading.get();
      if (!readBack(read).equals(read)) {
        throw new AssertionError("It reads back as another: " + input.get());
      }
      return 0;
    } catch (RuleException e) {
      if (!e.code().matches("[a-z_]+")
          || e.expected().isBlank()
          || e.expected().length() >= LONGEST_EXPECTATION) {
        throw new AssertionError("It is refused without a word to help: " + input.get(), e);
      }
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
