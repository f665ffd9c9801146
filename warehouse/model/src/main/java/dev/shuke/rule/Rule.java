package dev.shuke.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on one customer's tags.
 *
 * <p>Logic is two-valued: a condition on a tag without a value is false, and so its negation is
 * true. Counts and {@link Not} range over customer numbers that are no alias.
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

  /** A choice, or at least one of several, is among these values. */
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
   * A number lies between the two, both included.
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
}
