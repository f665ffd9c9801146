package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.fold.Population.Answers;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What others counted for a data set, with other means. */
record KnownAnswers(JsonNode json) {

  /** More than 90 days; {@code orders_90d} = 0 says 90 or more. */
  private static final String GAP_OVER_90 = "{mark: {days_since_last: order, from: 91}}";

  private static final String GAP_30_TO_89 = "{mark: {days_since_last: order, from: 30, to: 89}}";

  JsonNode get(String name) {
    JsonNode value = json.get(name);
    assertThat(value).as(name).isNotNull();
    return value;
  }

  long number(String name) {
    return get(name).asLong();
  }

  /** An amount in 1/100 of the currency. */
  long fen(String name) {
    return amount(name).movePointRight(2).longValueExact();
  }

  BigDecimal amount(String name) {
    return new BigDecimal(get(name).asText());
  }

  /** An object whose values are numbers. */
  Map<String, Long> numbers(String name) {
    Map<String, Long> numbers = new TreeMap<>();
    get(name).properties().forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asLong()));
    return numbers;
  }

  /** Both readings of 90 days and who is left, on each date that the file speaks of. */
  void assertGaps(Population population) {
    assertThat(get("lapsed")).hasSize(2);
    for (JsonNode date : get("lapsed")) {
      gaps(population, LocalDate.parse(date.get("as_of").asText()))
          .forEach(
              (name, count) ->
                  assertThat(count).as(name + " of " + date).isEqualTo(date.get(name).asLong()));
    }
  }

  private static Map<String, Long> gaps(Population population, LocalDate asOf) {
    Answers answers =
        population.ask(
            asOf,
            Map.of("gap_over_90", GAP_OVER_90, "gap_30_to_89", GAP_30_TO_89),
            "orders_30d",
            "orders_90d");
    Map<String, Long> gaps = new LinkedHashMap<>();
    gaps.put("customers_with_an_order_by_then", answers.count("orders_90d"));
    gaps.put("lapsed_gap_ge_90", answers.count("orders_90d", "0"));
    gaps.put("lapsed_gap_gt_90", answers.count("gap_over_90"));
    gaps.put(
        "active_in_last_30_days", answers.count("orders_30d") - answers.count("orders_30d", "0"));
    gaps.put("gap_30_to_89", answers.count("gap_30_to_89"));
    return gaps;
  }

  /** The files know 90 days only; the tag speaks of three months. */
  void assertLapsed(Population population, PlainCount.OrderDays days) {
    for (JsonNode date : get("lapsed")) {
      LocalDate asOf = LocalDate.parse(date.get("as_of").asText());
      Answers answers = population.ask(asOf, Map.of(), "lapsed");
      assertThat(answers.count("lapsed", "true"))
          .as("lapsed on " + asOf)
          .isEqualTo(days.lapsed(asOf))
          .isPositive();
      assertThat(answers.count("lapsed"))
          .isEqualTo(date.get("customers_with_an_order_by_then").asLong());
    }
  }

  /** How many customers have each number; the last entry ({@code 10+}) is open. */
  void assertHistogram(String name, Collection<Long> ofCustomers) {
    Map<String, Long> known = numbers(name);
    long open =
        known.keySet().stream()
            .filter(key -> key.endsWith("+"))
            .mapToLong(key -> Long.parseLong(key.replace("+", "")))
            .findAny()
            .orElseThrow();
    Map<String, Long> counted =
        ofCustomers.stream()
            .collect(
                Collectors.groupingBy(
                    number -> number < open ? Long.toString(number) : open + "+",
                    TreeMap::new,
                    Collectors.counting()));
    assertThat(counted).as(name).isEqualTo(known);
  }
}
