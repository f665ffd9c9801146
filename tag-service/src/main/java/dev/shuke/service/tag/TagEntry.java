package dev.shuke.service.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shuke.rule.ValueType;
import dev.shuke.service.run.NumberColumn;
import dev.shuke.service.run.TagColumn;
import dev.shuke.service.run.WordColumn;
import dev.shuke.tag.TagDefinition;
import dev.shuke.tag.Text;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * One tag of the catalogue.
 *
 * @param kind flag, tiers, statistic … as the definition says
 * @param group under which people look for it
 * @param unit of a number
 * @param isClosed whether {@code values} are all there can be
 * @param values each value with its customers; left out for a number. A customer with several
 *     values is counted at each
 * @param numbers of a number tag only
 * @param dates of a date tag only
 * @param withValue customers with a value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TagEntry(
    String tag,
    int definitionVersion,
    String kind,
    String group,
    Text name,
    Text meaning,
    String owner,
    @Nullable String unit,
    boolean isClosed,
    Text freshness,
    int withValue,
    Empty empty,
    @Nullable List<ValueCount> values,
    @Nullable Numbers numbers,
    @Nullable Dates dates) {

  /** What no value means, and how many customers have none. */
  record Empty(Text meaning, int customers) {}

  /** One value and how many customers have it; the label is left out when it has none. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ValueCount(Object value, @Nullable Text label, int customers) {}

  /**
   * The values of a number tag together.
   *
   * @param customers with a value
   */
  record Numbers(int customers, @Nullable Long min, @Nullable Long max, long total) {}

  /**
   * The dates of a date tag together; null when nobody has one.
   *
   * @param customers with a value
   */
  record Dates(int customers, @Nullable LocalDate earliest, @Nullable LocalDate latest) {}

  static TagEntry of(TagColumn column, int population) {
    TagDefinition definition = column.definition();
    int withValue = column.customers().getCardinality();
    return new TagEntry(
        definition.id(),
        column.definitionVersion(),
        definition.kind().name().toLowerCase(Locale.ROOT),
        definition.group(),
        definition.name(),
        definition.meaning(),
        definition.owner(),
        definition.unit(),
        definition.isClosed(),
        definition.freshness(),
        withValue,
        new Empty(definition.empty(), population - withValue),
        column.accept(VALUES).orElse(null),
        column.accept(NUMBERS).orElse(null),
        column.accept(DATES).orElse(null));
  }

  private static final TagColumn.Visitor<Optional<List<ValueCount>>> VALUES =
      new TagColumn.Visitor<>() {
        @Override
        public Optional<List<ValueCount>> words(WordColumn column) {
          int named = column.definition().values().size();
          List<ValueCount> all =
              column.byValue().entrySet().stream()
                  .map(each -> count(column, each.getKey(), each.getValue()))
                  .toList();
          return Optional.of(
              Stream.concat(all.stream().limit(named), all.stream().skip(named).sorted(MOST_FIRST))
                  .toList());
        }

        @Override
        public Optional<List<ValueCount>> numbers(NumberColumn column) {
          return Optional.empty();
        }
      };

  private static final TagColumn.Visitor<Optional<Numbers>> NUMBERS =
      new TagColumn.Visitor<>() {
        @Override
        public Optional<Numbers> words(WordColumn column) {
          return Optional.empty();
        }

        @Override
        public Optional<Numbers> numbers(NumberColumn column) {
          if (column.definition().type() == ValueType.DATE) {
            return Optional.empty();
          }
          NumberColumn.Summary all = column.summary();
          return Optional.of(
              new Numbers(column.customers().getCardinality(), all.min(), all.max(), all.total()));
        }
      };

  private static final TagColumn.Visitor<Optional<Dates>> DATES =
      new TagColumn.Visitor<>() {
        @Override
        public Optional<Dates> words(WordColumn column) {
          return Optional.empty();
        }

        @Override
        public Optional<Dates> numbers(NumberColumn column) {
          if (column.definition().type() != ValueType.DATE) {
            return Optional.empty();
          }
          NumberColumn.Summary all = column.summary();
          return Optional.of(
              new Dates(column.customers().getCardinality(), date(all.min()), date(all.max())));
        }

        private @Nullable LocalDate date(@Nullable Long day) {
          return day == null ? null : LocalDate.ofEpochDay(day);
        }
      };

  /** Values that the definition does not name have no order of their own. */
  private static final Comparator<ValueCount> MOST_FIRST =
      Comparator.comparingInt(ValueCount::customers)
          .reversed()
          .thenComparing(each -> each.value().toString());

  private static ValueCount count(WordColumn column, String value, RoaringBitmap customers) {
    TagDefinition definition = column.definition();
    boolean isFlag = definition.type() == ValueType.FLAG;
    Text label =
        definition.labelOf(value).map(known -> new Text(known.zh(), known.en())).orElse(null);
    return new ValueCount(
        isFlag ? (Object) Boolean.valueOf(value) : value, label, customers.getCardinality());
  }
}
