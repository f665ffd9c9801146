package dev.shuke.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import dev.shuke.tag.TagDefinition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule from its tree and counts its nodes; a new one for each rule. */
final class RuleReader {

  private static final List<String> KEYS =
      List.of("all", "any", "not", "tag", "is", "in", "from", "to");
  private static final String FORMS = "an object with one of all, any, not or tag";

  private final TagCatalogue catalogue;
  private int nodes;

  RuleReader(TagCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  Rule read(JsonNode node) {
    return rule(node, "", 1);
  }

  private Rule rule(JsonNode node, String pointer, int depth) {
    if (depth > RuleJson.MOST_DEPTH) {
      throw new RuleException(
          "too_deep", pointer, "rules at most " + RuleJson.MOST_DEPTH + " deep");
    }
    if (++nodes > RuleJson.MOST_NODES) {
      throw new RuleException(
          "too_big", pointer, "at most " + RuleJson.MOST_NODES + " rules in all");
    }
    if (!node.isObject()) {
      throw new RuleException("wrong_type", pointer, FORMS);
    }
    refuseUnknownKeys(node, pointer);
    if (node.has("all")) {
      return new Rule.All(rules(node, "all", pointer, depth));
    }
    if (node.has("any")) {
      return new Rule.Any(rules(node, "any", pointer, depth));
    }
    if (node.has("not")) {
      allow(node, pointer, Set.of("not"));
      return new Rule.Not(rule(node.get("not"), pointer + "/not", depth + 1));
    }
    return condition(node, pointer);
  }

  private static void refuseUnknownKeys(JsonNode node, String pointer) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                String nearest = NearestName.of(key, KEYS).orElse(null);
                throw new RuleException(
                    "unknown_key", pointer, "keys among " + String.join(", ", KEYS), nearest);
              }
            });
  }

  private static void allow(JsonNode node, String pointer, Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw new RuleException(
                    "mixed_forms",
                    pointer + "/" + key,
                    "nothing beside " + String.join(", ", keys.stream().sorted().toList()));
              }
            });
  }

  private List<Rule> rules(JsonNode node, String key, String pointer, int depth) {
    allow(node, pointer, Set.of(key));
    String here = pointer + "/" + key;
    JsonNode array = node.get(key);
    if (!array.isArray()) {
      throw new RuleException("wrong_type", here, "a list of rules");
    }
    if (array.isEmpty()) {
      throw new RuleException("empty_rule", here, "at least one rule");
    }
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      rules.add(rule(array.get(i), here + "/" + i, depth + 1));
    }
    return rules;
  }

  private Rule condition(JsonNode node, String pointer) {
    if (!node.has("tag")) {
      throw new RuleException("missing_key", pointer, FORMS);
    }
    TagDefinition tag = tag(node.get("tag"), pointer + "/tag");
    if (node.has("is")) {
      return is(tag, node, pointer);
    }
    if (node.has("in")) {
      return in(tag, node, pointer);
    }
    if (node.has("from") || node.has("to")) {
      return range(tag, node, pointer);
    }
    throw new RuleException("missing_key", pointer, formOf(tag));
  }

  private TagDefinition tag(JsonNode name, String pointer) {
    if (!name.isTextual()) {
      throw new RuleException("wrong_type", pointer, "the id of a tag");
    }
    String id = name.textValue();
    return catalogue
        .find(id)
        .orElseThrow(
            () ->
                new RuleException(
                    "unknown_tag",
                    pointer,
                    "one of the tags " + String.join(", ", catalogue.ids()),
                    NearestName.of(id, catalogue.ids()).orElse(null)));
  }

  private static Rule is(TagDefinition tag, JsonNode node, String pointer) {
    allow(node, pointer, Set.of("tag", "is"));
    String here = pointer + "/is";
    requireForm(tag.kind() == Kind.FLAG, tag, here);
    if (!node.get("is").isBoolean()) {
      throw new RuleException("wrong_type", here, "true or false");
    }
    return new Rule.TagIs(tag.id(), node.get("is").booleanValue());
  }

  private static Rule in(TagDefinition tag, JsonNode node, String pointer) {
    allow(node, pointer, Set.of("tag", "in"));
    String here = pointer + "/in";
    requireForm(tag.kind() == Kind.CHOICE || tag.kind() == Kind.CHOICES, tag, here);
    JsonNode array = node.get("in");
    if (!array.isArray()) {
      throw new RuleException("wrong_type", here, "a list of values");
    }
    if (array.isEmpty()) {
      throw new RuleException("empty_rule", here, "at least one value");
    }
    if (array.size() > RuleJson.MOST_VALUES) {
      throw new RuleException(
          "too_many_values", here, "at most " + RuleJson.MOST_VALUES + " values");
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      values.add(value(tag, array.get(i), here + "/" + i));
    }
    return new Rule.TagIn(tag.id(), values);
  }

  private static String value(TagDefinition tag, JsonNode node, String pointer) {
    if (!node.isTextual()) {
      throw new RuleException("wrong_type", pointer, "a value in quotes");
    }
    String value = node.textValue();
    if (!tag.allows(value)) {
      List<String> known = tag.values().stream().map(TagDefinition.Value::value).toList();
      throw new RuleException(
          "unknown_value",
          pointer,
          "one of the values " + String.join(", ", known),
          NearestName.of(value, known).orElse(null));
    }
    return value;
  }

  private static Rule range(TagDefinition tag, JsonNode node, String pointer) {
    allow(node, pointer, Set.of("tag", "from", "to"));
    String first = node.has("from") ? "/from" : "/to";
    requireForm(tag.kind() == Kind.NUMBER, tag, pointer + first);
    Long from = end(node.get("from"), pointer + "/from");
    Long to = end(node.get("to"), pointer + "/to");
    if (from != null && to != null && from > to) {
      throw new RuleException("empty_range", pointer, "from at most to");
    }
    return new Rule.TagRange(tag.id(), from, to);
  }

  private static @Nullable Long end(@Nullable JsonNode node, String pointer) {
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new RuleException("wrong_type", pointer, "a whole number");
    }
    return node.longValue();
  }

  private static void requireForm(boolean isRight, TagDefinition tag, String pointer) {
    if (!isRight) {
      throw new RuleException("wrong_condition", pointer, formOf(tag));
    }
  }

  /** The conditions that fit a tag of this kind. */
  private static String formOf(TagDefinition tag) {
    return switch (tag.kind()) {
      case FLAG -> "\"is\": true or false, because " + tag.id() + " is a flag";
      case NUMBER -> "\"from\" or \"to\" or both, because " + tag.id() + " is a number";
      case CHOICE, CHOICES -> "\"in\" with a list of values, because " + tag.id() + " has words";
    };
  }
}
