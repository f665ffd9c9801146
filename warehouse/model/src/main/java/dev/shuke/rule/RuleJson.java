package dev.shuke.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

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
 *          {"flag": rule}   {"value": measure, "when": rule}   {"tag": id}
 *          {"code": [measure, …], "separator": "-"}
 * ROWS     "where": test, "in": window, "latest": {"per": [field, …], "having": test}    each may be left out
 * test     {"all": [test, …]}   {"any": [test, …]}   {"not": test}   {"line": test}
 *          {"field": field, "in": [value, …]}   {"field": field, "from": 1, "to": 2}   {"field": field, "exists": true}
 * window   "90d"  "3mo"  "30d..90d"  "this month"  "last week"  "last 3 months"  "2026-01-01..2026-01-31"  "all"
 * bound    6   "2026-01-31"   {"parameter": "regular.from"}
 * }</pre>
 *
 * Both ends of a range are inside, and one may be left out. Money is written in 1/100 of the
 * currency, a quantity with up to three decimals. {@code having} may be left out of {@code latest}:
 * every row passes. The ends of a tag that gives a date are read as days since 1970-01-01 too,
 * which is what {@link #write(Rule)} writes without knowing the tag.
 *
 * <p>Written is the shortest form: {@code did} for a count from 1, and no key that says what holds
 * without it.
 */
public final class RuleJson {

  /** Rules, measures and tests inside one another, the outermost being 1 deep. */
  public static final int MOST_DEPTH = 16;

  /** Rules, measures and tests in one rule, itself included. */
  public static final int MOST_NODES = 1_000;

  /** Values of one {@code in}. */
  public static final int MOST_VALUES = 1_000;

  /** Characters of one text. */
  public static final int MOST_CHARACTERS = 10_000;

  /** Bytes of a rule's JSON in UTF-8. */
  public static final int MOST_BYTES = 1_000_000;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // names come from outside: kept in a table of their own they could be made to
                  // collide, and would stay there
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private RuleJson() {}

  /**
   * Reads a rule and checks it against the names one may use.
   *
   * @throws RuleException naming the first fault; no other exception on any input
   */
  public static Rule parse(String json, Vocabulary vocabulary) {
    return parse(read(json), vocabulary);
  }

  /** As {@link #parse(String, Vocabulary)}, for a rule inside a larger document. */
  public static Rule parse(JsonNode rule, Vocabulary vocabulary) {
    return new RuleReader(new Reading(vocabulary)).rule(new Place(rule, ""));
  }

  /** As {@link #parse(String, Vocabulary)}, for a measure. */
  public static Measure parseMeasure(String json, Vocabulary vocabulary) {
    return parseMeasure(read(json), vocabulary);
  }

  /** As {@link #parse(JsonNode, Vocabulary)}, for a measure. */
  public static Measure parseMeasure(JsonNode measure, Vocabulary vocabulary) {
    return new MeasureReader(new Reading(vocabulary)).measure(new Place(measure, ""));
  }

  private static JsonNode read(String json) {
    if (json.length() > MOST_BYTES || json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new RuleException("too_big", "", "at most " + MOST_BYTES + " bytes");
    }
    try {
      return MAPPER.readTree(json);
    } catch (StreamConstraintsException e) {
      throw new RuleException(
          "too_deep", "", "less than 1,000 brackets in one another and 1,000 digits in a number");
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      long column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw new RuleException(
          "broken_json",
          "",
          "one JSON object; it breaks at line %d, column %d".formatted(line, column));
    } catch (NumberFormatException e) {
      // 1e99999999999: the parser lets it through, BigDecimal does not
      throw new RuleException("broken_json", "", "numbers of at most 64 bits");
    }
  }

  /** The rule as JSON, which {@link #parse} reads back to an equal rule. */
  public static String write(Rule rule) {
    return tree(rule).toString();
  }

  /** The measure as JSON, which {@link #parseMeasure} reads back to an equal measure. */
  public static String write(Measure measure) {
    return tree(measure).toString();
  }

  /** As {@link #write(Rule)}, for a larger document. */
  public static JsonNode tree(Rule rule) {
    return tree(rule, Vocabulary.NONE);
  }

  /** As {@link #write(Measure)}, for a larger document. */
  public static JsonNode tree(Measure measure) {
    return tree(measure, Vocabulary.NONE);
  }

  /** As {@link #tree(Rule)}, the ends of tags that give dates written as dates. */
  public static JsonNode tree(Rule rule, Vocabulary vocabulary) {
    return rule.accept(new RuleWriter(vocabulary));
  }

  /** As {@link #tree(Measure)}, the ends of tags that give dates written as dates. */
  public static JsonNode tree(Measure measure, Vocabulary vocabulary) {
    return measure.accept(new MeasureWriter(new RuleWriter(vocabulary)));
  }

  /**
   * What a measure gives.
   *
   * @throws IllegalArgumentException when it asks for a tag that the vocabulary has not
   */
  public static ValueType typeOf(Measure measure, Vocabulary vocabulary) {
    return MeasureTypes.typeOf(measure, vocabulary);
  }
}
