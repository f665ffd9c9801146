package dev.shuke.rule;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Rules and measures as one line of text.
 *
 * <pre>{@code
 * rule     = ruleAnd { "or" ruleAnd } .              ruleAnd = ruleNot { "and" ruleNot } .
 * ruleNot  = "not" ruleNot | "(" rule ")" | ( "all" | "any" ) "(" [ rule { "," rule } ] ")" | condition .
 * condition
 *          = "did" kind ROWS                                        at least one row
 *          | measure BOUNDS
 *          | "tag" name ( "is" ( "true" | "false" ) | "in" values | "exists" | BOUNDS )
 *          | "sequence" "(" step { "then" step } ")" "within" period [ "in" window ]
 *          | "held" number "days" "(" rule ")"
 *          | "share" "of" kind ROWS "with" testNot "at" "least" name
 *          | "segment" name | "ids" values | "percentage" number ".." number .
 * step     = kind [ "where" testNot ] .
 * BOUNDS   = ">=" bound | "<=" bound | "=" bound | "between" bound "and" bound .
 * bound    = number | date | "$" name .
 * measure  = "count" kind ROWS
 *          | ( "sum" | "min" | "max" | "average" | "distinct" | "first" | "last" ) field "of" kind ROWS
 *          | ( "first" | "last" ) "date" "of" kind ROWS
 *          | "days" "since" ( "first" | "last" ) kind ROWS
 *          | "days" "from" measure "to" measure
 *          | "top" number field [ bands ] "of" kind ROWS [ "weighted" "by" field ]
 *                [ "at" "least" bound "rows" ] [ "share" number "%" ]
 *          | "tiers" "(" measure ")" bands
 *          | "cases" "(" name "when" rule { ";" name "when" rule } [ ";" "else" name ] ")"
 *          | "flag" "(" rule ")" | "value" "(" measure ")" "when" "(" rule ")" | "tag" name
 *          | "code" "(" measure { "," measure } ")" [ "separator" name ] .
 * bands    = "[" name [ "from" bound ] { "," name [ "from" bound ] } "]" .
 * ROWS     = [ "where" testNot ] [ "in" window ] [ "latest" "per" "(" field { "," field } ")" [ "having" testNot ] ] .
 * test     = testAnd { "or" testAnd } .              testAnd = testNot { "and" testNot } .
 * testNot  = "not" testNot | "(" test ")" | ( "all" | "any" ) "(" [ test { "," test } ] ")"
 *          | field ( "in" values | "exists" | BOUNDS ) | "line" testNot .
 * window   = "90d" | "3mo" | "30d..90d" | "2026-01-01..2026-01-31" | "all"
 *          | "this" unit | "last" [ number ] unit .            unit: week, month, quarter, year, or in plural
 * values   = "[" name { "," name } "]" .
 * name     = plain word that is no keyword | text in double quotes with the escapes of JSON .
 * }</pre>
 *
 * A plain word is {@code [a-z][a-z0-9_.:-]*}. {@code a and b and c} is one {@code all} of three,
 * {@code (a and b) and c} an {@code all} in another; {@code all(…)} serves for one part or none.
 * Money is written in 1/100 of the currency, a quantity with up to three decimals, a {@code
 * percentage} and a {@code share} in per cent with up to two.
 */
public final class RuleText {

  /** The code of a {@link RuleException} for text that breaks the grammar. */
  public static final String BROKEN_TEXT = "broken_text";

  private RuleText() {}

  /**
   * The rule in one line, which {@link #parse} reads back; the ends of a tag that gives dates are
   * days since 1970-01-01.
   */
  public static String write(Rule rule) {
    return write(rule, Vocabulary.NONE);
  }

  /**
   * The measure in one line, which {@link #parseMeasure} reads back; the ends of a tag that gives
   * dates are days since 1970-01-01.
   */
  public static String write(Measure measure) {
    return write(measure, Vocabulary.NONE);
  }

  /** As {@link #write(Rule)}, the ends of tags that give dates written as dates. */
  public static String write(Rule rule, Vocabulary vocabulary) {
    return new TextWriter(vocabulary).of(rule);
  }

  /** As {@link #write(Measure)}, the ends of tags that give dates written as dates. */
  public static String write(Measure measure, Vocabulary vocabulary) {
    return new TextWriter(vocabulary).of(measure);
  }

  /**
   * Reads a rule and checks it against the names it may use.
   *
   * @throws RuleException naming the first fault, with its column; no other exception on any text
   */
  public static Rule parse(String text, Vocabulary vocabulary) {
    TextParser.Parsed parsed = tree(text);
    try {
      return RuleJson.parse(parsed.tree(), vocabulary);
    } catch (RuleException e) {
      throw withColumn(e, parsed);
    }
  }

  /** As {@link #parse}, for a measure. */
  public static Measure parseMeasure(String text, Vocabulary vocabulary) {
    TextParser.Parsed parsed = measureTree(text);
    try {
      return RuleJson.parseMeasure(parsed.tree(), vocabulary);
    } catch (RuleException e) {
      throw withColumn(e, parsed);
    }
  }

  /** The tree of {@link RuleJson} that the text means, not yet checked. */
  static TextParser.Parsed tree(String text) {
    refuseLong(text);
    return TextParser.rule(text);
  }

  static TextParser.Parsed measureTree(String text) {
    refuseLong(text);
    return TextParser.measure(text);
  }

  private static void refuseLong(String text) {
    if (text.length() > RuleJson.MOST_BYTES
        || text.getBytes(StandardCharsets.UTF_8).length > RuleJson.MOST_BYTES) {
      throw new RuleException(
          "too_big", "", "at most " + RuleJson.MOST_BYTES + " bytes", null, OptionalInt.of(1));
    }
  }

  private static RuleException withColumn(RuleException e, TextParser.Parsed parsed) {
    return new RuleException(
        e.code(),
        e.pointer(),
        e.expected(),
        e.nearest().orElse(null),
        OptionalInt.of(parsed.columnOf(e.pointer())));
  }
}
