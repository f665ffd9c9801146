package dev.shuke.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes rules as JSON. */
final class RuleWriter implements RuleVisitor<ObjectNode> {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Vocabulary vocabulary;

  /**
   * @param vocabulary tells which tags give dates
   */
  RuleWriter(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public ObjectNode all(Rule.All all) {
    return NODES.objectNode().set("all", rules(all.rules()));
  }

  @Override
  public ObjectNode any(Rule.Any any) {
    return NODES.objectNode().set("any", rules(any.rules()));
  }

  private ArrayNode rules(List<Rule> rules) {
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
    return node.set("in", RowsWriter.texts(condition.values()));
  }

  @Override
  public ObjectNode tagRange(Rule.TagRange condition) {
    boolean isDate = isDate(new Measure.OfTag(condition.tag()));
    ObjectNode node = NODES.objectNode().put("tag", condition.tag());
    if (condition.from() != null) {
      node.set("from", Numbers.write(condition.from(), isDate, 0));
    }
    if (condition.to() != null) {
      node.set("to", Numbers.write(condition.to(), isDate, 0));
    }
    return node;
  }

  @Override
  public ObjectNode tagExists(Rule.TagExists condition) {
    return NODES.objectNode().put("tag", condition.tag()).put("exists", true);
  }

  @Override
  public ObjectNode compare(Rule.Compare condition) {
    if (condition.measure() instanceof Measure.Count count
        && Bound.of(1).equals(condition.from())
        && condition.to() == null) {
      return RowsWriter.rows("did", count.rows());
    }
    ObjectNode node = condition.measure().accept(new MeasureWriter(this));
    putEnd(node, "from", condition.from(), condition.measure());
    putEnd(node, "to", condition.to(), condition.measure());
    return node;
  }

  private void putEnd(ObjectNode node, String key, @Nullable Bound bound, Measure measure) {
    if (bound != null) {
      node.set(key, Numbers.write(bound, isDate(measure), MeasureTypes.scaleOf(measure)));
    }
  }

  private boolean isDate(Measure measure) {
    return MeasureTypes.find(measure, vocabulary).equals(Optional.of(ValueType.DATE));
  }

  @Override
  public ObjectNode sequence(Rule.Sequence condition) {
    ObjectNode node = NODES.objectNode();
    ArrayNode steps = node.putArray("sequence");
    condition.steps().forEach(step -> steps.add(RowsWriter.rows("did", step)));
    node.put("within", condition.within().toString());
    RowsWriter.putWindow(node, condition.window());
    return node;
  }

  @Override
  public ObjectNode held(Rule.Held condition) {
    ObjectNode node = NODES.objectNode();
    node.set("held", condition.rule().accept(this));
    return node.put("days", condition.days());
  }

  @Override
  public ObjectNode share(Rule.Share condition) {
    ObjectNode node = RowsWriter.rows("share", condition.rows());
    node.set("having", RowsWriter.test(condition.having()));
    return node.put("at_least", condition.table());
  }

  @Override
  public ObjectNode inSegment(Rule.InSegment condition) {
    return NODES.objectNode().put("segment", condition.segment());
  }

  @Override
  public ObjectNode ids(Rule.Ids condition) {
    return NODES.objectNode().set("ids", RowsWriter.texts(condition.ids()));
  }

  @Override
  public ObjectNode percentage(Rule.Percentage condition) {
    ObjectNode node = NODES.objectNode();
    ObjectNode ends = node.putObject("percentage");
    ends.set("from", Numbers.write(condition.from(), Numbers.PER_CENT_SCALE));
    ends.set("to", Numbers.write(condition.to(), Numbers.PER_CENT_SCALE));
    return node;
  }
}
