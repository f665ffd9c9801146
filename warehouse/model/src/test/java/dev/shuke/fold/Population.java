package dev.shuke.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shuke.Repository;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.RuleJson;
import dev.shuke.rule.ValueType;
import dev.shuke.rule.Vocabulary;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The customers of a data set and their orders, folded one after another as a run folds them: the
 * shipped definitions beside measures of the test.
 */
final class Population {

  private static final Path PARAMETERS = Repository.path("platform/brands/journey/parameters.csv");
  private static final int BUCKET = 0;

  private final ZoneId zone;
  private final ProductBook products;
  private final Map<String, List<TimelineRow>> timelines;

  private Population(ZoneId zone, ProductBook products, Map<String, List<TimelineRow>> timelines) {
    this.zone = zone;
    this.products = products;
    this.timelines = timelines;
  }

  /**
   * Asks all customers.
   *
   * @param measures of the test in YAML, by the ids under which they are answered
   * @param tags shipped ones that are asked too
   */
  Answers ask(LocalDate asOf, Map<String, String> measures, String... tags) {
    List<String> ids = new ArrayList<>(List.of(tags));
    ids.addAll(measures.keySet());
    TagCatalogue catalogue =
        TagCatalogue.shipped()
            .with(
                measures.entrySet().stream()
                    .map(measure -> definition(measure.getKey(), measure.getValue()))
                    .toList())
            .only(ids);
    CustomerFold fold =
        new CustomerFold(
            catalogue,
            new FoldInputs(
                Parameters.read(PARAMETERS),
                products,
                zone,
                id -> FoldInputs.CustomerIds.NOBODY,
                asOf));
    Map<String, Map<String, List<TagValue>>> answers = new LinkedHashMap<>();
    timelines.forEach((customer, rows) -> answers.put(customer, finish(fold, rows)));
    return new Answers(answers);
  }

  private static Map<String, List<TagValue>> finish(CustomerFold fold, List<TimelineRow> rows) {
    fold.start(rows.get(0).customerNo(), BUCKET);
    rows.forEach(fold::add);
    return fold.finish().values().stream().collect(Collectors.groupingBy(TagValue::tagId));
  }

  private static String definition(String id, String measure) {
    ValueType type = typeOf(measure);
    String kind =
        switch (type) {
          case FLAG -> "kind: flag";
          case NUMBER -> "kind: statistic\nunit: each";
          case DATE -> "kind: statistic";
          case TEXT, TEXTS -> "kind: preference";
        };
    return """
        id: %s
        version: 1
        %s
        group: test
        name: {zh: 测试, en: test}
        meaning: {zh: 测试, en: test}
        owner: test
        source: test
        empty: {zh: 无, en: none}
        freshness: {zh: 无, en: none}
        examples: []
        measure: %s
        """
        .formatted(id, kind, measure);
  }

  private static ValueType typeOf(String measure) {
    try {
      return RuleJson.typeOf(
          RuleJson.parseMeasure(new YAMLMapper().readTree(measure), Vocabulary.NONE),
          Vocabulary.NONE);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not YAML: " + measure, e);
    }
  }

  /** What all customers answered, by customer and id; what is empty has no entry. */
  record Answers(Map<String, Map<String, List<TagValue>>> ofCustomers) {

    /** Every customer's only value of a tag. */
    Map<String, String> values(String tag) {
      Map<String, String> values = new TreeMap<>();
      ofCustomers.forEach(
          (customer, tags) -> {
            if (tags.containsKey(tag)) {
              values.put(customer, tags.get(tag).get(0).value());
            }
          });
      return values;
    }

    /** Every customer's number; customers without are left out. */
    List<Long> numbers(String tag) {
      return values(tag).values().stream().map(Long::valueOf).toList();
    }

    long sum(String tag) {
      return numbers(tag).stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    }

    /** How many customers have a value. */
    long count(String tag) {
      return values(tag).size();
    }

    /** How many customers have that value. */
    long count(String tag, String value) {
      return values(tag).values().stream().filter(value::equals).count();
    }

    /** How many customers have each value. */
    Map<String, Long> histogram(String tag) {
      return values(tag).values().stream()
          .collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()));
    }
  }

  /** Takes the lines of orders, in any order. */
  static final class Builder {

    private final ZoneId zone;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private ProductBook products = ProductBook.empty();
    private BigDecimal amount = BigDecimal.ZERO;

    Builder(ZoneId zone) {
      this.zone = zone;
    }

    /** One line; an order is what its first line's receipt says. */
    void add(Receipt receipt, Line line) {
      Order order =
          orders.computeIfAbsent(receipt.no(), no -> new Order(receipt, new ArrayList<>()));
      if (!order.receipt().customer().equals(receipt.customer())) {
        throw new IllegalArgumentException("Order " + receipt.no() + " is of two customers");
      }
      order.lines().add(line);
      amount = amount.add(line.amount());
    }

    Builder products(ProductBook products) {
      this.products = products;
      return this;
    }

    /** What the lines cost together, before anything is rounded. */
    BigDecimal amount() {
      return amount;
    }

    Population build() {
      Map<String, List<TimelineRow>> timelines = new LinkedHashMap<>();
      Map<String, Integer> numbers = new LinkedHashMap<>();
      orders.values().stream()
          .sorted(Comparator.comparing(order -> order.receipt().at().toInstant()))
          .forEach(
              order -> {
                String customer = order.receipt().customer();
                int customerNo = numbers.computeIfAbsent(customer, of -> numbers.size());
                timelines
                    .computeIfAbsent(customer, of -> new ArrayList<>())
                    .addAll(order.rows(customerNo));
              });
      return new Population(zone, products, timelines);
    }
  }

  /** What is told of an order beside its lines. */
  record Receipt(String customer, String source, String no, ZonedDateTime at, String store) {}

  /**
   * A line of an order.
   *
   * @param category as the till tells it
   */
  record Line(String sku, @Nullable String category, BigDecimal qty, BigDecimal amount) {

    /** Rounded half up to 1/100, as at the edge of the platform. */
    long fen() {
      return amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }
  }

  private record Order(Receipt receipt, List<Line> lines) {

    List<TimelineRow> rows(int customerNo) {
      List<TimelineRow> rows = new ArrayList<>();
      rows.add(
          row(customerNo, Kind.ORDER)
              .amountPaidFen(lines.stream().mapToLong(Line::fen).sum())
              .build());
      for (Line line : lines) {
        rows.add(
            row(customerNo, Kind.ORDER_LINE)
                .lineNo(rows.size())
                .sku(line.sku())
                .category(line.category())
                .qty(line.qty())
                .lineAmountFen(line.fen())
                .build());
      }
      return rows;
    }

    private TimelineRow.Builder row(int customerNo, Kind kind) {
      return TimelineRow.of(customerNo, kind, receipt.at().toInstant(), receipt.at().toLocalDate())
          .order(receipt.source(), receipt.no())
          .store(receipt.store());
    }
  }
}
