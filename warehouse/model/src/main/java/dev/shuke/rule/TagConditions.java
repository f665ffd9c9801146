package dev.shuke.rule;

import dev.shuke.rule.Numbers.Ends;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Reads the conditions on one tag. */
record TagConditions(Vocabulary vocabulary, String tag, ValueType type) {

  Rule read(Place place) {
    if (place.has("is")) {
      Forms.RULES.checkKeys(place, List.of("tag", "is"));
      return is(place.get("is", "true or false"));
    }
    if (place.has("in")) {
      Forms.RULES.checkKeys(place, List.of("tag", "in"));
      return in(place.get("in", "values"));
    }
    if (place.has("exists")) {
      Forms.RULES.checkKeys(place, List.of("tag", "exists"));
      place.get("exists", "true").requireTrue();
      return new Rule.TagExists(tag);
    }
    return range(place);
  }

  private Rule is(Place place) {
    requireForm(place, type == ValueType.FLAG);
    if (!place.node().isBoolean()) {
      throw place.wrongType("true or false");
    }
    return new Rule.TagIs(tag, place.node().booleanValue());
  }

  private Rule in(Place place) {
    requireForm(place, type == ValueType.TEXT || type == ValueType.TEXTS);
    List<String> values = new ArrayList<>();
    for (Place item : place.items(1, RuleJson.MOST_VALUES, "values")) {
      values.add(value(item));
    }
    return new Rule.TagIn(tag, values);
  }

  private String value(Place place) {
    String value = place.text("a value in quotes");
    if (!vocabulary.allows(tag, value)) {
      Collection<String> known = vocabulary.values(tag);
      throw place.unknown("value", value, known);
    }
    return value;
  }

  private Rule range(Place place) {
    Range range = Range.of(place);
    if (range.isOpen()) {
      throw place.refuse("missing_key", form());
    }
    requireForm(range.first(), type == ValueType.NUMBER || type == ValueType.DATE);
    Ends ends = type == ValueType.DATE ? Ends.DATE_OF_TAG : Ends.NUMBER;
    return range.read(
        end -> Numbers.constant(end, ends, 0),
        OptionalLong::of,
        (from, to) -> new Rule.TagRange(tag, from, to));
  }

  private void requireForm(Place place, boolean isRight) {
    if (!isRight) {
      throw place.refuse("wrong_condition", form());
    }
  }

  /** The conditions that fit a tag of this type. */
  private String form() {
    String form =
        switch (type) {
          case FLAG -> "\"is\": true or false, or \"exists\", because %s is a flag";
          case NUMBER -> "\"from\" or \"to\" or both, or \"exists\", because %s is a number";
          case DATE -> "\"from\" or \"to\" or both, or \"exists\", because %s is a date";
          case TEXT, TEXTS -> "\"in\" with a list of values, or \"exists\", because %s has words";
        };
    return form.formatted(tag);
  }
}
