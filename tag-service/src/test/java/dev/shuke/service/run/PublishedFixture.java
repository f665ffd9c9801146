package dev.shuke.service.run;

import dev.shuke.brand.Brand;
import dev.shuke.brand.BusinessCalendar;
import dev.shuke.rule.ValueType;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** A run in memory, made without tables. */
public final class PublishedFixture {

  private static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);

  private PublishedFixture() {}

  /**
   * A run of these tags.
   *
   * @param population numbers that are no alias
   * @param values each customer's values by tag, in order of position
   */
  public static Published of(
      List<String> tags, Set<Integer> population, Map<Integer, Map<String, List<String>>> values) {
    TagCatalogue catalogue = TagCatalogue.shipped().only(tags);
    RoaringBitmap numbers = new RoaringBitmap();
    population.forEach(numbers::add);
    int most = population.stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    List<TagColumn> columns = new ArrayList<>();
    for (TagDefinition definition : catalogue.definitions()) {
      columns.add(column(definition, most, values));
    }
    return new Published(
        brand(tags), run(), catalogue, numbers, new CustomerIds.Builder().build(), columns);
  }

  private static TagColumn column(
      TagDefinition definition, int most, Map<Integer, Map<String, List<String>>> values) {
    NumberColumn.Builder numbers = new NumberColumn.Builder(definition, 1, AS_OF, most);
    WordColumn.Builder words = new WordColumn.Builder(definition, 1, AS_OF, most);
    boolean isNumber = definition.type() == ValueType.NUMBER;
    values.forEach(
        (customerNo, tags) -> {
          List<String> each = tags.getOrDefault(definition.id(), List.of());
          for (int i = 0; i < each.size(); i++) {
            if (isNumber) {
              numbers.add(customerNo, Long.valueOf(each.get(i)), null);
            } else {
              words.add(customerNo, i + 1, each.get(i), null);
            }
          }
        });
    return isNumber ? numbers.build() : words.build();
  }

  private static Run run() {
    return new Run(
        1, AS_OF, Map.of(), Map.of(), OffsetDateTime.of(2026, 1, 1, 6, 0, 0, 0, ZoneOffset.UTC));
  }

  private static Brand brand(List<String> tags) {
    return new Brand(
        "test",
        "测试",
        "Test",
        false,
        new BusinessCalendar(ZoneId.of("Asia/Shanghai"), LocalTime.of(4, 0)),
        Currency.getInstance("CNY"),
        Optional.of(AS_OF),
        Set.of("orders"),
        tags,
        Path.of("parameters.csv"),
        "127.0.0.1:1",
        "jdbc:sqlite:none",
        "file:///none",
        Optional.empty(),
        Optional.empty());
  }
}
