package dev.shuke.fold;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a spreadsheet would count over the rows of a file: no timeline, no fold, no language. */
final class PlainCount {

  private PlainCount() {}

  /** The days of each customer's orders, an order once. */
  static final class OrderDays {
    private final Map<String, List<LocalDate>> ofCustomers = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();

    void add(String customer, String orderNo, LocalDate date) {
      if (seen.add(orderNo)) {
        ofCustomers.computeIfAbsent(customer, no -> new ArrayList<>()).add(date);
      }
    }

    /** Customers with an order by then but none in the three months before. */
    long lapsed(LocalDate asOf) {
      return ofCustomers.values().stream()
          .map(dates -> dates.stream().filter(date -> !date.isAfter(asOf)).toList())
          .filter(dates -> !dates.isEmpty())
          .filter(dates -> dates.stream().noneMatch(date -> asOf.isBefore(date.plusMonths(3))))
          .count();
    }

    /** How many customers have how many orders in the month; those without are left out. */
    Map<String, Long> ordersIn(YearMonth month) {
      return ofCustomers.values().stream()
          .map(dates -> dates.stream().filter(date -> YearMonth.from(date).equals(month)).count())
          .filter(orders -> orders > 0)
          .collect(Collectors.groupingBy(String::valueOf, TreeMap::new, Collectors.counting()));
    }
  }

  /** How often each customer had each word, and on which day last. */
  static final class Words {
    private final Map<String, Map<String, Seen>> ofCustomers = new TreeMap<>();

    private record Seen(String word, long times, LocalDate last) {

      Seen and(Seen other) {
        return new Seen(word, times + other.times, last.isAfter(other.last) ? last : other.last);
      }

      boolean isBefore(Seen other) {
        if (times != other.times) {
          return times > other.times;
        }
        return last.equals(other.last)
            ? Arrays.compareUnsigned(bytes(word), bytes(other.word)) < 0
            : last.isAfter(other.last);
      }

      private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
      }
    }

    void add(String customer, String word, LocalDate date) {
      ofCustomers
          .computeIfAbsent(customer, no -> new TreeMap<>())
          .merge(word, new Seen(word, 1, date), Seen::and);
    }

    /** The word each customer had most, of equals the later, then the lesser one. */
    Map<String, String> most() {
      Map<String, String> most = new TreeMap<>();
      ofCustomers.forEach(
          (customer, words) ->
              most.put(
                  customer,
                  words.values().stream()
                      .reduce((one, other) -> other.isBefore(one) ? other : one)
                      .orElseThrow()
                      .word()));
      return most;
    }
  }
}
