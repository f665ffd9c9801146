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
 * Rules and measures as JSON; YAML of the same shape reads the same.
 *
 * <pre>{@code
 * rule     {"all": [rule, …]}   {"any": [rule, …]}   {"not": rule}
 *          {"tag": id, "is": true}   {"tag": id, "in": [value, …]}   {"tag": id, "exists": true}
 *          {"tag": id, "from": 2, "to": 5}                  of a number, or of a date as "2026-01-31"
 *          {"did": kind, ROWS}                              at least one row
 *          {MEASURE, "from": bound, "to": bound}            of a number or a date
 *          {"sequence": [{"did": kind, "where": test}, …], "within": period, "in": window}
 *          {"held": rule, "days": 7}
 *          {"share": kind, ROWS, "having": test, "at_least": table}
 *          {"segment": id}   {"ids": [id, …]}
 *          {"percentage": {"from": 0, "to": 12.5}}          in per cent, up to two decimals
 * measure  {"count": kind, ROWS}
 *          {"sum": field, "of": kind, ROWS}                 and min, max, avg, distinct, first, last
 *          {"first_date": kind, ROWS}                       and last_date, days_since_first, days_since_last
 *          {"days_between": [measure, measure]}
 *          {"top": 3, "by": field, "of": kind, ROWS, "weight": field, "min_rows": bound, "min_share": 12.5}
 *                 "by": {"field": field, "bands": [{"from": 5, "value": "morning"}, …]}
 *          {"tiers": measure, "bands": [{"value": "none"}, {"from": bound, "value": "low"}, …]}
 *          {"cases": [{"when": rule, "value": "lost"}, …], "else": "active"}
 *          {"flag": rule}   {"mark": rule}   {"value": measure, "when": rule}   {"tag": id}
 *          {"code": [measure, …], "separator": "-"}
 * ROWS     "where": test, "in": window, "latest": {"per": [field, …], "silent": period, "having": test}    each may be left out
 * test     {"all": [test, …]}   {"any": [test, …]}   {"not": test}   {"line": test}
 *          {"field": field, "in": [value, …]}   {"field": field, "from": 1, "to": 2}   {"field": field, "exists": true}
 * window   "90d"  "3mo"  "30d..90d"  "this month"  "last week"  "last 3 months"  "2026-01-01..2026-01-31"  "all"
 * bound    6   "2026-01-31"   {"parameter": "regular.from"}
 * }</pre>
 *
 * Both ends of a range are inside, and one may be left out. Money is written in 1/100 of the
 * currency, a quantity with up to three decimals.
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

    @Override
    public ObjectNode tagExists(Rule.TagExists condition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode compare(Rule.Compare condition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode sequence(Rule.Sequence condition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode held(Rule.Held condition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode share(Rule.Share condition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode inSegment(Rule.InSegment condition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode ids(Rule.Ids condition) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode percentage(Rule.Percentage condition) {
      throw new UnsupportedOperationException();
    }
  }
}
