package dev.shuke.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.shuke.rule.TextLexer.Token;
import dev.shuke.rule.TextLexer.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads one text into the tree of {@link RuleJson}, by recursive descent with one token ahead. It
 * knows the shape only; names, kinds and limits are checked by the reader of the tree.
 */
final class TextParser {

  /** Parentheses, {@code not} and other forms inside one another. */
  static final int MOST_NESTING = 200;

  /** No number of the language is near that long; longer ones would take long to read. */
  private static final int LONGEST_NUMBER = 40;

  static final Set<String> KEYWORDS =
      Set.of(
          "all",
          "and",
          "any",
          "at",
          "average",
          "between",
          "by",
          "cases",
          "code",
          "count",
          "date",
          "days",
          "did",
          "distinct",
          "else",
          "exists",
          "false",
          "first",
          "flag",
          "from",
          "having",
          "held",
          "ids",
          "in",
          "is",
          "last",
          "latest",
          "least",
          "line",
          "max",
          "min",
          "not",
          "of",
          "or",
          "per",
          "percentage",
          "rows",
          "segment",
          "separator",
          "sequence",
          "share",
          "since",
          "sum",
          "tag",
          "then",
          "this",
          "tiers",
          "to",
          "top",
          "true",
          "value",
          "weighted",
          "when",
          "where",
          "with",
          "within");

  /** Kinds that are keywords elsewhere. */
  private static final Set<String> KIND_KEYWORDS = Set.of("tag");

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+\\.[0-9]+");
  private static final Pattern DATE = Pattern.compile("[+-]?[0-9]{4,}-[0-9]{2}-[0-9]{2}");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A tree and where its parts began. */
  record Parsed(ObjectNode tree, TextColumns columns) {
    int columnOf(String pointer) {
      return columns.of(tree, pointer);
    }
  }

  private final TextLexer lexer;
  private final TextColumns columns = new TextColumns();

  /** The keywords that could have stood where {@link #current} stands. */
  private final Set<String> missed = new LinkedHashSet<>();

  private Token current;
  private int nesting;

  private TextParser(String text) {
    lexer = new TextLexer(text);
    current = lexer.next();
  }

  static Parsed rule(String text) {
    TextParser parser = new TextParser(text);
    return parser.whole(parser::rule);
  }

  static Parsed measure(String text) {
    TextParser parser = new TextParser(text);
    return parser.whole(parser::measure);
  }

  private Parsed whole(Supplier<ObjectNode> form) {
    int column = current.column();
    ObjectNode tree = form.get();
    if (current.type() != Type.END) {
      throw broken("the end");
    }
    columns.note(tree, "", column);
    return new Parsed(tree, columns);
  }

  // ---- and, or, not, parentheses: the same for rules and for conditions on rows

  private ObjectNode rule() {
    return nested(() -> joined("any", "or", () -> ruleOfAnd()));
  }

  private ObjectNode ruleOfAnd() {
    return joined("all", "and", () -> factor(this::rule, this::condition));
  }

  private ObjectNode test() {
    return nested(() -> joined("any", "or", () -> testOfAnd()));
  }

  private ObjectNode testOfAnd() {
    return joined("all", "and", this::testFactor);
  }

  /** A condition on a row that needs no parentheses. */
  private ObjectNode testFactor() {
    return factor(this::test, this::testCondition);
  }

  private ObjectNode joined(String key, String keyword, Supplier<ObjectNode> part) {
    int column = current.column();
    ObjectNode first = part.get();
    if (!at(keyword)) {
      return first;
    }
    ArrayNode parts = NODES.arrayNode();
    add(parts, first, column);
    while (accept(keyword)) {
      int here = current.column();
      add(parts, part.get(), here);
    }
    return object(key, parts, column);
  }

  private ObjectNode factor(Supplier<ObjectNode> whole, Supplier<ObjectNode> condition) {
    if (accept("not")) {
      int column = current.column();
      return object("not", nested(() -> factor(whole, condition)), column);
    }
    if (acceptSymbol("(")) {
      ObjectNode inner = whole.get();
      expectSymbol(")");
      return inner;
    }
    for (String key : List.of("all", "any")) {
      if (accept(key)) {
        int column = current.column();
        return object(key, inParentheses(whole), column);
      }
    }
    return condition.get();
  }

  private ArrayNode inParentheses(Supplier<? extends JsonNode> part) {
    expectSymbol("(");
    return upTo(")", part);
  }

  private ArrayNode inBrackets(Supplier<? extends JsonNode> part) {
    expectSymbol("[");
    return upTo("]", part);
  }

  private ArrayNode upTo(String end, Supplier<? extends JsonNode> part) {
    ArrayNode parts = NODES.arrayNode();
    if (acceptSymbol(end)) {
      return parts;
    }
    do {
      int column = current.column();
      add(parts, part.get(), column);
    } while (acceptSymbol(","));
    expectSymbol(end);
    return parts;
  }

  private <T> T nested(Supplier<T> form) {
    if (++nesting > MOST_NESTING) {
      throw new RuleException(
          "too_deep",
          "",
          "at most " + MOST_NESTING + " parts inside one another",
          null,
          OptionalInt.of(current.column()));
    }
    T result = form.get();
    nesting--;
    return result;
  }

  // ---- rules

  private ObjectNode condition() {
    if (at("did")) {
      return rowsOfKind("did");
    }
    if (accept("tag")) {
      return tagCondition();
    }
    if (accept("sequence")) {
      return sequence();
    }
    if (accept("held")) {
      return held();
    }
    if (accept("share")) {
      return share();
    }
    for (String key : List.of("segment", "ids", "percentage")) {
      if (accept(key)) {
        int column = current.column();
        return object(key, group(key), column);
      }
    }
    ObjectNode comparison = measureOr("\"(\"");
    bounds(comparison);
    return comparison;
  }

  private JsonNode group(String key) {
    return switch (key) {
      case "segment" -> name("the id of a segment");
      case "ids" -> inBrackets(this::value);
      default -> percentage();
    };
  }

  private ObjectNode tagCondition() {
    ObjectNode tag = NODES.objectNode();
    set(tag, "tag", () -> name("the id of a tag"));
    if (accept("is")) {
      set(tag, "is", this::flag);
    } else if (!inOrExists(tag)) {
      bounds(tag);
    }
    return tag;
  }

  private boolean inOrExists(ObjectNode condition) {
    if (accept("in")) {
      set(condition, "in", () -> inBrackets(this::value));
      return true;
    }
    int column = current.column();
    if (accept("exists")) {
      put(condition, "exists", BooleanNode.TRUE, column);
      return true;
    }
    return false;
  }

  private JsonNode flag() {
    if (accept("true")) {
      return BooleanNode.TRUE;
    }
    expect("false");
    return BooleanNode.FALSE;
  }

  private ObjectNode sequence() {
    ObjectNode sequence = NODES.objectNode();
    expectSymbol("(");
    set(sequence, "sequence", this::steps);
    expectSymbol(")");
    expect("within");
    set(sequence, "within", () -> literal("a period such as 15d or 3mo"));
    if (accept("in")) {
      set(sequence, "in", this::window);
    }
    return sequence;
  }

  private ArrayNode steps() {
    ArrayNode steps = NODES.arrayNode();
    do {
      int column = current.column();
      add(steps, step(), column);
    } while (accept("then"));
    return steps;
  }

  private ObjectNode step() {
    ObjectNode step = NODES.objectNode();
    set(step, "did", this::kind);
    if (accept("where")) {
      set(step, "where", this::testFactor);
    }
    return step;
  }

  private ObjectNode held() {
    ObjectNode held = NODES.objectNode();
    set(held, "days", () -> number("a number of days"));
    expect("days");
    expectSymbol("(");
    set(held, "held", this::rule);
    expectSymbol(")");
    return held;
  }

  private ObjectNode share() {
    expect("of");
    ObjectNode share = NODES.objectNode();
    set(share, "share", this::kind);
    rows(share);
    expect("with");
    set(share, "having", this::testFactor);
    expect("at");
    expect("least");
    set(share, "at_least", () -> name("the name of a table among the parameters"));
    return share;
  }

  private ObjectNode percentage() {
    String expected = "a range of per cent such as 0..12.5";
    Token token = current;
    String[] ends = token.text().split("\\.\\.", -1);
    if (token.type() != Type.LITERAL || ends.length != 2) {
      throw broken(expected);
    }
    ObjectNode percentage = NODES.objectNode();
    put(percentage, "from", numberOf(ends[0], expected), token.column());
    int column = token.column() + ends[0].length() + "..".length();
    put(percentage, "to", numberOf(ends[1], expected), column);
    advance();
    return percentage;
  }

  /** What comes behind a number or a date, and makes a condition of it. */
  private void bounds(ObjectNode condition) {
    if (accept("between")) {
      set(condition, "from", this::bound);
      expect("and");
      set(condition, "to", this::bound);
    } else if (acceptSymbol("=")) {
      int column = current.column();
      JsonNode bound = bound();
      put(condition, "from", bound, column);
      put(condition, "to", bound.deepCopy(), column);
    } else if (acceptSymbol(">=")) {
      set(condition, "from", this::bound);
    } else if (acceptSymbol("<=")) {
      set(condition, "to", this::bound);
    } else {
      throw broken(">=, <=, =");
    }
  }

  private JsonNode bound() {
    if (current.type() == Type.PARAMETER) {
      int column = current.column();
      return object("parameter", new TextNode(take().text()), column);
    }
    if (current.type() == Type.LITERAL && DATE.matcher(current.text()).matches()) {
      return new TextNode(take().text());
    }
    return number("a number, a date such as 2026-01-31, or a parameter such as $regular.from");
  }

  // ---- rows

  private ObjectNode rowsOfKind(String key) {
    advance();
    ObjectNode object = NODES.objectNode();
    set(object, key, this::kind);
    rows(object);
    return object;
  }

  private void rows(ObjectNode object) {
    while (true) {
      if (!object.has("where") && accept("where")) {
        set(object, "where", this::testFactor);
      } else if (!object.has("in") && accept("in")) {
        set(object, "in", this::window);
      } else if (!object.has("latest") && accept("latest")) {
        set(object, "latest", this::latest);
      } else {
        return;
      }
    }
  }

  private ObjectNode latest() {
    expect("per");
    ObjectNode latest = NODES.objectNode();
    set(latest, "per", () -> inParentheses(this::field));
    if (accept("having")) {
      set(latest, "having", this::testFactor);
    }
    return latest;
  }

  /** Only the words of it; whether they name a window is for the reader of the tree to say. */
  private JsonNode window() {
    if (accept("all")) {
      return new TextNode("all");
    }
    if (accept("this")) {
      return new TextNode("this " + unit());
    }
    if (accept("last")) {
      String count = current.type() == Type.LITERAL ? take().text() + " " : "";
      return new TextNode("last " + count + unit());
    }
    return literal("a window such as 90d, 3mo, 30d..90d, 2026-01-01..2026-01-31");
  }

  private String unit() {
    return word("week, month, quarter or year").text();
  }

  private ObjectNode testCondition() {
    if (accept("line")) {
      int column = current.column();
      return object("line", nested(this::testFactor), column);
    }
    ObjectNode test = NODES.objectNode();
    set(test, "field", this::field);
    if (!inOrExists(test)) {
      bounds(test);
    }
    return test;
  }

  // ---- measures

  private ObjectNode measure() {
    return nested(() -> measureOr(""));
  }

  private ObjectNode measureOr(String expected) {
    if (at("count")) {
      return rowsOfKind("count");
    }
    for (String function : List.of("sum", "min", "max", "average", "distinct")) {
      if (accept(function)) {
        return ofField(function.equals("average") ? "avg" : function);
      }
    }
    for (String end : List.of("first", "last")) {
      if (accept(end)) {
        return accept("date") ? dateOf(end) : ofField(end);
      }
    }
    return otherMeasure(expected);
  }

  private ObjectNode otherMeasure(String expected) {
    if (accept("days")) {
      return days();
    }
    if (accept("top")) {
      return top();
    }
    if (accept("tiers")) {
      return tiers();
    }
    if (accept("cases")) {
      return cases();
    }
    if (accept("code")) {
      return code();
    }
    if (accept("value")) {
      return given();
    }
    if (accept("flag")) {
      return flagOfRule();
    }
    if (accept("tag")) {
      int column = current.column();
      return object("tag", name("the id of a tag"), column);
    }
    throw broken(expected);
  }

  private ObjectNode flagOfRule() {
    ObjectNode flag = NODES.objectNode();
    expectSymbol("(");
    set(flag, "flag", this::rule);
    expectSymbol(")");
    return flag;
  }

  private ObjectNode ofField(String function) {
    ObjectNode measure = NODES.objectNode();
    set(measure, function, this::field);
    ofKind(measure, "of");
    return measure;
  }

  private void ofKind(ObjectNode measure, String key) {
    expect("of");
    set(measure, key, this::kind);
    rows(measure);
  }

  private ObjectNode dateOf(String end) {
    ObjectNode measure = NODES.objectNode();
    ofKind(measure, end + "_date");
    return measure;
  }

  private ObjectNode days() {
    if (accept("since")) {
      String end = accept("first") ? "first" : "last";
      if (end.equals("last")) {
        expect("last");
      }
      ObjectNode measure = NODES.objectNode();
      set(measure, "days_since_" + end, this::kind);
      rows(measure);
      return measure;
    }
    int column = current.column();
    expect("from");
    ArrayNode ends = NODES.arrayNode();
    int start = current.column();
    add(ends, measure(), start);
    expect("to");
    int end = current.column();
    add(ends, measure(), end);
    return object("days_between", ends, column);
  }

  private ObjectNode top() {
    ObjectNode top = NODES.objectNode();
    set(top, "top", () -> number("how many values at most"));
    set(top, "by", this::key);
    ofKind(top, "of");
    if (accept("weighted")) {
      expect("by");
      set(top, "weight", this::field);
    }
    if (accept("at")) {
      expect("least");
      set(top, "min_rows", this::bound);
      expect("rows");
    }
    if (accept("share")) {
      set(top, "min_share", this::perCent);
    }
    return top;
  }

  private JsonNode key() {
    int column = current.column();
    TextNode field = field();
    if (!isSymbol("[")) {
      return field;
    }
    ObjectNode key = object("field", field, column);
    set(key, "bands", () -> inBrackets(this::band));
    return key;
  }

  private JsonNode perCent() {
    String expected = "per cent such as 12.5%";
    String text = current.text();
    if (current.type() != Type.LITERAL || !text.endsWith("%")) {
      throw broken(expected);
    }
    JsonNode number = numberOf(text.substring(0, text.length() - 1), expected);
    advance();
    return number;
  }

  private ObjectNode tiers() {
    ObjectNode tiers = NODES.objectNode();
    expectSymbol("(");
    set(tiers, "tiers", this::measure);
    expectSymbol(")");
    set(tiers, "bands", () -> inBrackets(this::band));
    return tiers;
  }

  private ObjectNode band() {
    ObjectNode band = NODES.objectNode();
    set(band, "value", () -> name("a value"));
    if (accept("from")) {
      set(band, "from", this::bound);
    }
    return band;
  }

  private ObjectNode cases() {
    ObjectNode cases = NODES.objectNode();
    expectSymbol("(");
    set(cases, "cases", this::listOfCases);
    if (accept("else")) {
      set(cases, "else", () -> name("a value"));
    }
    expectSymbol(")");
    return cases;
  }

  /** Leaves {@code else} or the closing parenthesis for the caller. */
  private ArrayNode listOfCases() {
    ArrayNode list = NODES.arrayNode();
    do {
      int column = current.column();
      ObjectNode one = NODES.objectNode();
      set(one, "value", () -> name("a value"));
      expect("when");
      set(one, "when", this::rule);
      add(list, one, column);
    } while (acceptSymbol(";") && !at("else"));
    return list;
  }

  private ObjectNode code() {
    ObjectNode code = NODES.objectNode();
    set(code, "code", () -> inParentheses(this::measure));
    if (accept("separator")) {
      set(code, "separator", () -> name("the text between the parts"));
    }
    return code;
  }

  private ObjectNode given() {
    ObjectNode given = NODES.objectNode();
    expectSymbol("(");
    set(given, "value", this::measure);
    expectSymbol(")");
    expect("when");
    expectSymbol("(");
    set(given, "when", this::rule);
    expectSymbol(")");
    return given;
  }

  // ---- names and numbers; each makes a node of its own

  private TextNode kind() {
    if (current.type() == Type.WORD && KIND_KEYWORDS.contains(current.text())) {
      return new TextNode(take().text());
    }
    return name("what happened, such as order");
  }

  private TextNode field() {
    return name("a field, such as store_id");
  }

  /** A number is left for the reader of the tree, which knows that it should stand in quotes. */
  private JsonNode value() {
    if (current.type() == Type.LITERAL && WHOLE.matcher(current.text()).matches()) {
      return number("a value");
    }
    return name("a value");
  }

  private TextNode name(String what) {
    if (current.type() == Type.STRING) {
      return new TextNode(take().text());
    }
    return new TextNode(
        word(what + "; keywords and other characters stand in double quotes").text());
  }

  private Token word(String what) {
    if (current.type() != Type.WORD || KEYWORDS.contains(current.text())) {
      throw broken(what);
    }
    return take();
  }

  private TextNode literal(String what) {
    if (current.type() != Type.LITERAL) {
      throw broken(what);
    }
    return new TextNode(take().text());
  }

  private JsonNode number(String what) {
    if (current.type() != Type.LITERAL) {
      throw broken(what);
    }
    JsonNode number = numberOf(current.text(), what);
    advance();
    return number;
  }

  private JsonNode numberOf(String text, String what) {
    if (text.length() <= LONGEST_NUMBER) {
      if (WHOLE.matcher(text).matches()) {
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Long.SIZE
            ? NODES.numberNode(number.longValueExact())
            : BigIntegerNode.valueOf(number);
      }
      if (DECIMAL.matcher(text).matches()) {
        return DecimalNode.valueOf(new BigDecimal(text));
      }
    }
    throw broken(what);
  }

  // ---- objects that know where their parts began

  private ObjectNode object(String key, JsonNode value, int column) {
    ObjectNode object = NODES.objectNode();
    put(object, key, value, column);
    return object;
  }

  private void set(ObjectNode object, String key, Supplier<? extends JsonNode> value) {
    int column = current.column();
    put(object, key, value.get(), column);
  }

  private void put(ObjectNode object, String key, JsonNode value, int column) {
    object.set(key, value);
    columns.note(object, key, column);
  }

  private void add(ArrayNode list, JsonNode value, int column) {
    columns.note(list, Integer.toString(list.size()), column);
    list.add(value);
  }

  // ---- tokens

  private boolean at(String keyword) {
    if (current.type() == Type.WORD && current.text().equals(keyword)) {
      return true;
    }
    missed.add(keyword);
    return false;
  }

  private boolean accept(String keyword) {
    if (at(keyword)) {
      advance();
      return true;
    }
    return false;
  }

  private void expect(String keyword) {
    if (!accept(keyword)) {
      throw broken("");
    }
  }

  private boolean isSymbol(String symbol) {
    return current.type() == Type.SYMBOL && current.text().equals(symbol);
  }

  private boolean acceptSymbol(String symbol) {
    if (isSymbol(symbol)) {
      advance();
      return true;
    }
    return false;
  }

  private void expectSymbol(String symbol) {
    if (!acceptSymbol(symbol)) {
      throw broken("\"" + symbol + "\"");
    }
  }

  private Token take() {
    Token token = current;
    advance();
    return token;
  }

  private void advance() {
    missed.clear();
    current = lexer.next();
  }

  /** What could have stood here: the keywords that were asked for, and {@code expected} if any. */
  private RuleException broken(String expected) {
    List<String> all = new ArrayList<>(missed);
    if (!expected.isEmpty()) {
      all.add(expected);
    }
    String nearest =
        current.type() == Type.WORD ? NearestName.of(current.text(), missed).orElse(null) : null;
    return new RuleException(
        RuleText.BROKEN_TEXT,
        "",
        (all.size() > 1 ? "one of " : "") + String.join(", ", all),
        nearest,
        OptionalInt.of(current.column()));
  }
}
