package dev.shuke.benchmark;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.customer.TimelineRow.Refund;
import dev.shuke.customer.Utf8Order;
import dev.shuke.fold.FoldResult;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import dev.shuke.tag.TagValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * RFM and the most-visited store written by hand for these two alone: what the compiled definitions
 * are measured against. Says the same, next changes included.
 */
final class HandWrittenFold {

  private static final long NEVER = Long.MAX_VALUE;
  private static final int STORE_DAYS = 180;
  private static final int YEAR_DAYS = 365;

  private final TagDefinition store;
  private final TagDefinition rfm;
  private final long asOf;
  private final long parameterChange;

  /** Days from which the score is 4, 3, 2, 1. */
  private final long[] recency;

  /** Orders from which the score is 2, 3, 4, 5. */
  private final long[] frequency;

  private final long[] money;

  private final Map<String, Visits> visits = new HashMap<>();
  private long visitCount;
  private long storeOldest;
  private long storeEnd;

  private long orders;
  private long lastDay;
  private long lastEnd;
  private long earliestEnd;
  private long latestEnd;
  private long refund;
  private long entry;

  private long yearOrders;
  private long yearSpend;
  private long yearOldest;
  private long yearEnd;
  private long yearRefund;

  private static final class Visits {
    private long count;
    private long lastDay;

    boolean isBefore(String store, Visits other, String otherStore) {
      if (count != other.count) {
        return count > other.count;
      }
      return lastDay != other.lastDay
          ? lastDay > other.lastDay
          : Utf8Order.compare(store, otherStore) < 0;
    }
  }

  HandWrittenFold(TagCatalogue catalogue, Parameters parameters, LocalDate asOf) {
    store = catalogue.get("most_visited_store");
    rfm = catalogue.get("rfm");
    this.asOf = asOf.toEpochDay();
    parameterChange = dayOf(parameters.nextChangeAfter(catalogue.parametersOf("rfm"), asOf));
    recency = bounds(parameters, asOf, "recency", 4, 3, 2, 1);
    frequency = bounds(parameters, asOf, "frequency", 2, 3, 4, 5);
    money = bounds(parameters, asOf, "money", 2, 3, 4, 5);
  }

  private static long[] bounds(Parameters parameters, LocalDate asOf, String part, int... scores) {
    return java.util.Arrays.stream(scores)
        .mapToLong(score -> parameters.number("rfm.%s.score_%d.from".formatted(part, score), asOf))
        .toArray();
  }

  void start() {
    visits.clear();
    visitCount = 0;
    storeOldest = NEVER;
    storeEnd = NEVER;
    orders = 0;
    earliestEnd = NEVER;
    latestEnd = Long.MIN_VALUE;
    refund = NEVER;
    entry = NEVER;
    yearOrders = 0;
    yearSpend = 0;
    yearOldest = NEVER;
    yearEnd = NEVER;
    yearRefund = NEVER;
  }

  void add(TimelineRow row) {
    if (row.kind() != Kind.ORDER) {
      return;
    }
    long day = row.businessDate().toEpochDay();
    long end = dayOf(row.endDate());
    if (day > asOf) {
      entry = day < end ? Math.min(entry, day) : entry;
    } else if (end > asOf) {
      addOrder(row, day, end);
    }
  }

  private void addOrder(TimelineRow row, long day, long end) {
    long net = row.amountPaidFen();
    long nextRefund = NEVER;
    for (Refund each : row.refunds()) {
      long refundDay = each.businessDate().toEpochDay();
      if (refundDay <= asOf) {
        net = Math.subtractExact(net, each.amountFen());
      } else {
        nextRefund = Math.min(nextRefund, refundDay);
      }
    }
    orders++;
    lastDay = day;
    lastEnd = end;
    earliestEnd = Math.min(earliestEnd, end);
    latestEnd = Math.max(latestEnd, end);
    refund = Math.min(refund, nextRefund);
    if (day > asOf - YEAR_DAYS) {
      yearOrders++;
      yearSpend = Math.addExact(yearSpend, net);
      yearOldest = Math.min(yearOldest, day);
      yearEnd = Math.min(yearEnd, end);
      yearRefund = Math.min(yearRefund, nextRefund);
    }
    if (day > asOf - STORE_DAYS) {
      addVisit(row.storeId(), day, end);
    }
  }

  private void addVisit(@Nullable String storeId, long day, long end) {
    storeOldest = Math.min(storeOldest, day);
    storeEnd = Math.min(storeEnd, end);
    if (storeId != null) {
      Visits of = visits.computeIfAbsent(storeId, id -> new Visits());
      of.count++;
      of.lastDay = day;
      visitCount++;
    }
  }

  FoldResult finish() {
    List<TagValue> values = new ArrayList<>();
    long storeChange = Math.min(entry, Math.min(storeEnd, plus(storeOldest, STORE_DAYS)));
    addStore(values, storeChange);
    long rfmChange = Math.min(orders == 0 ? entry : rfmChange(), parameterChange);
    if (orders > 0) {
      String cell = "" + recencyScore() + score(yearOrders, frequency) + score(yearSpend, money);
      values.add(new TagValue(rfm.id(), rfm.version(), 1, cell, null, date(rfmChange)));
    }
    return new FoldResult(values, date(Math.min(storeChange, rfmChange)));
  }

  private void addStore(List<TagValue> values, long change) {
    String best = null;
    Visits most = null;
    for (Map.Entry<String, Visits> each : visits.entrySet()) {
      if (best == null || most == null || each.getValue().isBefore(each.getKey(), most, best)) {
        best = each.getKey();
        most = each.getValue();
      }
    }
    if (best != null && most != null) {
      long share = most.count * 10_000 / visitCount;
      values.add(new TagValue(store.id(), store.version(), 1, best, share, date(change)));
    }
  }

  private int recencyScore() {
    return 6 - score(asOf - lastDay, recency);
  }

  /** 1 and one more for each bound that is reached. */
  private static int score(long number, long[] bounds) {
    int score = 1;
    while (score <= bounds.length && number >= bounds[score - 1]) {
      score++;
    }
    return score;
  }

  /** When the customer has no order left, or one of the three parts can be another. */
  private long rfmChange() {
    long leaves = refund == NEVER ? latestEnd : earliestEnd;
    return Stream.of(leaves, lastOrderChange(), frequencyChange(), spendChange())
        .min(Long::compare)
        .orElseThrow();
  }

  private long lastOrderChange() {
    int passed = score(asOf - lastDay, recency) - 1;
    long ages = passed == recency.length ? NEVER : lastDay + recency[passed];
    return Math.min(ages, Math.min(entry, refund == NEVER ? lastEnd : earliestEnd));
  }

  private long frequencyChange() {
    int score = score(yearOrders, frequency);
    long enters = score > frequency.length ? NEVER : entry;
    return score == 1 ? enters : Math.min(enters, yearLeaves());
  }

  private long spendChange() {
    return Math.min(Math.min(entry, yearRefund), yearLeaves());
  }

  private long yearLeaves() {
    return Math.min(yearEnd, plus(yearOldest, YEAR_DAYS));
  }

  private static long plus(long day, int days) {
    return day == NEVER ? NEVER : day + days;
  }

  private static long dayOf(@Nullable LocalDate date) {
    return date == null ? NEVER : date.toEpochDay();
  }

  private static @Nullable LocalDate date(long day) {
    return day == NEVER ? null : LocalDate.ofEpochDay(day);
  }
}
