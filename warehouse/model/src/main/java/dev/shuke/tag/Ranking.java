package dev.shuke.tag;

import dev.shuke.customer.Utf8Order;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values by how often they were seen; ties go to the later date of the last time, then to the value
 * in UTF-8 order (design.md decision 14).
 */
final class Ranking {

  private static final Comparator<Tally> ORDER =
      Comparator.comparingInt((Tally tally) -> tally.count)
          .thenComparing(tally -> tally.last)
          .reversed()
          .thenComparing(tally -> tally.value, Utf8Order.COMPARATOR);

  private final Map<String, Tally> tallies = new HashMap<>();

  private static final class Tally {
    private final String value;
    private int count;
    private LocalDate last = LocalDate.MIN;

    Tally(String value) {
      this.value = value;
    }
  }

  void start() {
    tallies.clear();
  }

  void add(String value, LocalDate date) {
    Tally tally = tallies.computeIfAbsent(value, Tally::new);
    tally.count++;
    tally.last = Dates.later(tally.last, date);
  }

  List<String> first(int most) {
    return tallies.values().stream().sorted(ORDER).limit(most).map(tally -> tally.value).toList();
  }
}
