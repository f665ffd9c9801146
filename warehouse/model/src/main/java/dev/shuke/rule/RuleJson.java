package dev.shuke.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shuke.tag.TagCatalogue;
import java.util.List;

/**
 * Rules as JSON.
 *
 * <pre>{@code
 * {"all": [rule, …]}   {"any": [rule, …]}   {"not": rule}
 * {"tag": "lapsed", "is": true}
 * {"tag": "taste", "in": ["spicy"]}
 * {"tag": "orders_90d", "from": 2, "to": 5}      both ends included, one may be absent
 * }</pre>
 */
public final class RuleJson {

  /** Rules inside rules, the outermost being 1 deep. */
  public static final int MOST_DEPTH = 16;

  /** Rules in one rule, itself included. */
  public static final int MOST_NODES = 1_000;

  /** Values of one {@code in}. */
  public static final int MOST_VALUES = 1_000;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private RuleJson() {}

  /**
   * Reads a rule and checks it against the tags one may ask for.
   *
   * @throws RuleException naming the first fault; no other exception on any input
   */
  public static Rule parse(String json, TagCatalogue catalogue) {
    return new RuleReader(catalogue).read(tree(json));
  }

  /** As {@link #parse(String, TagCatalogue)}, for a rule inside a larger document. */
  public static Rule parse(JsonNode rule, TagCatalogue catalogue) {
    return new RuleReader(catalogue).read(rule);
  }

  private static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw new RuleException(
          "broken_json",
          "",
          "one JSON object; it breaks at line %d, column %d".formatted(line, column));
    }
  }

  /** The rule as JSON, which {@link #parse} reads back to an equal rule. */
  public static String write(Rule rule) {
    return rule.accept(new Writer()).toString();
  }

  private static final class Writer implements RuleVisitor<ObjectNode> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Override
    public ObjectNode all(Rule.All all) {
      return NODES.objectNode().set("all", array(all.rules()));
    }

    @Override
    public ObjectNode any(Rule.Any any) {
      return NODES.objectNode().set("any", array(any.rules()));
    }

    private ArrayNode array(List<Rule> rules) {
      ArrayNode array = NODES.arrayNode();
      rules.forEach(rule -> array.add(rule.accept(this)));
      return array;
    }

    @Override
    public ObjectNode not(Rule.Not not) {
      return NODES.objectNode().set("not", not.rule().accept(this));
    }

    @Override
    public ObjectNode tagIs(Rule.TagIs condition) {
      return NODES.objectNode().put("tag", condition.tag()).put("is", condition.value());
    }

    @Override
    public ObjectNode tagIn(Rule.TagIn condition) {
      ObjectNode node = NODES.objectNode().put("tag", condition.tag());
      ArrayNode values = node.putArray("in");
      condition.values().forEach(values::add);
      return node;
    }

    @Override
    public ObjectNode tagRange(Rule.TagRange condition) {
      ObjectNode node = NODES.objectNode().put("tag", condition.tag());
      if (condition.from() != null) {
        node.put("from", condition.from());
      }
      if (condition.to() != null) {
        node.put("to", condition.to());
      }
      return node;
    }
  }
}
