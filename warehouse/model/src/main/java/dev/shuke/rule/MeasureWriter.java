package dev.shuke.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Writes measures as JSON.
 *
 * @param rules writes the rules in them
 */
record MeasureWriter(RuleWriter rules) implements Measure.Visitor<ObjectNode> {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public ObjectNode count(Measure.Count measure) {
    return RowsWriter.rows("count", measure.rows());
  }

  @Override
  public ObjectNode aggregate(Measure.Aggregate measure) {
    return ofField(word(measure.function()), measure.field(), measure.rows());
  }

  @Override
  public ObjectNode distinct(Measure.Distinct measure) {
    return ofField("distinct", measure.field(), measure.rows());
  }

  private static ObjectNode ofField(String key, RowField field, Rows rows) {
    return RowsWriter.putRows(NODES.objectNode().put(key, field.word()), "of", rows);
  }

  @Override
  public ObjectNode dateOf(Measure.DateOf measure) {
    return RowsWriter.rows(word(measure.end()) + "_date", measure.rows());
  }

  @Override
  public ObjectNode daysSince(Measure.DaysSince measure) {
    return RowsWriter.rows("days_since_" + word(measure.end()), measure.rows());
  }

  @Override
  public ObjectNode valueOf(Measure.ValueOf measure) {
    return ofField(word(measure.end()), measure.field(), measure.rows());
  }

  private static String word(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public ObjectNode daysBetween(Measure.DaysBetween measure) {
    ObjectNode node = NODES.objectNode();
    node.putArray("days_between").add(write(measure.from())).add(write(measure.to()));
    return node;
  }

  private ObjectNode write(Measure measure) {
    return measure.accept(this);
  }

  @Override
  public ObjectNode top(Measure.Top measure) {
    ObjectNode node = NODES.objectNode().put("top", measure.most());
    node.set("by", key(measure.by()));
    RowsWriter.putRows(node, "of", measure.rows());
    if (measure.weight() != null) {
      node.put("weight", measure.weight().word());
    }
    if (!measure.minRows().equals(Bound.of(1))) {
      node.set("min_rows", Numbers.write(measure.minRows(), false, 0));
    }
    if (measure.minShare() != 0) {
      node.set("min_share", Numbers.write(measure.minShare(), Numbers.PER_CENT_SCALE));
    }
    return node;
  }

  private static JsonNode key(Measure.Key key) {
    if (key.bands() == null) {
      return NODES.textNode(key.field().word());
    }
    int scale = key.field().type().scale();
    ObjectNode node = NODES.objectNode().put("field", key.field().word());
    ArrayNode bands = node.putArray("bands");
    for (Measure.Band band : key.bands()) {
      ObjectNode one = bands.addObject();
      one.set("from", Numbers.write(band.from(), scale));
      one.put("value", band.value());
    }
    return node;
  }

  @Override
  public ObjectNode tiers(Measure.Tiers measure) {
    int scale = MeasureTypes.scaleOf(measure.measure());
    ObjectNode node = NODES.objectNode();
    node.set("tiers", write(measure.measure()));
    ArrayNode bands = node.putArray("bands");
    for (Measure.Tier tier : measure.tiers()) {
      ObjectNode one = bands.addObject();
      if (tier.from() != null) {
        one.set("from", Numbers.write(tier.from(), false, scale));
      }
      one.put("value", tier.value());
    }
    return node;
  }

  @Override
  public ObjectNode cases(Measure.Cases measure) {
    ObjectNode node = NODES.objectNode();
    ArrayNode cases = node.putArray("cases");
    for (Measure.Case one : measure.cases()) {
      ObjectNode item = cases.addObject();
      item.set("when", one.when().accept(rules));
      item.put("value", one.value());
    }
    if (measure.otherwise() != null) {
      node.put("else", measure.otherwise());
    }
    return node;
  }

  @Override
  public ObjectNode flag(Measure.Flag measure) {
    return NODES.objectNode().set("flag", measure.rule().accept(rules));
  }

  @Override
  public ObjectNode code(Measure.Code measure) {
    ObjectNode node = NODES.objectNode();
    ArrayNode parts = node.putArray("code");
    measure.parts().forEach(part -> parts.add(write(part)));
    if (!measure.separator().isEmpty()) {
      node.put("separator", measure.separator());
    }
    return node;
  }

  @Override
  public ObjectNode given(Measure.Given measure) {
    ObjectNode node = NODES.objectNode();
    node.set("value", write(measure.value()));
    return node.set("when", measure.when().accept(rules));
  }

  @Override
  public ObjectNode ofTag(Measure.OfTag measure) {
    return NODES.objectNode().put("tag", measure.tag());
  }
}
