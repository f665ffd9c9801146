package dev.shuke.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical form against one made from Jackson's tree. */
class CanonicalJsonTest {

  private static final ObjectMapper TREES =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final List<String> SCALARS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "7",
          "-9223372036854775808",
          "9223372036854775808",
          "-123456789012345678901234567890",
          "1.0",
          "1.50",
          "-0.00",
          "1e2",
          "1.25E-3",
          "\"\"",
          "\"麻婆豆腐\"",
          "\"tab\\t quote\\\" slash\\/ back\\\\ bell\\u0007 nul\\u0000\"",
          "\"\\u9ebb é \\ud83c\\udf36 🌶\"");
  private static final List<String> NAMES = List.of("a", "b", "ä", "Z", "a\\u0062", "麻", "\\\"");

  @Test
  void agreesWithTheTree() throws IOException {
    for (int seed = 0; seed < 3_000; seed++) {
      String json = value(new Random(seed), 4);
      assertThat(canonical(json))
          .as("seed %d: %s", seed, json)
          .isEqualTo(TREES.writeValueAsString(sorted(TREES.readTree(json))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"b\":1,\"a\":{},\"b\":2}",
        "[{\"x\":{\"b\":1,\"\\u0062\":1}}]",
        "\"\\ud83c\"",
        "\"\\udf36\\ud83c\"",
      })
  void refusesTwoMembersOfOneNameAndHalfCharacters(String json) {
    assertThatThrownBy(() -> canonical(json)).isInstanceOf(JsonParseException.class);
  }

  private static String canonical(String json) throws IOException {
    try (JsonParser in = new JsonFactory().createParser(json.getBytes(StandardCharsets.UTF_8))) {
      in.nextToken();
      CanonicalJson out = new CanonicalJson(0);
      out.copy(in);
      return out.textFrom(0);
    }
  }

  private static Object sorted(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      node.properties().forEach(e -> members.put(e.getKey(), sorted(e.getValue())));
      return members;
    }
    return node.isArray() ? node.valueStream().map(CanonicalJsonTest::sorted).toList() : node;
  }

  private static String value(Random random, int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 0 -> SCALARS.get(random.nextInt(SCALARS.size()));
      case 1 -> array(random, depth - 1);
      default -> object(random, depth - 1);
    };
  }

  private static String array(Random random, int depth) {
    StringBuilder text = new StringBuilder("[");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(value(random, depth)).append(i == 1 ? "" : " , ");
    }
    return text.append("]").toString();
  }

  /** Each name once: {@code a\\u0062} is {@code ab}. */
  private static String object(Random random, int depth) {
    StringBuilder text = new StringBuilder("{");
    int first = random.nextInt(NAMES.size());
    int count = random.nextInt(NAMES.size());
    for (int i = 0; i < count; i++) {
      String name = NAMES.get((first + 3 * i) % NAMES.size());
      text.append(i == 0 ? "" : ",").append('"').append(name).append("\": ");
      text.append(value(random, depth));
    }
    return text.append("}").toString();
  }
}
