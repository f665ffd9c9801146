package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.customer.ProductBook;
import dev.shuke.fold.Population.Answers;
import dev.shuke.fold.Population.Builder;
import dev.shuke.fold.Population.Line;
import dev.shuke.fold.Population.Receipt;
import dev.shuke.tag.TagValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Real data through the shipped definitions and the fold, held against answers that were counted
 * elsewhere by other means: {@code known_answers.json} of each data set, read and never typed in.
 * What these files don't know is held against {@link PlainCount}.
 */
class KnownAnswersTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** CDs bought on the web in 1997 and 1998. Of the time only the date is known. */
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class Cdnow {

    private static final LocalDate LAST = LocalDate.parse("1998-06-30");

    private final PublicData data =
        PublicData.besideTheCheckout("cdnow").orSkip("no licence is stated for the data");
    private final KnownAnswers known = data.known();
    private final PlainCount.OrderDays days = new PlainCount.OrderDays();
    private final Population customers;

    Cdnow() {
      Builder builder = new Builder(ZoneOffset.UTC);
      data.file("transactions.csv.gz").forEach(row -> read(row, builder));
      customers = builder.build();
    }

    /** The rows of one customer and day are one order. */
    private void read(CsvFile.Row row, Builder builder) {
      String customer = row.get("customer_id");
      LocalDate date = LocalDate.parse(row.get("date"));
      String order = customer + "/" + date;
      builder.add(
          new Receipt(customer, "web", order, date.atTime(12, 0).atZone(ZoneOffset.UTC), "web"),
          new Line("cd", null, new BigDecimal(row.get("cds")), new BigDecimal(row.get("spend"))));
      days.add(customer, order, date);
    }

    @Test
    void ordersDiscsAndSpendAddUp() {
      Answers answers =
          customers.ask(
              LAST,
              Map.of(
                  "orders", "{count: order}",
                  "rows", "{count: order_line}",
                  "free", "{count: order_line, where: {field: line_amount, from: 0, to: 0}}",
                  "cds", "{sum: qty, of: order_line}",
                  "paid", "{sum: amount_paid, of: order}",
                  "lines", "{sum: line_amount, of: order_line}"));
      assertThat(answers.count("orders")).isEqualTo(known.number("customers"));
      assertThat(answers.sum("orders")).isEqualTo(known.number("orders"));
      assertThat(answers.sum("rows")).isEqualTo(known.number("rows"));
      assertThat(answers.sum("free")).isEqualTo(known.number("rows_with_zero_spend"));
      // in thousandths
      assertThat(answers.sum("cds")).isEqualTo(1_000 * known.number("cds"));
      assertThat(answers.sum("paid")).isEqualTo(known.fen("spend"));
      assertThat(answers.sum("lines")).isEqualTo(known.fen("spend"));
      known.assertHistogram("orders_per_customer", answers.numbers("orders"));
    }

    @Test
    void ninetyDaysHaveTwoReadings() {
      known.assertGaps(customers);
    }

    @Test
    void lapsedAgreesWithAPlainCount() {
      known.assertLapsed(customers, days);
    }

    /** Each month by itself, asked on its last day; together they are all orders. */
    @Test
    void frequencyOfEachMonthAgreesWithAPlainCount() {
      long orders = 0;
      for (YearMonth month = YearMonth.of(1997, 1);
          !month.isAfter(YearMonth.from(LAST));
          month = month.plusMonths(1)) {
        Answers answers =
            customers.ask(
                month.atEndOfMonth(),
                Map.of(
                    "orders",
                    "{value: {count: order, in: this month}, when: {did: order, in: this month}}"));
        assertThat(answers.histogram("orders"))
            .as(month.toString())
            .isEqualTo(days.ordersIn(month));
        orders += answers.sum("orders");
      }
      assertThat(orders).isEqualTo(known.number("orders"));
    }

    /** The split by which the purchase models of the literature are judged. */
    @Test
    void calibrationAndHoldoutAreCountedAsInTheLiterature() {
      JsonNode split = known.get("bg_nbd_refit_here");
      String holdout =
          "%s..%s"
              .formatted(
                  LocalDate.parse(split.get("calibration_end").asText()).plusDays(1),
                  split.get("holdout_end").asText());
      Answers before =
          customers.ask(
              LocalDate.parse(split.get("calibration_end").asText()),
              Map.of("orders", "{count: order}", "repeats", "{mark: {count: order, from: 2}}"));
      Answers after =
          customers.ask(
              LAST,
              Map.of(
                  "orders", "{count: order, in: %s}".formatted(holdout),
                  "buyers", "{mark: {did: order, in: %s}}".formatted(holdout)));
      assertThat(before.sum("orders") - before.count("orders"))
          .isEqualTo(split.get("repeat_orders_in_calibration").asLong());
      assertThat(before.count("repeats")).isEqualTo(split.get("customers_with_repeat").asLong());
      assertThat(after.sum("orders")).isEqualTo(split.get("actual_holdout_orders").asLong());
      assertThat(after.count("buyers"))
          .isEqualTo(split.get("customers_ordering_in_holdout").asLong());
    }
  }

  /** A wholesaler's dirty invoices: cancellations, no customer, prices of nothing. */
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class OnlineRetail {

    private static final LocalDate LAST = LocalDate.parse("2011-12-09");
    private static final String CANCELLATION = "C";

    /** The rule for a clean line, in the language: sold, for a price, and not taken back. */
    private static final String CLEAN =
        "{all: [{field: order_source, in: [invoice]}, {field: qty, from: 0.001}, {field: category, in: [priced]}]}";

    private final PublicData data =
        PublicData.besideTheCheckout("online_retail").orSkip("it is large");
    private final KnownAnswers known = data.known();
    private final PlainCount.OrderDays days = new PlainCount.OrderDays();
    private final Builder clean = new Builder(LONDON);
    private final Population customers;
    private final Population dirty;

    OnlineRetail() {
      Builder all = new Builder(LONDON);
      data.file("lines.csv.gz").forEach(row -> read(row, all));
      customers = clean.build();
      dirty = all.build();
    }

    private void read(CsvFile.Row row, Builder all) {
      String customer = row.get("CustomerID");
      if (customer.isEmpty()) {
        return;
      }
      String no = row.get("InvoiceNo");
      LocalDateTime at = LocalDateTime.parse(row.get("InvoiceDate"));
      BigDecimal qty = new BigDecimal(row.get("Quantity"));
      BigDecimal price = new BigDecimal(row.get("UnitPrice"));
      boolean isCancellation = no.startsWith(CANCELLATION);
      Receipt receipt =
          new Receipt(
              customer,
              isCancellation ? "cancellation" : "invoice",
              no,
              at.atZone(LONDON),
              row.get("Country"));
      Line line =
          new Line(
              row.get("StockCode"),
              price.signum() > 0 ? "priced" : "free",
              qty,
              qty.multiply(price));
      all.add(receipt, line);
      if (!isCancellation && qty.signum() > 0 && price.signum() > 0) {
        clean.add(receipt, line);
        days.add(customer, no, at.toLocalDate());
      }
    }

    @Test
    void cleanLinesOrdersAndRevenueAddUp() {
      Answers answers =
          customers.ask(
              LAST,
              Map.of(
                  "orders", "{count: order}",
                  "lines", "{count: order_line}",
                  "paid", "{sum: amount_paid, of: order}",
                  "amounts", "{sum: line_amount, of: order_line}"));
      assertThat(answers.count("orders")).isEqualTo(known.number("customers"));
      assertThat(answers.sum("orders")).isEqualTo(known.number("orders"));
      assertThat(answers.sum("lines")).isEqualTo(known.number("clean_lines"));
      known.assertHistogram("orders_per_customer", answers.numbers("orders"));
      // Lines rounded half up one by one add up to the total that is rounded once, at the end.
      assertThat(clean.amount().setScale(2, RoundingMode.HALF_UP))
          .isEqualTo(known.amount("gross_revenue"));
      assertThat(answers.sum("amounts")).isEqualTo(known.fen("gross_revenue"));
      assertThat(answers.sum("paid")).isEqualTo(known.fen("gross_revenue"));
    }

    /** The same from every line of every customer, cleaned by the language and not while read. */
    @Test
    void theLanguageCleansTheLinesToo() {
      Answers answers =
          dirty.ask(
              LAST,
              Map.of(
                  "orders",
                  "{value: {count: order, where: {line: %s}}, when: {did: order, where: {line: %s}}}"
                      .formatted(CLEAN, CLEAN),
                  "lines",
                  "{count: order_line, where: %s}".formatted(CLEAN),
                  "amounts",
                  "{sum: line_amount, of: order_line, where: %s}".formatted(CLEAN)));
      assertThat(answers.count("lines")).isEqualTo(known.number("customers_any_line"));
      assertThat(answers.count("orders")).isEqualTo(known.number("customers"));
      assertThat(answers.sum("orders")).isEqualTo(known.number("orders"));
      assertThat(answers.sum("lines")).isEqualTo(known.number("clean_lines"));
      assertThat(answers.sum("amounts")).isEqualTo(known.fen("gross_revenue"));
      known.assertHistogram("orders_per_customer", answers.numbers("orders"));
    }

    @Test
    void ninetyDaysHaveTwoReadings() {
      known.assertGaps(customers);
    }

    @Test
    void lapsedAgreesWithAPlainCount() {
      known.assertLapsed(customers, days);
    }
  }

  /** Households and stores of a grocery chain; the brand {@code journey}. */
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class CompleteJourney {

    private static final LocalDate LAST = LocalDate.parse("2017-12-31");

    /** As products.mapping.yaml of the brand says. */
    private static final LocalDate VALID_FROM = LocalDate.parse("2017-01-01");

    private final PublicData data = PublicData.journey();
    private final KnownAnswers known = data.known();
    private final PlainCount.OrderDays days = new PlainCount.OrderDays();
    private final PlainCount.Words stores = new PlainCount.Words();
    private final PlainCount.Words categories = new PlainCount.Words();
    private final Map<String, String> categoryOf = new HashMap<>();
    private final Set<String> baskets = new HashSet<>();
    private final Population households;

    CompleteJourney() {
      List<ProductBook.Row> products = new ArrayList<>();
      data.file("products.csv.gz").forEach(row -> readProduct(row, products));
      Builder builder = new Builder(NEW_YORK).products(ProductBook.of(products));
      data.file("transactions.csv.gz").forEach(row -> read(row, builder));
      households = builder.build();
    }

    private void readProduct(CsvFile.Row row, List<ProductBook.Row> products) {
      String sku = row.get("product_id");
      String category = row.orNull("product_category");
      products.add(
          new ProductBook.Row(
              sku,
              VALID_FROM,
              row.orNull("product_type"),
              category,
              row.orNull("department"),
              List.of()));
      if (category != null) {
        categoryOf.put(sku, category);
      }
    }

    private void read(CsvFile.Row row, Builder builder) {
      String household = row.get("household_id");
      String basket = row.get("basket_id");
      String sku = row.get("product_id");
      OffsetDateTime at = OffsetDateTime.parse(row.get("transaction_timestamp"));
      builder.add(
          new Receipt(
              household, "pos", basket, at.atZoneSameInstant(NEW_YORK), row.get("store_id")),
          new Line(
              sku,
              null,
              new BigDecimal(row.get("quantity")),
              new BigDecimal(row.get("sales_value"))));
      LocalDate day = at.toLocalDate();
      days.add(household, basket, day);
      if (baskets.add(basket)) {
        stores.add(household, row.get("store_id"), day);
      }
      String category = categoryOf.get(sku);
      if (category != null) {
        categories.add(household, category, day);
      }
    }

    @Test
    void ordersLinesAndSalesAddUp() {
      Answers answers =
          households.ask(
              LAST,
              Map.of(
                  "orders", "{count: order}",
                  "lines", "{count: order_line}",
                  "without_quantity", "{count: order_line, where: {field: qty, from: 0, to: 0}}",
                  "without_sales",
                      "{count: order_line, where: {field: line_amount, from: 0, to: 0}}",
                  "over_100", "{count: order_line, where: {field: qty, from: 100.001}}",
                  "without_category",
                      "{count: order_line, where: {not: {field: category, exists: true}}}",
                  "paid", "{sum: amount_paid, of: order}"));
      assertThat(answers.count("orders")).isEqualTo(known.number("households"));
      assertThat(answers.sum("orders")).isEqualTo(known.number("orders"));
      assertThat(answers.sum("lines")).isEqualTo(known.number("lines"));
      assertThat(answers.sum("without_quantity"))
          .isEqualTo(known.number("lines_with_quantity_zero"));
      assertThat(answers.sum("without_sales")).isEqualTo(known.number("lines_with_sales_zero"));
      assertThat(answers.sum("over_100")).isEqualTo(known.number("lines_with_quantity_over_100"));
      assertThat(answers.sum("without_category"))
          .isEqualTo(known.number("lines_without_product_category"));
      assertThat(answers.sum("paid")).isEqualTo(known.fen("sales"));
      known.assertHistogram("orders_per_household", answers.numbers("orders"));
    }

    @Test
    void ninetyDaysHaveTwoReadings() {
      known.assertGaps(households);
    }

    @Test
    void lapsedAgreesWithAPlainCount() {
      known.assertLapsed(households, days);
    }

    @Test
    void theTopStoreAndCategoryOfEachHouseholdAgreeWithAPlainCount() {
      Answers answers =
          households.ask(
              LAST,
              Map.of(
                  "store", "{top: 1, by: store_id, of: order}",
                  "category", "{top: 1, by: category, of: order_line}"));
      assertThat(answers.values("store")).isEqualTo(stores.most());
      assertThat(answers.values("category")).isEqualTo(categories.most());
    }

    /** No household has 10,000 rows, so shares in 1/100 of a per cent are equal as counts are. */
    @Test
    void tiesForTheFirstPlaceAreKnown() {
      Answers answers =
          households.ask(
              LAST,
              Map.of(
                  "lines", "{count: order_line}",
                  "store", "{top: 2, by: store_id, of: order}",
                  "category", "{top: 2, by: category, of: order_line}"));
      assertThat(answers.numbers("lines")).allMatch(lines -> lines < 10_000);
      assertThat(tied(answers, "store")).isEqualTo(known.number("households_with_tied_top_store"));
      assertThat(tied(answers, "category"))
          .isEqualTo(known.number("households_with_tied_top_category"));
    }

    private static long tied(Answers answers, String tag) {
      return answers.ofCustomers().values().stream()
          .map(tags -> tags.getOrDefault(tag, List.of()).stream().map(TagValue::number).toList())
          .filter(shares -> shares.size() == 2 && shares.get(0).equals(shares.get(1)))
          .count();
    }
  }

  /** A restaurant's dishes. The data knows no customer, so each order is one. */
  @Nested
  @TestInstance(Lifecycle.PER_CLASS)
  class TakeawayOrders {

    private static final LocalDate LAST = LocalDate.parse("2019-08-03");
    private static final LocalDate VALID_FROM = LocalDate.parse("2015-01-01");
    private static final List<String> LEVELS = List.of("0", "1", "2", "3", "4", "5");

    private final PublicData data =
        PublicData.besideTheCheckout("takeaway_orders").orSkip("no licence is stated for the data");
    private final KnownAnswers known = data.known();
    private final Map<String, ProductBook.Row> dishes = new LinkedHashMap<>();
    private final Population orders;

    TakeawayOrders() {
      Map<String, Integer> heatOfWords = heatOfWords();
      Builder builder = new Builder(LONDON);
      data.file("order_lines.csv.gz").forEach(row -> read(row, heatOfWords, builder));
      orders = builder.products(ProductBook.of(dishes.values())).build();
    }

    /** The rule stands in the file as {@code …: phall=5, vindaloo=4, …}. */
    private Map<String, Integer> heatOfWords() {
      String rule = known.get("heat_rule").asText();
      Map<String, Integer> heat = new TreeMap<>();
      for (String word : rule.substring(rule.indexOf(':') + 1).split(",", -1)) {
        String[] sides = word.strip().split("=", -1);
        heat.put(sides[0], Integer.valueOf(sides[1]));
      }
      assertThat(heat).hasSizeGreaterThan(10);
      return heat;
    }

    private void read(CsvFile.Row row, Map<String, Integer> heatOfWords, Builder builder) {
      String dish = row.get("item_name");
      dishes.computeIfAbsent(dish, name -> product(name, heatOfWords));
      BigDecimal qty = new BigDecimal(row.get("quantity"));
      builder.add(
          new Receipt(
              row.get("order_no"),
              "delivery",
              row.get("order_no"),
              LocalDateTime.parse(row.get("ordered_at")).atZone(LONDON),
              "kitchen"),
          new Line(dish, null, qty, qty.multiply(new BigDecimal(row.get("unit_price")))));
    }

    private static ProductBook.Row product(String name, Map<String, Integer> heatOfWords) {
      int heat =
          heatOfWords.entrySet().stream()
              .filter(word -> name.toLowerCase(Locale.ROOT).contains(word.getKey()))
              .mapToInt(Map.Entry::getValue)
              .max()
              .orElse(0);
      return new ProductBook.Row(name, VALID_FROM, name, null, null, List.of("heat_" + heat));
    }

    @Test
    void ordersLinesAndRevenueAddUp() {
      assertThat(dishes).hasSize((int) known.number("items"));
      Answers answers =
          orders.ask(
              LAST,
              Map.of(
                  "orders", "{count: order}",
                  "lines", "{count: order_line}",
                  "paid", "{sum: amount_paid, of: order}"));
      assertThat(answers.sum("orders")).isEqualTo(known.number("orders"));
      assertThat(answers.sum("lines")).isEqualTo(known.number("lines"));
      assertThat(answers.sum("paid")).isEqualTo(known.fen("revenue_quantity_times_unit_price"));
    }

    @Test
    void linesAndQuantityByHeatAreKnown() {
      Map<String, String> measures = new TreeMap<>();
      for (String level : LEVELS) {
        String rows = "where: {field: taste, in: [heat_%s]}".formatted(level);
        measures.put("lines_" + level, "{count: order_line, %s}".formatted(rows));
        measures.put("qty_" + level, "{sum: qty, of: order_line, %s}".formatted(rows));
      }
      Answers answers = orders.ask(LAST, measures);
      assertThat(byLevel(answers, "lines_", 1)).isEqualTo(known.numbers("lines_by_heat"));
      assertThat(byLevel(answers, "qty_", 1_000)).isEqualTo(known.numbers("quantity_by_heat"));
    }

    /** Levels that no line has are left out, as in the file. */
    private static Map<String, Long> byLevel(Answers answers, String prefix, long unit) {
      Map<String, Long> sums = new TreeMap<>();
      for (String level : LEVELS) {
        long sum = answers.sum(prefix + level);
        if (sum != 0) {
          sums.put(level, sum / unit);
        }
      }
      return sums;
    }

    @Test
    void theHottestLevelOfEachOrderIsKnown() {
      StringBuilder cases = new StringBuilder();
      for (String level : List.of("5", "4", "3", "2", "1")) {
        cases.append(
            "{when: {did: order, where: {line: {field: taste, in: [heat_%s]}}}, value: \"%s\"}, "
                .formatted(level, level));
      }
      Answers answers =
          orders.ask(LAST, Map.of("hottest", "{cases: [%s], else: \"0\"}".formatted(cases)));
      assertThat(answers.histogram("hottest")).isEqualTo(known.numbers("orders_by_hottest_level"));
    }

    @Test
    void ordersByYearAndWeekdayAreKnown() {
      Map<String, String> measures = new TreeMap<>();
      for (String year : known.numbers("orders_by_year").keySet()) {
        measures.put(
            "year_" + year, "{count: order, in: %s-01-01..%s-12-31}".formatted(year, year));
      }
      for (int day = 0; day < 7; day++) {
        measures.put(
            "day_" + day,
            "{count: order, where: {field: weekday, from: %d, to: %d}}"
                .formatted(day + 1, day + 1));
      }
      Answers answers = orders.ask(LAST, measures);
      known
          .numbers("orders_by_year")
          .forEach((year, count) -> assertThat(answers.sum("year_" + year)).isEqualTo(count));
      known
          .numbers("orders_by_weekday_monday_0")
          .forEach((day, count) -> assertThat(answers.sum("day_" + day)).isEqualTo(count));
    }
  }
}
