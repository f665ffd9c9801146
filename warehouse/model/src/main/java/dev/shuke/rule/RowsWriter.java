package dev.shuke.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes which rows of the timeline a rule looks at, and the conditions on one row. */
final class RowsWriter implements RowTest.Visitor<ObjectNode> {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final RowsWriter TESTS = new RowsWriter();

  private RowsWriter() {}

  /** An object that has the kind under {@code kindKey}. */
  static ObjectNode rows(String kindKey, Rows rows) {
    return putRows(NODES.objectNode(), kindKey, rows);
  }

  static ObjectNode putRows(ObjectNode node, String kindKey, Rows rows) {
    node.put(kindKey, RowsReader.word(rows.kind()));
    putTest(node, "where", rows.where());
    putWindow(node, rows.window());
    if (rows.latest() != null) {
      putLatest(node.putObject("latest"), rows.latest());
    }
    return node;
  }

  private static void putLatest(ObjectNode node, Rows.Latest latest) {
    node.set("per", texts(latest.per().stream().map(RowField::word).toList()));
    putTest(node, "having", latest.having());
  }

  private static void putTest(ObjectNode node, String key, RowTest test) {
    if (!test.equals(RowTest.ANY_ROW)) {
      node.set(key, test(test));
    }
  }

  static void putWindow(ObjectNode node, Window window) {
    if (!window.equals(Window.ALL_TIME)) {
      node.put("in", WindowText.write(window));
    }
  }

  static ArrayNode texts(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static ObjectNode test(RowTest test) {
    return test.accept(TESTS);
  }

  @Override
  public ObjectNode allOf(RowTest.AllOf test) {
    return NODES.objectNode().set("all", tests(test.tests()));
  }

  @Override
  public ObjectNode anyOf(RowTest.AnyOf test) {
    return NODES.objectNode().set("any", tests(test.tests()));
  }

  private static ArrayNode tests(List<RowTest> tests) {
    ArrayNode array = NODES.arrayNode();
    tests.forEach(test -> array.add(test(test)));
    return array;
  }

  @Override
  public ObjectNode noneOf(RowTest.NoneOf test) {
    return NODES.objectNode().set("not", test(test.test()));
  }

  @Override
  public ObjectNode in(RowTest.FieldIn test) {
    return field(test.field()).set("in", texts(test.values()));
  }

  @Override
  public ObjectNode range(RowTest.FieldRange test) {
    ObjectNode node = field(test.field());
    int scale = test.field().type().scale();
    if (test.from() != null) {
      node.set("from", Numbers.write(test.from(), scale));
    }
    if (test.to() != null) {
      node.set("to", Numbers.write(test.to(), scale));
    }
    return node;
  }

  @Override
  public ObjectNode exists(RowTest.FieldExists test) {
    return field(test.field()).put("exists", true);
  }

  @Override
  public ObjectNode hasLine(RowTest.HasLine test) {
    return NODES.objectNode().set("line", test(test.line()));
  }

  private static ObjectNode field(RowField field) {
    return NODES.objectNode().put("field", field.word());
  }
}
