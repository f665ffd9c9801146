package dev.shuke.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The forms an object may have; each is known by a key that only it has. */
final class Forms {

  private static final String[] ROWS = {"where", "in", "latest"};

  static final Forms MEASURES = new Forms(Forms::addMeasures);

  static final Forms RULES =
      new Forms(
          forms -> {
            forms.add("all");
            forms.add("any");
            forms.add("not");
            forms.add("tag", "is", "in", "exists", "from", "to");
            forms.add("did", ROWS);
            forms.add("sequence", "within", "in");
            forms.add("held", "days");
            forms.add("share", "where", "in", "latest", "having", "at_least");
            forms.add("segment");
            forms.add("ids");
            forms.add("percentage");
            forms.addComparisons();
          });

  static final Forms TESTS =
      new Forms(
          forms -> {
            forms.add("all");
            forms.add("any");
            forms.add("not");
            forms.add("line");
            forms.add("field", "in", "from", "to", "exists");
          });

  private final Map<String, List<String>> keysByName = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private Forms(Consumer<Forms> content) {
    content.accept(this);
  }

  private static void addMeasures(Forms forms) {
    forms.add("count", ROWS);
    for (String name : List.of("sum", "min", "max", "avg", "distinct", "first", "last")) {
      forms.add(name, "of", "where", "in", "latest");
    }
    for (String name : List.of("first_date", "last_date", "days_since_first", "days_since_last")) {
      forms.add(name, ROWS);
    }
    forms.add("days_between");
    forms.add("top", "by", "of", "where", "in", "latest", "weight", "min_rows", "min_share");
    forms.add("tiers", "bands");
    forms.add("cases", "else");
    forms.add("flag");
    forms.add("value", "when");
    forms.add("code", "separator");
    forms.add("tag");
  }

  /** Every measure but a tag, whose comparison is a form of its own. */
  private void addComparisons() {
    MEASURES.keysByName.forEach(
        (name, keys) -> {
          if (!name.equals("tag")) {
            List<String> more = new ArrayList<>(keys.subList(1, keys.size()));
            more.add("from");
            more.add("to");
            add(name, more.toArray(String[]::new));
          }
        });
  }

  private void add(String name, String... more) {
    List<String> keys = new ArrayList<>();
    keys.add(name);
    keys.addAll(List.of(more));
    keysByName.put(name, List.copyOf(keys));
    known.addAll(keys);
  }

  /**
   * The name of the form an object has.
   *
   * @param expected what to tell when it has none
   */
  String nameOf(Place place, String expected) {
    place.requireObject(expected);
    for (String name : keysByName.keySet()) {
      if (place.has(name)) {
        return name;
      }
    }
    place.allow(known, known);
    throw place.refuse("missing_key", expected);
  }

  /** Refuses keys that an object of this form has not. */
  void checkKeys(Place place, String name) {
    place.allow(keysByName.getOrDefault(name, List.of()), known);
  }

  /** Refuses keys beside these, of an object that has them. */
  void checkKeys(Place place, List<String> keys) {
    place.allow(keys, known);
  }
}
