package dev.shuke.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one customer.
 *
 * <p>Logic is two-valued: a condition on a tag or measure without a value is false, and so its
 * negation is true. Counts and {@link Not} range over customer numbers that are no alias. The page
 * of meanings ({@code warehouse/model/MEANINGS.md}) says what each form means.
 */
public sealed interface Rule {

  <T> T accept(RuleVisitor<T> visitor);

  /** Every one of them holds. */
  record All(List<Rule> rules) implements Rule {
    public All {
      rules = List.copyOf(rules);
    }

    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.all(this);
    }
  }

  /** At least one of them holds. */
  record Any(List<Rule> rules) implements Rule {
    public Any {
      rules = List.copyOf(rules);
    }

    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.any(this);
    }
  }

  /** It does not hold. */
  record Not(Rule rule) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.not(this);
    }
  }

  /** A flag has this value. */
  record TagIs(String tag, boolean value) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.tagIs(this);
    }
  }

  /** A word, or at least one of several, is among these values. */
  record TagIn(String tag, List<String> values) implements Rule {
    public TagIn {
      values = List.copyOf(values);
    }

    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.tagIn(this);
    }
  }

  /**
   * A number, or a date as its days since 1970-01-01, lies between the two, both included.
   *
   * @param from null for no lower end
   * @param to null for no upper end; not both ends are open
   */
  record TagRange(String tag, @Nullable Long from, @Nullable Long to) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.tagRange(this);
    }
  }

  /** The tag has a value. */
  record TagExists(String tag) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.tagExists(this);
    }
  }

  /**
   * A number or date told from the timeline lies between the two, both included: did, or did not
   * do. {@code Count} from 1 is plain <em>did</em>.
   *
   * @param measure a number or a date
   * @param from null for no lower end
   * @param to null for no upper end; not both ends are open
   */
  record Compare(Measure measure, @Nullable Bound from, @Nullable Bound to) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.compare(this);
    }
  }

  /**
   * Rows that pass the steps one after another, each a later row of the timeline than the one
   * before, the last one's business date inside {@code within} of the first one's.
   *
   * @param steps two or more; kind and condition only, window and latest are left alone
   * @param window all rows of the sequence must be inside it
   */
  record Sequence(List<Rows> steps, Period within, Window window) implements Rule {
    public Sequence {
      steps = List.copyOf(steps);
    }

    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.sequence(this);
    }
  }

  /**
   * A rule has held on each of the last business days, the as-of date included, by all that is
   * known now.
   *
   * @param rule without another {@code Held} in it
   * @param days 2 to 366
   */
  record Held(Rule rule, int days) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.held(this);
    }
  }

  /**
   * At least k(n) of the n rows pass a condition, k being a table among the parameters; false while
   * n is below the table's first row. Beyond its last row N the share of that row is asked for,
   * rounded up: ⌈n · k(N) / N⌉.
   */
  record Share(Rows rows, RowTest having, String table) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.share(this);
    }
  }

  /** The customer is in a published segment. */
  record InSegment(String segment) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.inSegment(this);
    }
  }

  /** One of the customer's ids, {@code namespace:value}, is in the list. */
  record Ids(List<String> ids) implements Rule {
    public Ids {
      ids = List.copyOf(ids);
    }

    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.ids(this);
    }
  }

  /**
   * The customer's bucket (design.md section 5) is among these.
   *
   * @param from first bucket, 0 to 9,999
   * @param to first bucket no longer in, above {@code from}, at most 10,000
   */
  record Percentage(int from, int to) implements Rule {
    @Override
    public <T> T accept(RuleVisitor<T> visitor) {
      return visitor.percentage(this);
    }
  }
}
