package dev.shuke.rule;

import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Numbers.Ends;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Reads which rows of the timeline a rule looks at, and the conditions on one row. */
final class RowsReader {

  private static final String TEST_FORMS = "an object with one of all, any, not, line or field";
  private static final String FIELD_NAME = "the name of a field";
  private static final List<Kind> KINDS = List.of(Kind.values());

  private final Reading reading;

  RowsReader(Reading reading) {
    this.reading = reading;
  }

  /** The rows that the key names by kind and the keys beside it narrow down. */
  Rows rows(Place place, String kindKey) {
    Kind kind = kind(place.get(kindKey, "a kind of rows such as order"));
    Rows rows = Rows.of(kind).where(test(place, "where", kind)).in(window(place));
    return place.find("latest").map(latest -> latest(rows, latest)).orElse(rows);
  }

  /** A kind of rows by its name. */
  Kind kind(Place place) {
    String word = place.text("a kind of rows such as order");
    List<String> words = KINDS.stream().map(RowsReader::word).toList();
    int index = words.indexOf(word);
    if (index < 0) {
      throw place.unknown("kind", word, words);
    }
    return KINDS.get(index);
  }

  static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The window under {@code in}, all time when there is none. */
  Window window(Place place) {
    return place.find("in").map(WindowText::window).orElse(Window.ALL_TIME);
  }

  private Rows latest(Rows rows, Place place) {
    place.requireObject("{\"per\": fields, \"having\": test}");
    place.allow(List.of("per", "having"));
    List<RowField> per = new ArrayList<>();
    Place keys = place.get("per", "a list of fields");
    for (Place key : keys.items(1, RowField.values().length, "fields")) {
      per.add(field(key, rows.kind()));
    }
    return rows.latest(per, test(place, "having", rows.kind()));
  }

  /** A field that rows of this kind have. */
  RowField field(Place place, Kind kind) {
    String word = place.text(FIELD_NAME);
    List<String> own = words(kind, field -> true);
    RowField field =
        RowField.ofWord(word)
            .orElseThrow(() -> place.refuseName("unknown_field", among(kind), word, own));
    if (!field.isOf(kind)) {
      throw place.refuse("wrong_field", among(kind) + Place.told(own));
    }
    return field;
  }

  /**
   * A field that rows of this kind have and that is of the wanted sort.
   *
   * @param sort what it is called: {@code number} or {@code text}
   */
  RowField field(Place place, Kind kind, String sort, Predicate<RowField.Type> isWanted) {
    RowField field = field(place, kind);
    if (!isWanted.test(field.type())) {
      List<String> wanted = words(kind, other -> isWanted.test(other.type()));
      throw place.refuse(
          "wrong_field",
          wanted.isEmpty()
              ? "no field, as %s has no %s field".formatted(word(kind), sort)
              : "one of the %s fields of %s: %s".formatted(sort, word(kind), Place.told(wanted)));
    }
    return field;
  }

  private static String among(Kind kind) {
    return "one of the fields of " + word(kind) + ": ";
  }

  private static List<String> words(Kind kind, Predicate<RowField> isWanted) {
    return RowField.of(kind).stream().filter(isWanted).map(RowField::word).toList();
  }

  private RowTest test(Place place, String key, Kind kind) {
    return place.find(key).map(test -> test(test, kind)).orElse(RowTest.ANY_ROW);
  }

  /** A condition on rows of this kind. */
  RowTest test(Place place, Kind kind) {
    reading.enter(place);
    String form = Forms.TESTS.nameOf(place, TEST_FORMS);
    Forms.TESTS.checkKeys(place, form);
    RowTest test =
        switch (form) {
          case "all" -> new RowTest.AllOf(tests(place, form, kind));
          case "any" -> new RowTest.AnyOf(tests(place, form, kind));
          case "not" -> new RowTest.NoneOf(test(place.get(form, "a test"), kind));
          case "line" -> line(place.get(form, "a test of a line"), kind);
          default -> condition(place, kind);
        };
    reading.leave();
    return test;
  }

  /** None at all is all right here, unlike among rules: every row passes, or no row does. */
  private List<RowTest> tests(Place place, String form, Kind kind) {
    List<RowTest> tests = new ArrayList<>();
    for (Place item : place.get(form, "tests").nodes(0, "tests")) {
      tests.add(test(item, kind));
    }
    return tests;
  }

  private RowTest line(Place place, Kind kind) {
    if (kind != Kind.ORDER) {
      throw place.refuse(
          "wrong_condition", "a condition on a field of " + word(kind) + "; only order has lines");
    }
    return new RowTest.HasLine(test(place, Kind.ORDER_LINE));
  }

  private RowTest condition(Place place, Kind kind) {
    RowField field = field(place.get("field", FIELD_NAME), kind);
    if (place.has("exists")) {
      Forms.TESTS.checkKeys(place, List.of("field", "exists"));
      place.get("exists", "true").requireTrue();
      return new RowTest.FieldExists(field);
    }
    if (place.has("in")) {
      Forms.TESTS.checkKeys(place, List.of("field", "in"));
      return in(place.get("in", "values"), field);
    }
    return range(place, field);
  }

  private static RowTest in(Place place, RowField field) {
    if (!field.type().isText()) {
      throw place.refuse("wrong_condition", formOf(field));
    }
    List<String> values = new ArrayList<>();
    for (Place value : place.items(1, RuleJson.MOST_VALUES, "values")) {
      values.add(value.text("a value in quotes"));
    }
    return new RowTest.FieldIn(field, values);
  }

  private static RowTest range(Place place, RowField field) {
    Range range = Range.of(place);
    if (range.isOpen()) {
      throw place.refuse("missing_key", formOf(field));
    }
    if (field.type().isText()) {
      throw range.first().refuse("wrong_condition", formOf(field));
    }
    int scale = field.type().scale();
    return range.read(
        end -> Numbers.constant(end, Ends.NUMBER, scale),
        OptionalLong::of,
        (from, to) -> new RowTest.FieldRange(field, from, to));
  }

  /** The conditions that fit a field. */
  private static String formOf(RowField field) {
    return field.type().isText()
        ? "\"in\" with a list of values, or \"exists\", because " + field.word() + " is a text"
        : "\"from\" or \"to\" or both, or \"exists\", because " + field.word() + " is a number";
  }
}
