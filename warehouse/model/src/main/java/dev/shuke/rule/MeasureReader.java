package dev.shuke.rule;

import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Measure.End;
import dev.shuke.rule.Measure.Function;
import dev.shuke.rule.Numbers.Ends;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads measures. */
final class MeasureReader {

  private static final String FORMS =
      "an object with one of count, sum, min, max, avg, distinct, first, last, first_date,"
          + " last_date, days_since_first, days_since_last, days_between, top, tiers, cases, flag,"
          + " value, code or tag";
  private static final String FIELD = "a field";
  private static final int MOST_PARTS = 100;
  private static final int MOST_BANDS = 100;
  private static final int MOST_TOP = 100;

  private final Reading reading;
  private final RowsReader rows;

  MeasureReader(Reading reading) {
    this.reading = reading;
    this.rows = new RowsReader(reading);
  }

  Measure measure(Place place) {
    reading.enter(place);
    String form = Forms.MEASURES.nameOf(place, FORMS);
    Forms.MEASURES.checkKeys(place, form);
    Measure measure = form(place, form);
    reading.leave();
    return measure;
  }

  /** A measure of this form, whose keys are checked; beside them a comparison may stand. */
  Measure form(Place place, String form) {
    return switch (form) {
      case "count" -> new Measure.Count(rows.rows(place, form));
      case "sum", "min", "max", "avg" -> aggregate(place, form);
      case "distinct" -> distinct(place);
      case "first", "last" -> valueOf(place, form);
      case "first_date" -> new Measure.DateOf(End.FIRST, rows.rows(place, form));
      case "last_date" -> new Measure.DateOf(End.LAST, rows.rows(place, form));
      case "days_since_first" -> new Measure.DaysSince(End.FIRST, rows.rows(place, form));
      case "days_since_last" -> new Measure.DaysSince(End.LAST, rows.rows(place, form));
      case "days_between" -> daysBetween(place.get(form, "two dates"));
      case "top" -> top(place);
      case "tiers" -> tiers(place);
      case "cases" -> cases(place);
      case "flag" -> new Measure.Flag(new RuleReader(reading).rule(place.get(form, "a rule")));
      case "value" -> given(place);
      case "code" -> code(place);
      default -> new Measure.OfTag(tag(place.get("tag", "the id of a tag")));
    };
  }

  private Measure aggregate(Place place, String form) {
    Rows of = rows.rows(place, "of");
    RowField field = number(place.get(form, FIELD), of.kind());
    return new Measure.Aggregate(Function.valueOf(form.toUpperCase(Locale.ROOT)), field, of);
  }

  private RowField number(Place place, Kind kind) {
    return rows.field(place, kind, "number", type -> !type.isText());
  }

  private RowField text(Place place, Kind kind) {
    return rows.field(place, kind, "text", RowField.Type::isText);
  }

  private Measure distinct(Place place) {
    Rows of = rows.rows(place, "of");
    return new Measure.Distinct(rows.field(place.get("distinct", FIELD), of.kind()), of);
  }

  private Measure valueOf(Place place, String form) {
    Rows of = rows.rows(place, "of");
    End end = form.equals("first") ? End.FIRST : End.LAST;
    return new Measure.ValueOf(end, text(place.get(form, FIELD), of.kind()), of);
  }

  private Measure daysBetween(Place place) {
    List<Place> dates = place.items(2, 2, "dates");
    return new Measure.DaysBetween(date(dates.get(0)), date(dates.get(1)));
  }

  private Measure date(Place place) {
    return measure(place, Set.of(ValueType.DATE), "a measure that gives a date");
  }

  private Measure measure(Place place, Set<ValueType> types, String expected) {
    Measure measure = measure(place);
    if (!types.contains(MeasureTypes.typeOf(measure, reading.vocabulary()))) {
      throw place.refuse("wrong_measure", expected);
    }
    return measure;
  }

  private Measure top(Place place) {
    int most = Numbers.whole(place.get("top", "how many"), 1, MOST_TOP);
    Rows of = rows.rows(place, "of");
    Measure.Key by = key(place.get("by", FIELD), of.kind());
    RowField weight = place.find("weight").map(field -> number(field, of.kind())).orElse(null);
    Bound minRows = place.find("min_rows").map(MeasureReader::minRows).orElse(Bound.of(1));
    int minShare = place.find("min_share").map(Numbers::perCent).orElse(0);
    return new Measure.Top(most, by, weight, minRows, minShare, of);
  }

  private static Bound minRows(Place place) {
    Bound bound = Numbers.bound(place, Ends.NUMBER, 0);
    if (bound instanceof Bound.Constant constant && constant.value() < 1) {
      throw place.refuse("out_of_range", "at least one row");
    }
    return bound;
  }

  private Measure.Key key(Place place, Kind kind) {
    if (place.node().isTextual()) {
      return new Measure.Key(textKey(place, kind), null);
    }
    place.requireObject("a text field, or {\"field\": number field, \"bands\": bands}");
    place.allow(List.of("field", "bands"));
    RowField field = number(place.get("field", FIELD), kind);
    List<Measure.Band> bands = new ArrayList<>();
    for (Place band : place.get("bands", "bands").items(1, MOST_BANDS, "bands")) {
      long from = Numbers.scaled(from(band), field.type().scale());
      if (!bands.isEmpty() && bands.get(bands.size() - 1).from() >= from) {
        throw from(band).refuse("not_ascending", "more than in the band before");
      }
      bands.add(new Measure.Band(from, bandValue(band)));
    }
    return new Measure.Key(field, bands);
  }

  private RowField textKey(Place place, Kind kind) {
    RowField field = rows.field(place, kind);
    if (!field.type().isText()) {
      throw place.refuse(
          "wrong_field",
          "{\"field\": \"%s\", \"bands\": bands}, because it is a number".formatted(field.word()));
    }
    return field;
  }

  private static Place from(Place band) {
    band.requireObject("{\"from\": number, \"value\": name}");
    band.allow(List.of("from", "value"));
    return band.get("from", "where the band begins");
  }

  private static String bandValue(Place band) {
    Place place = band.get("value", "the name of the band");
    String value = place.text("the name of the band");
    if (value.isEmpty()) {
      throw place.refuse("empty_value", "the name of the band, not empty");
    }
    return value;
  }

  private Measure tiers(Place place) {
    Measure measure =
        measure(
            place.get("tiers", "a measure"),
            Set.of(ValueType.NUMBER),
            "a measure that gives a number");
    int scale = MeasureTypes.scaleOf(measure);
    List<Measure.Tier> tiers = new ArrayList<>();
    Long last = null;
    for (Place band : place.get("bands", "bands").items(1, MOST_BANDS, "bands")) {
      Bound from = tierFrom(band, scale, tiers.isEmpty());
      if (from instanceof Bound.Constant constant) {
        if (last != null && last >= constant.value()) {
          throw from(band).refuse("not_ascending", "more than in the bands before");
        }
        last = constant.value();
      }
      tiers.add(new Measure.Tier(from, bandValue(band)));
    }
    return new Measure.Tiers(measure, tiers);
  }

  private static @Nullable Bound tierFrom(Place band, int scale, boolean isFirst) {
    if (isFirst && band.node().isObject() && !band.has("from")) {
      band.allow(List.of("value"));
      return null;
    }
    return Numbers.bound(from(band), Ends.NUMBER, scale);
  }

  private Measure cases(Place place) {
    List<Measure.Case> cases = new ArrayList<>();
    for (Place item : place.get("cases", "cases").items(1, MOST_PARTS, "cases")) {
      item.requireObject("{\"when\": rule, \"value\": text}");
      item.allow(List.of("when", "value"));
      Rule when = new RuleReader(reading).rule(item.get("when", "a rule"));
      cases.add(new Measure.Case(when, item.get("value", "a text").text("a text")));
    }
    String otherwise = place.find("else").map(text -> text.text("a text")).orElse(null);
    return new Measure.Cases(cases, otherwise);
  }

  private Measure given(Place place) {
    Measure value = measure(place.get("value", "a measure"));
    return new Measure.Given(new RuleReader(reading).rule(place.get("when", "a rule")), value);
  }

  private Measure code(Place place) {
    Set<ValueType> types = Set.of(ValueType.TEXT, ValueType.NUMBER, ValueType.FLAG);
    List<Measure> parts = new ArrayList<>();
    for (Place part : place.get("code", "measures").items(1, MOST_PARTS, "measures")) {
      parts.add(measure(part, types, "a measure that gives one text, a number or a flag"));
    }
    String separator = place.find("separator").map(text -> text.text("a text")).orElse("");
    return new Measure.Code(parts, separator);
  }

  /** The id of a tag that there is. */
  String tag(Place place) {
    String id = place.text("the id of a tag");
    if (reading.vocabulary().typeOf(id).isEmpty()) {
      throw place.unknown("tag", id, reading.vocabulary().tags());
    }
    return id;
  }
}
