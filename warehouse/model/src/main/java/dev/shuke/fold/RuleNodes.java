package dev.shuke.fold;

import java.util.List;
import java.util.Set;

/** The conditions on measures, and what joins them. */
final class RuleNodes {

  private RuleNodes() {}

  /** Every one holds. False until every false one has changed. */
  static final class All extends RuleNode {
    private final List<RuleNode> rules;

    All(List<RuleNode> rules) {
      this.rules = rules;
    }

    @Override
    boolean holds() {
      for (RuleNode rule : rules) {
        if (!rule.holds()) {
          return false;
        }
      }
      return true;
    }

    @Override
    int change() {
      return changeOf(rules, true);
    }
  }

  /** At least one holds. True until every true one has changed. */
  static final class Any extends RuleNode {
    private final List<RuleNode> rules;

    Any(List<RuleNode> rules) {
      this.rules = rules;
    }

    @Override
    boolean holds() {
      for (RuleNode rule : rules) {
        if (rule.holds()) {
          return true;
        }
      }
      return false;
    }

    @Override
    int change() {
      return changeOf(rules, false);
    }
  }

  /**
   * While one rule says the opposite of {@code unanimous}, so does the whole; so it changes when
   * all of these have changed, or, when there are none, when any does.
   */
  private static int changeOf(List<RuleNode> rules, boolean unanimous) {
    int opposed = -1;
    int change = Days.NEVER;
    for (RuleNode rule : rules) {
      int of = rule.change();
      if (rule.holds() != unanimous) {
        opposed = Math.max(opposed, of);
      }
      change = Math.min(change, of);
    }
    return opposed < 0 ? change : opposed;
  }

  static final class Not extends RuleNode {
    private final RuleNode rule;

    Not(RuleNode rule) {
      this.rule = rule;
    }

    @Override
    boolean holds() {
      return !rule.holds();
    }

    @Override
    int change() {
      return rule.change();
    }
  }

  /** A number or date lies between two bounds. */
  static final class Between extends RuleNode {
    private final Node number;
    private final long from;
    private final long to;

    Between(Node number, long from, long to) {
      this.number = number;
      this.from = from;
      this.to = to;
    }

    @Override
    boolean holds() {
      return !number.isEmpty() && number.number() >= from && number.number() <= to;
    }

    @Override
    int change() {
      return number.changeAcross(from, to);
    }
  }

  /** One of a measure's words is among these. */
  static final class Among extends RuleNode {
    private final Node node;
    private final Set<String> words;

    Among(Node node, Set<String> words) {
      this.node = node;
      this.words = words;
    }

    @Override
    boolean holds() {
      for (FoldValue value : node.values()) {
        if (words.contains(value.text())) {
          return true;
        }
      }
      return false;
    }

    @Override
    int change() {
      return node.change();
    }
  }

  static final class Exists extends RuleNode {
    private final Node node;

    Exists(Node node) {
      this.node = node;
    }

    @Override
    boolean holds() {
      return !node.isEmpty();
    }

    @Override
    int change() {
      return node.change();
    }
  }

  /** At least k(n) of n rows pass. */
  static final class Share extends RuleNode {
    private final Selection selection;
    private final Gatherer.Passing rows;
    private final int first;
    private final long[] needed;
    private final boolean isDated;

    /**
     * @param first the table's first index
     * @param needed k of that and the following
     */
    Share(Selection selection, Gatherer.Passing rows, int first, long[] needed, boolean isDated) {
      this.selection = selection;
      this.rows = rows;
      this.first = first;
      this.needed = needed;
      this.isDated = isDated;
    }

    @Override
    boolean holds() {
      return rows.rows() >= first && rows.passing() >= neededOf(rows.rows());
    }

    private long neededOf(long n) {
      long last = first + needed.length - 1L;
      if (n <= last) {
        return needed[(int) (n - first)];
      }
      long ofLast = Math.multiplyExact(n, needed[needed.length - 1]);
      return -Math.floorDiv(-ofLast, last);
    }

    @Override
    int change() {
      return isDated ? Math.min(selection.change(), selection.refund()) : selection.change();
    }
  }

  /** Rows passed the steps one after another. */
  static final class Sequence extends RuleNode {
    private final List<Selection> steps;
    private final Gatherer.Chains chains;

    Sequence(List<Selection> steps, Gatherer.Chains chains) {
      this.steps = steps;
      this.chains = chains;
    }

    @Override
    boolean holds() {
      return chains.isComplete();
    }

    @Override
    int change() {
      int change = Days.NEVER;
      for (Selection step : steps) {
        change = Math.min(change, holds() ? step.leaves() : step.enters());
      }
      return change;
    }
  }
}
