package dev.shuke.rule;

import dev.shuke.customer.Identity;
import dev.shuke.rule.Numbers.Ends;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Reads rules. */
final class RuleReader {

  private static final String FORMS =
      "an object with one of all, any, not, tag, did, sequence, held, share, segment, ids,"
          + " percentage, or with a measure and from, to or both";
  private static final int MOST_IDS = 10_000;
  private static final int MOST_STEPS = 10;
  private static final int MOST_DAYS = 366;

  private final Reading reading;
  private final RowsReader rows;

  RuleReader(Reading reading) {
    this.reading = reading;
    this.rows = new RowsReader(reading);
  }

  Rule rule(Place place) {
    reading.enter(place);
    String form = Forms.RULES.nameOf(place, FORMS);
    Forms.RULES.checkKeys(place, form);
    Rule rule =
        switch (form) {
          case "all" -> new Rule.All(rules(place.get(form, "rules")));
          case "any" -> new Rule.Any(rules(place.get(form, "rules")));
          case "not" -> new Rule.Not(rule(place.get(form, "a rule")));
          case "tag" -> tagCondition(place);
          case "did" -> did(place);
          case "sequence" -> sequence(place);
          case "held" -> held(place);
          case "share" -> share(place);
          case "segment" -> new Rule.InSegment(segment(place.get(form, "a segment")));
          case "ids" -> new Rule.Ids(ids(place.get(form, "ids")));
          case "percentage" -> percentage(place.get(form, "a percentage"));
          default -> compare(place, form);
        };
    reading.leave();
    return rule;
  }

  private List<Rule> rules(Place place) {
    List<Rule> rules = new ArrayList<>();
    for (Place item : place.nodes(1, "rules")) {
      rules.add(rule(item));
    }
    return rules;
  }

  private Rule did(Place place) {
    return new Rule.Compare(new Measure.Count(rows.rows(place, "did")), Bound.of(1), null);
  }

  private Rule compare(Place place, String form) {
    Measure measure = new MeasureReader(reading).form(place, form);
    ValueType type = MeasureTypes.typeOf(measure, reading.vocabulary());
    if (type != ValueType.NUMBER && type != ValueType.DATE) {
      throw place.refuse("wrong_measure", "a measure that gives a number or a date to compare");
    }
    Range range = Range.of(place);
    if (range.isOpen()) {
      throw place.refuse("missing_key", "\"from\" or \"to\" or both beside the measure");
    }
    Ends ends = ends(measure, type);
    int scale = MeasureTypes.scaleOf(measure);
    return range.read(
        end -> Numbers.bound(end, ends, scale),
        RuleReader::constant,
        (from, to) -> new Rule.Compare(measure, from, to));
  }

  private static Ends ends(Measure measure, ValueType type) {
    if (type == ValueType.NUMBER) {
      return Ends.NUMBER;
    }
    return MeasureTypes.isOfTag(measure) ? Ends.DATE_OF_TAG : Ends.DATE;
  }

  private static OptionalLong constant(Bound bound) {
    return bound instanceof Bound.Constant constant
        ? OptionalLong.of(constant.value())
        : OptionalLong.empty();
  }

  private Rule sequence(Place place) {
    List<Rows> steps = new ArrayList<>();
    for (Place step : place.get("sequence", "steps").items(2, MOST_STEPS, "steps")) {
      step.requireObject("{\"did\": kind, \"where\": test}");
      step.allow(List.of("did", "where"));
      steps.add(rows.rows(step, "did"));
    }
    Period within = WindowText.period(place.get("within", "a period such as 15d"));
    return new Rule.Sequence(steps, within, rows.window(place));
  }

  private Rule held(Place place) {
    reading.enterHeld(place);
    Rule rule = rule(place.get("held", "a rule"));
    reading.leaveHeld();
    return new Rule.Held(rule, Numbers.whole(place.get("days", "2 to 366"), 2, MOST_DAYS));
  }

  private Rule share(Place place) {
    Rows of = rows.rows(place, "share");
    RowTest having = rows.test(place.get("having", "a test"), of.kind());
    String table = Numbers.parameter(place.get("at_least", "the name of a table of parameters"));
    return new Rule.Share(of, having, table);
  }

  private String segment(Place place) {
    String id = place.text("the id of a segment");
    Collection<String> known = reading.vocabulary().segments();
    if (!known.contains(id)) {
      throw place.unknown("segment", id, known);
    }
    return id;
  }

  private static List<String> ids(Place place) {
    List<String> ids = new ArrayList<>();
    for (Place item : place.items(1, MOST_IDS, "ids")) {
      String id = item.text("an id namespace:value such as member:1024");
      try {
        Identity.parse(id);
      } catch (IllegalArgumentException e) {
        // its message may hold the id, which is nobody's to read
        throw item.refuse("wrong_id", "an id namespace:value such as member:1024");
      }
      ids.add(id);
    }
    return ids;
  }

  private static Rule percentage(Place place) {
    place.requireObject("{\"from\": 0, \"to\": 12.5}");
    place.allow(List.of("from", "to"));
    int from = Numbers.perCent(place.get("from", "a percentage"));
    int to = Numbers.perCent(place.get("to", "a percentage"));
    if (from >= to) {
      throw place.refuse("empty_range", "from below to");
    }
    return new Rule.Percentage(from, to);
  }

  private Rule tagCondition(Place place) {
    String tag = new MeasureReader(reading).tag(place.get("tag", "the id of a tag"));
    ValueType type = reading.vocabulary().typeOf(tag).orElseThrow();
    return new TagConditions(reading.vocabulary(), tag, type).read(place);
  }
}
