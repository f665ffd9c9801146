package dev.shuke.platform.demo;

import dev.shuke.platform.part.Trino;
import dev.shuke.platform.text.Templates;
import dev.shuke.platform.text.TextTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many customers have each value of each tag; of a tag with many values the first ones, the
 * others summed up.
 */
final class TagValues {
  private static final int SHOWN = 6;

  /** So many different numbers are told by their ends. */
  private static final int MANY_NUMBERS = 60;

  private final Trino trino;
  private final String brand;

  TagValues(Trino trino, String brand) {
    this.trino = trino;
    this.brand = brand;
  }

  /**
   * @param isNumber whether the value itself is a number or a date
   */
  private record Value(String tag, String value, boolean isNumber, long customers) {
    String text() {
      return value + ": " + count(customers);
    }
  }

  String text() throws SQLException {
    Map<String, Long> empty =
        trino
            .query(
                sql("tag_empty"),
                row -> Map.entry(row.getString("tag_id"), row.getLong("customers")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    TextTable table = new TextTable("tag", ">without a value", "value: customers");
    byTag()
        .forEach((tag, values) -> table.row(tag, count(empty.getOrDefault(tag, 0L)), line(values)));
    return table.text();
  }

  private Map<String, List<Value>> byTag() throws SQLException {
    Map<String, List<Value>> byTag = new LinkedHashMap<>();
    trino
        .query(
            sql("tag_values"),
            row ->
                new Value(
                    row.getString("tag_id"),
                    row.getString("value"),
                    row.getBoolean("is_number"),
                    row.getLong("customers")))
        .forEach(value -> byTag.computeIfAbsent(value.tag, tag -> new ArrayList<>()).add(value));
    return byTag;
  }

  /**
   * A customer may have several values of one tag, so the others are told as values, not as people.
   */
  private static String line(List<Value> values) {
    if (values.size() > MANY_NUMBERS && values.get(0).isNumber) {
      return "from %s to %s, %s different values"
          .formatted(
              values.get(0).value, values.get(values.size() - 1).value, count(values.size()));
    }
    String shown = values.stream().limit(SHOWN).map(Value::text).collect(Collectors.joining(" · "));
    return values.size() <= SHOWN
        ? shown
        : shown + " · and " + (values.size() - SHOWN) + " more values";
  }

  private String sql(String name) {
    return Templates.fill("sql/" + name + ".sql", Map.of("brand", brand));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
