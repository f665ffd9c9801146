package dev.shuke.fold;

import dev.shuke.customer.Utf8Order;
import dev.shuke.rule.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is kept of the rows a selection passes; forgotten with each customer. */
abstract class Gatherer {

  abstract void start();

  abstract void add(Row row);

  /** How many, and until when at least one of them is left. */
  static final class Rows extends Gatherer {
    private final WindowDays window;
    private long count;
    private int lastForGood;
    private int lastLeave;

    Rows(WindowDays window) {
      this.window = window;
    }

    @Override
    void start() {
      count = 0;
      lastForGood = Integer.MIN_VALUE;
      lastLeave = Integer.MIN_VALUE;
    }

    @Override
    void add(Row row) {
      count++;
      if (row.end() == Days.NEVER) {
        lastForGood = Math.max(lastForGood, row.day());
      } else {
        lastLeave = Math.max(lastLeave, Math.min(row.end(), window.leaves(row.day())));
      }
    }

    long count() {
      return count;
    }

    /** The first date on which none of them is inside; there must be one. */
    int emptyFrom() {
      return lastForGood == Integer.MIN_VALUE
          ? lastLeave
          : Math.max(lastLeave, window.leaves(lastForGood));
    }
  }

  /** Sum and number of the values of a field. */
  static final class Sum extends Gatherer {
    private final Fields.Number field;
    private long sum;
    private long rows;

    Sum(Fields.Number field) {
      this.field = field;
    }

    @Override
    void start() {
      sum = 0;
      rows = 0;
    }

    @Override
    void add(Row row) {
      long value = field.of(row);
      if (value != Fields.NO_NUMBER) {
        sum = Math.addExact(sum, value);
        rows++;
      }
    }

    long sum() {
      return sum;
    }

    long rows() {
      return rows;
    }
  }

  /** The least and the greatest value of a field. */
  static final class Extremes extends Gatherer {
    private final Fields.Number field;
    private long least;
    private long greatest;
    private boolean isEmpty;

    Extremes(Fields.Number field) {
      this.field = field;
    }

    @Override
    void start() {
      least = Long.MAX_VALUE;
      greatest = Long.MIN_VALUE;
      isEmpty = true;
    }

    @Override
    void add(Row row) {
      long value = field.of(row);
      if (value != Fields.NO_NUMBER) {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
        isEmpty = false;
      }
    }

    boolean isEmpty() {
      return isEmpty;
    }

    long least() {
      return least;
    }

    long greatest() {
      return greatest;
    }
  }

  /** The different words of a field. */
  static final class Words extends Gatherer {
    private final Fields.Words field;
    private final Set<String> words = new HashSet<>();

    Words(Fields.Words field) {
      this.field = field;
    }

    @Override
    void start() {
      words.clear();
    }

    @Override
    void add(Row row) {
      words.addAll(field.of(row));
    }

    int count() {
      return words.size();
    }
  }

  /** The different numbers of a field. */
  static final class Numbers extends Gatherer {
    private final Fields.Number field;
    private final Set<Long> numbers = new HashSet<>();

    Numbers(Fields.Number field) {
      this.field = field;
    }

    @Override
    void start() {
      numbers.clear();
    }

    @Override
    void add(Row row) {
      long value = field.of(row);
      if (value != Fields.NO_NUMBER) {
        numbers.add(value);
      }
    }

    int count() {
      return numbers.size();
    }
  }

  /** Date and end of the first and the last row that has a value, and the value. */
  static final class Ends extends Gatherer {
    private final Fields.@Nullable Text field;
    private final WindowDays window;
    private boolean isEmpty;
    private int firstDay;
    private int firstEnd;
    private @Nullable String firstText;
    private int lastDay;
    private int lastEnd;
    private @Nullable String lastText;

    /**
     * @param field null when every row has a value
     */
    Ends(Fields.@Nullable Text field, WindowDays window) {
      this.field = field;
      this.window = window;
    }

    @Override
    void start() {
      isEmpty = true;
      firstText = null;
      lastText = null;
    }

    @Override
    void add(Row row) {
      String text = field == null ? null : field.of(row);
      if (field != null && text == null) {
        return;
      }
      if (isEmpty) {
        isEmpty = false;
        firstDay = row.day();
        firstEnd = row.end();
        firstText = text;
      }
      lastDay = row.day();
      lastEnd = row.end();
      lastText = text;
    }

    boolean isEmpty() {
      return isEmpty;
    }

    int firstDay() {
      return firstDay;
    }

    int lastDay() {
      return lastDay;
    }

    @Nullable String firstText() {
      return firstText;
    }

    @Nullable String lastText() {
      return lastText;
    }

    /** The first date on which the first row takes part no more; there must be one. */
    int firstLeaves() {
      return Math.min(firstEnd, window.leaves(firstDay));
    }

    int lastLeaves() {
      return Math.min(lastEnd, window.leaves(lastDay));
    }
  }

  /** How many rows there are and how many of them pass a further test. */
  static final class Passing extends Gatherer {
    private final Predicate<Row> having;
    private long rows;
    private long passing;

    Passing(Predicate<Row> having) {
      this.having = having;
    }

    @Override
    void start() {
      rows = 0;
      passing = 0;
    }

    @Override
    void add(Row row) {
      rows++;
      passing += having.test(row) ? 1 : 0;
    }

    long rows() {
      return rows;
    }

    long passing() {
      return passing;
    }
  }

  /** The weight of each value of a field. */
  abstract static class Tallies extends Gatherer {

    /** A map that grew beyond this for one customer would be swept for each one after. */
    private static final int MOST_KEPT = 64;

    private final Fields.@Nullable Number weight;
    private final List<Tally> tallies = new ArrayList<>();
    private Map<String, Tally> byValue = new HashMap<>();
    private long rows;
    private long total;

    /** One value so far. */
    static final class Tally implements Comparable<Tally> {
      private final String value;
      private long weight;
      private int lastDay = Integer.MIN_VALUE;

      private Tally(String value) {
        this.value = value;
      }

      String value() {
        return value;
      }

      long weight() {
        return weight;
      }

      /** By weight, then the later date, then the value in UTF-8 order (design.md decision 14). */
      @Override
      public int compareTo(Tally other) {
        if (weight != other.weight) {
          return Long.compare(other.weight, weight);
        }
        return lastDay == other.lastDay
            ? Utf8Order.compare(value, other.value)
            : Integer.compare(other.lastDay, lastDay);
      }
    }

    /**
     * @param weight null for one each
     */
    private Tallies(Fields.@Nullable Number weight) {
      this.weight = weight;
    }

    /** Of a field with one value, for which no list is made. */
    static Tallies of(Fields.Text field, Fields.@Nullable Number weight) {
      return new Tallies(weight) {
        @Override
        void add(Row row, long of) {
          String value = field.of(row);
          if (value != null) {
            addRow(of);
            addValue(value, of, row.day());
          }
        }
      };
    }

    /** Of a field with several values. */
    static Tallies of(Fields.Words field, Fields.@Nullable Number weight) {
      return new Tallies(weight) {
        @Override
        void add(Row row, long of) {
          List<String> values = field.of(row);
          if (!values.isEmpty()) {
            addRow(of);
            for (String value : values) {
              addValue(value, of, row.day());
            }
          }
        }
      };
    }

    abstract void add(Row row, long of);

    @Override
    void start() {
      if (tallies.size() > MOST_KEPT) {
        byValue = new HashMap<>();
      } else {
        byValue.clear();
      }
      tallies.clear();
      rows = 0;
      total = 0;
    }

    @Override
    void add(Row row) {
      long of = weight == null ? 1 : weight.of(row);
      if (of != Fields.NO_NUMBER) {
        add(row, of);
      }
    }

    final void addRow(long of) {
      rows++;
      total = Math.addExact(total, of);
    }

    final void addValue(String value, long of, int day) {
      Tally tally = byValue.get(value);
      if (tally == null) {
        tally = new Tally(value);
        byValue.put(value, tally);
        tallies.add(tally);
      }
      tally.weight = Math.addExact(tally.weight, of);
      tally.lastDay = Math.max(tally.lastDay, day);
    }

    long rows() {
      return rows;
    }

    long total() {
      return total;
    }

    /**
     * The first of those with a weight above 0, in order of rank; few are asked for, so the others
     * are not sorted.
     */
    List<Tally> first(int most) {
      List<Tally> first = new ArrayList<>();
      for (Tally tally : tallies) {
        if (tally.weight > 0) {
          int rank = first.size();
          while (rank > 0 && tally.compareTo(first.get(rank - 1)) < 0) {
            rank--;
          }
          if (rank < most) {
            first.add(rank, tally);
            if (first.size() > most) {
              first.remove(most);
            }
          }
        }
      }
      return first;
    }
  }

  /**
   * Whether rows passed the steps of a sequence in time.
   *
   * <p>Of all chains that reach a step, the one that began last reaches furthest, so one beginning
   * per step is enough. The beginning before it is kept too: a row that just reached a step must
   * not serve the next one as well.
   */
  static final class Chains extends Gatherer {
    private final int[] begins;
    private final int[] beginsBefore;
    private final long[] reachedBy;
    private final Period within;
    private boolean isComplete;

    Chains(int steps, Period within) {
      begins = new int[steps];
      beginsBefore = new int[steps];
      reachedBy = new long[steps];
      this.within = within;
    }

    @Override
    void start() {
      Arrays.fill(begins, Integer.MIN_VALUE);
      Arrays.fill(beginsBefore, Integer.MIN_VALUE);
      Arrays.fill(reachedBy, -1);
      isComplete = false;
    }

    @Override
    void add(Row row) {
      throw new IllegalStateException("A row comes to a step of a sequence");
    }

    /** A row that passes this step. */
    Gatherer step(int step) {
      return new Gatherer() {
        @Override
        void start() {
          // The chains forget for all of their steps.
        }

        @Override
        void add(Row row) {
          reach(step, row);
        }
      };
    }

    private void reach(int step, Row row) {
      int begin = step == 0 ? row.day() : beginAt(step - 1, row.position());
      if (begin == Integer.MIN_VALUE) {
        return;
      }
      if (reachedBy[step] != row.position()) {
        beginsBefore[step] = begins[step];
        reachedBy[step] = row.position();
      }
      begins[step] = Math.max(begins[step], begin);
      if (step == begins.length - 1) {
        isComplete |= row.day() < Days.of(within.firstDayOutside(Days.dateOf(begin)));
      }
    }

    private int beginAt(int step, long position) {
      return reachedBy[step] == position ? beginsBefore[step] : begins[step];
    }

    boolean isComplete() {
      return isComplete;
    }
  }

  /** Cuts a number into its bands; one below the first belongs to the last. */
  static Fields.Text bands(Fields.Number number, Bands<String> bands) {
    return row -> {
      long value = number.of(row);
      if (value == Fields.NO_NUMBER) {
        return null;
      }
      int band = bands.indexOf(value);
      return bands.get(band < 0 ? bands.size() - 1 : band);
    };
  }
}
