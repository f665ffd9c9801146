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

/**
 * How many customers have each value of each tag; of a tag with many values the most frequent, the
 * others summed up.
 */
final class TagValues {
  private static final int SHOWN = 6;

  private final Trino trino;
  private final String brand;

  TagValues(Trino trino, String brand) {
    this.trino = trino;
    this.brand = brand;
  }

  private record Value(String tag, String value, long customers) {}

  String text() throws SQLException {
    List<Value> values =
        trino.query(
            Templates.fill("sql/tag_values.sql", Map.of("brand", brand)),
            row ->
                new Value(
                    row.getString("tag_id"), row.getString("value"), row.getLong("customers")));
    Map<String, List<Value>> byTag = new LinkedHashMap<>();
    values.forEach(value -> byTag.computeIfAbsent(value.tag, tag -> new ArrayList<>()).add(value));
    TextTable table = new TextTable("tag", "customers per value");
    byTag.forEach((tag, ofTag) -> table.row(tag, line(ofTag)));
    return table.text();
  }

  private static String line(List<Value> values) {
    List<String> parts = new ArrayList<>();
    values.stream()
        .limit(SHOWN)
        .map(value -> value.value + " " + count(value.customers))
        .forEach(parts::add);
    if (values.size() > SHOWN) {
      long others = values.stream().skip(SHOWN).mapToLong(Value::customers).sum();
      parts.add("%d other values %s".formatted(values.size() - SHOWN, count(others)));
    }
    return String.join(" · ", parts);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
