package dev.shuke.fold;

import dev.shuke.rule.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Passes the rows that take part on the as-of date, and keeps when that can change: the first date
 * on which one leaves, and the first on which one enters.
 */
final class Selection {

  private final WindowDays window;
  private final Predicate<Row> where;
  private final boolean isDated;
  private final int asOf;
  private final @Nullable Latest latest;
  private Gatherer[] gatherers = {};

  private int oldest;
  private int earliestEnd;
  private int earliestRefund;
  private int earliestEntry;

  /** Known once the customer's last row has come; several nodes ask for it. */
  private int leaves;

  /**
   * @param isDated whether a condition or key can say something else on a later date
   */
  Selection(
      WindowDays window, Predicate<Row> where, boolean isDated, int asOf, @Nullable Latest latest) {
    this.window = window;
    this.where = where;
    this.isDated = isDated;
    this.asOf = asOf;
    this.latest = latest;
  }

  /**
   * The last row of each key.
   *
   * @param key null for a row without one
   * @param silent how long the last row must lie back
   */
  record Latest(
      Function<Row, @Nullable Object> key,
      Predicate<Row> having,
      @Nullable Period silent,
      Map<Object, Row> rows) {

    Latest(Function<Row, @Nullable Object> key, Predicate<Row> having, @Nullable Period silent) {
      // In order of access, so that the keys stay in order of their last rows.
      this(key, having, silent, new LinkedHashMap<>(16, 0.75f, true));
    }

    /** The first date on which that row lies back far enough. */
    int silentFrom(Row row) {
      return silent == null
          ? Integer.MIN_VALUE
          : Days.of(silent.firstDayOutside(Days.dateOf(row.day())));
    }

    void add(Row row) {
      Object of = key.apply(row);
      if (of == null) {
        return;
      }
      Row before = rows.get(of);
      if (before == null) {
        rows.put(of, row.copy());
      } else {
        before.become(row);
      }
    }
  }

  void feed(Gatherer gatherer) {
    List<Gatherer> all = new ArrayList<>(List.of(gatherers));
    all.add(gatherer);
    gatherers = all.toArray(Gatherer[]::new);
  }

  WindowDays window() {
    return window;
  }

  void start() {
    oldest = Days.NEVER;
    earliestEnd = Days.NEVER;
    earliestRefund = Days.NEVER;
    earliestEntry = Days.NEVER;
    if (latest != null) {
      latest.rows.clear();
    }
  }

  /** Takes a row that is not older than the window's first day. */
  void offer(Row row) {
    int day = row.day();
    if (day > window.last()) {
      await(row);
      return;
    }
    if (row.end() <= asOf) {
      return;
    }
    if (isDated) {
      earliestRefund = Math.min(earliestRefund, row.nextRefund());
    }
    if (!takes(row)) {
      return;
    }
    oldest = Math.min(oldest, day);
    earliestEnd = Math.min(earliestEnd, row.end());
    if (row.hasRefunds()) {
      earliestRefund = Math.min(earliestRefund, row.nextRefund());
    }
    if (latest == null) {
      pass(row);
    } else {
      latest.add(row);
    }
  }

  private boolean takes(Row row) {
    return where == RowTests.ANY_ROW || where.test(row);
  }

  private void await(Row row) {
    if (isDated || takes(row)) {
      int entry = window.enters(row.day());
      if (entry < row.end()) {
        earliestEntry = Math.min(earliestEntry, entry);
      }
    }
  }

  private void pass(Row row) {
    for (Gatherer gatherer : gatherers) {
      gatherer.add(row);
    }
  }

  /** After the last row of a customer. */
  void close() {
    int ends = isDated ? Math.min(earliestEnd, earliestRefund) : earliestEnd;
    leaves = oldest == Days.NEVER ? ends : Math.min(ends, window.leaves(oldest));
    if (latest != null) {
      for (Row row : latest.rows.values()) {
        int from = latest.silentFrom(row);
        if (from > asOf) {
          earliestEntry = Math.min(earliestEntry, from);
        } else if (latest.having.test(row)) {
          pass(row);
        }
      }
    }
  }

  /** Whether a row that leaves can bring another one in. */
  boolean isLatest() {
    return latest != null;
  }

  /** The first date on which a row can leave. */
  int leaves() {
    return leaves;
  }

  /** The first date on which a row can enter. */
  int enters() {
    return isDated ? Math.min(earliestEntry, earliestRefund) : earliestEntry;
  }

  /** The first date on which other rows can take part. */
  int change() {
    return Math.min(leaves(), enters());
  }

  /** The first date on which what is left of an order after refunds can be another. */
  int refund() {
    return earliestRefund;
  }
}
