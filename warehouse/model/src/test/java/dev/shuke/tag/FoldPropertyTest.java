package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The fold against the naive evaluator, on random timelines, products, parameters and dates. */
class FoldPropertyTest {

  private static final int ROUNDS = 600;
  private static final LocalDate BEGIN = LocalDate.of(2010, 1, 1);

  /** Longer than any window from the last row on. */
  private static final int HORIZON_DAYS = 480;

  private final List<TagDefinition> definitions = TagCatalogue.shipped().definitions();

  @Test
  void agreesWithTheNaiveEvaluatorOnTheDayAndUntilTheNextChange() {
    Map<String, Integer> filled = new HashMap<>();
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      LocalDate asOf = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1_000));
      World world = World.random(random, asOf);
      FoldResult all = world.fold(definitions, asOf);
      LocalDate first = null;
      for (TagDefinition definition : definitions) {
        FoldResult alone = world.fold(List.of(definition), asOf);
        check("seed " + seed, world, definition, asOf, alone);
        first = Dates.earlier(first, alone.nextChange());
        assertThat(all.values()).containsAll(alone.values());
        filled.merge(definition.id(), alone.values().isEmpty() ? 0 : 1, Integer::sum);
      }
      assertThat(all.nextChange()).as("seed %d", seed).isEqualTo(first);
    }
    assertThat(filled)
        .allSatisfy((tag, count) -> assertThat(count).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10));
  }

  private static void check(
      String seed, World world, TagDefinition definition, LocalDate asOf, FoldResult result) {
    NaiveTags naive = new NaiveTags(world.rows, world.products, world.parameters);
    List<String> values = result.values().stream().map(TagValue::value).toList();
    LocalDate next = result.nextChange();
    assertThat(values)
        .as("%s, %s on %s", seed, definition.id(), asOf)
        .isEqualTo(naive.valuesOf(definition.id(), asOf));
    assertThat(next == null || next.isAfter(asOf)).isTrue();
    LocalDate end = next == null ? asOf.plusDays(HORIZON_DAYS) : next;
    for (LocalDate day = asOf.plusDays(1); day.isBefore(end); day = day.plusDays(1)) {
      assertThat(naive.valuesOf(definition.id(), day))
          .as("%s, %s on %s, known on %s until %s", seed, definition.id(), day, asOf, next)
          .isEqualTo(values);
    }
  }

  /** One customer's inputs. */
  private record World(
      List<TimelineRow> rows, List<ProductBook.Row> products, List<Parameters.Row> parameters) {

    static World random(Random random, LocalDate asOf) {
      return new World(rows(random, asOf), products(random, asOf), parameters(random, asOf));
    }

    FoldResult fold(List<TagDefinition> definitions, LocalDate asOf) {
      CustomerFold fold =
          new CustomerFold(definitions, Parameters.of(parameters), ProductBook.of(products), asOf);
      fold.start(7);
      rows.forEach(fold::add);
      return fold.finish();
    }

    private static List<TimelineRow> rows(Random random, LocalDate asOf) {
      int spread = List.of(3, 40, 200, 420).get(random.nextInt(4));
      List<TimelineRow> rows = new ArrayList<>();
      for (int order = random.nextInt(12); order > 0; order--) {
        LocalDate date = asOf.plusDays(random.nextInt(60) - (long) random.nextInt(spread + 60));
        addOrder(rows, random, date, "o" + order);
      }
      rows.add(TimelineRows.contact(asOf).of(7).row());
      rows.sort(Comparator.comparing(TimelineRow::occurredAt));
      return rows;
    }

    private static void addOrder(
        List<TimelineRow> rows, Random random, LocalDate date, String orderNo) {
      LocalDate cancelled = random.nextInt(5) == 0 ? date.plusDays(random.nextInt(100)) : null;
      LocalDate refunded = random.nextInt(5) == 0 ? date.plusDays(random.nextInt(100)) : null;
      String store = random.nextInt(8) == 0 ? null : "s" + random.nextInt(3);
      rows.add(same(TimelineRows.order(date), orderNo, store, cancelled, refunded).row());
      for (int lineNo = random.nextInt(4); lineNo > 0; lineNo--) {
        TimelineRows line =
            same(
                    TimelineRows.line(date, "p" + random.nextInt(6)),
                    orderNo,
                    store,
                    cancelled,
                    refunded)
                .lineNo(lineNo)
                .category(random.nextBoolean() ? null : "c" + random.nextInt(3));
        rows.add(random.nextBoolean() ? line.row() : line.taste("spicy,numbing").row());
      }
    }

    private static TimelineRows same(
        TimelineRows row,
        String orderNo,
        @Nullable String store,
        @Nullable LocalDate cancelled,
        @Nullable LocalDate refunded) {
      return row.of(7).orderNo(orderNo).store(store).cancelled(cancelled).refunded(refunded);
    }

    private static List<ProductBook.Row> products(Random random, LocalDate asOf) {
      List<List<String>> tastes =
          List.of(List.of(), List.of("spicy"), List.of("sweet"), List.of("spicy", "辣", "🌶"));
      List<ProductBook.Row> products = new ArrayList<>();
      for (int sku = 0; sku < 4; sku++) {
        for (LocalDate from : List.of(BEGIN, asOf.plusDays(random.nextInt(200) - 150L))) {
          products.add(
              new ProductBook.Row(
                  "p" + sku,
                  from,
                  null,
                  random.nextInt(3) == 0 ? null : "c" + random.nextInt(3),
                  null,
                  tastes.get(random.nextInt(tastes.size()))));
        }
      }
      return products;
    }

    private static List<Parameters.Row> parameters(Random random, LocalDate asOf) {
      List<Parameters.Row> rows = new ArrayList<>();
      LocalDate change = asOf.plusDays(random.nextInt(300) - 100L);
      for (LocalDate from : List.of(BEGIN, change)) {
        int more = random.nextInt(2);
        add(rows, "purchase_frequency.low.from", null, from, 1 + more);
        add(rows, "purchase_frequency.medium.from", null, from, 3 + more);
        add(rows, "purchase_frequency.high.from", null, from, 5);
        add(rows, "taste.min_lines", null, from, 3 - more);
        add(rows, "favourite_category.min_lines", null, from, 2 + more);
        for (int n = 3; n <= 6; n++) {
          add(rows, "likes_spicy.k", n, from, n - more);
        }
      }
      return rows;
    }

    private static void add(
        List<Parameters.Row> rows,
        String name,
        @Nullable Integer index,
        LocalDate from,
        int value) {
      rows.add(new Parameters.Row(name, index, from, BigDecimal.valueOf(value)));
    }
  }

  @Test
  void dependsOnTheRowsOnlyWhenTheFoldIsUsedAgain() {
    LocalDate asOf = LocalDate.of(2024, 2, 29);
    World world = World.random(new Random(5), asOf);
    CustomerFold fold =
        new CustomerFold(
            definitions, Parameters.of(world.parameters), ProductBook.of(world.products), asOf);
    fold.start(9);
    fold.add(
        TimelineRows.order(asOf).of(9).at(asOf.atStartOfDay().toInstant(ZoneOffset.UTC)).row());
    assertThat(fold.finish().values()).isNotEmpty();
    fold.start(7);
    world.rows.forEach(fold::add);
    assertThat(fold.finish()).isEqualTo(world.fold(definitions, asOf));
  }
}
