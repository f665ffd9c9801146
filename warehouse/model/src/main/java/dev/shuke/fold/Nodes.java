package dev.shuke.fold;

import dev.shuke.rule.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The measures that are told from what was gathered, and from one another. */
final class Nodes {

  private Nodes() {}

  /** A number that only its rows can change. */
  abstract static class OfRows extends Node {
    final Selection selection;

    OfRows(Selection selection) {
      this.selection = selection;
    }

    @Override
    boolean isEmpty() {
      return false;
    }

    @Override
    List<FoldValue> values() {
      return isEmpty() ? List.of() : List.of(new FoldValue(Long.toString(number()), number()));
    }

    @Override
    int change() {
      return selection.change();
    }
  }

  /** A number that grows with each row that enters and shrinks with each that leaves. */
  abstract static class Growing extends OfRows {
    Growing(Selection selection) {
      super(selection);
    }

    @Override
    int changeAcross(long from, long to) {
      if (selection.isLatest()) {
        return change();
      }
      long number = number();
      int enters =
          number > to || to == Long.MAX_VALUE && number >= from ? Days.NEVER : selection.enters();
      int leaves = number < from || from <= 0 && number <= to ? Days.NEVER : selection.leaves();
      return Math.min(enters, leaves);
    }
  }

  static final class Count extends Growing {
    private final Gatherer.Rows rows;

    Count(Selection selection, Gatherer.Rows rows) {
      super(selection);
      this.rows = rows;
    }

    @Override
    long number() {
      return rows.count();
    }

    @Override
    int changeAcross(long from, long to) {
      boolean asksForAny = from == 1 && to == Long.MAX_VALUE;
      boolean asksForNone = from <= 0 && to == 0;
      boolean isSteady = !selection.isLatest() && selection.refund() == Days.NEVER;
      // As long as one is left, it does not matter which: a regular need not be looked at daily.
      return (asksForAny || asksForNone) && isSteady && rows.count() > 0
          ? rows.emptyFrom()
          : super.changeAcross(from, to);
    }
  }

  static final class Distinct extends Growing {
    private final LongSupplier count;
    private final boolean isOfNet;

    Distinct(Selection selection, LongSupplier count, boolean isOfNet) {
      super(selection);
      this.count = count;
      this.isOfNet = isOfNet;
    }

    @Override
    long number() {
      return count.getAsLong();
    }

    @Override
    int change() {
      return isOfNet ? Math.min(super.change(), selection.refund()) : super.change();
    }

    @Override
    int changeAcross(long from, long to) {
      return isOfNet ? change() : super.changeAcross(from, to);
    }
  }

  /** A sum, an average, the least or the greatest. */
  static final class Aggregate extends OfRows {
    private final java.util.function.BooleanSupplier isEmpty;
    private final LongSupplier number;
    private final boolean isOfNet;

    Aggregate(
        Selection selection,
        java.util.function.BooleanSupplier isEmpty,
        LongSupplier number,
        boolean isOfNet) {
      super(selection);
      this.isEmpty = isEmpty;
      this.number = number;
      this.isOfNet = isOfNet;
    }

    @Override
    boolean isEmpty() {
      return isEmpty.getAsBoolean();
    }

    @Override
    long number() {
      return number.getAsLong();
    }

    @Override
    int change() {
      return isOfNet ? Math.min(super.change(), selection.refund()) : super.change();
    }
  }

  /** The sum divided by the number of rows, rounded half up. */
  static long average(Gatherer.Sum sum) {
    long quotient = Math.floorDiv(sum.sum(), sum.rows());
    long rest = Math.floorMod(sum.sum(), sum.rows());
    return rest >= sum.rows() - rest ? quotient + 1 : quotient;
  }

  /** The date of the first or last row. */
  static final class DateOf extends OfRows {
    private final Gatherer.Ends ends;
    private final boolean isFirst;

    DateOf(Selection selection, Gatherer.Ends ends, Measure.End end) {
      super(selection);
      this.ends = ends;
      this.isFirst = end == Measure.End.FIRST;
    }

    @Override
    boolean isEmpty() {
      return ends.isEmpty();
    }

    @Override
    long number() {
      return isFirst ? ends.firstDay() : ends.lastDay();
    }

    @Override
    List<FoldValue> values() {
      return isEmpty()
          ? List.of()
          : List.of(new FoldValue(Days.dateOf((int) number()).toString(), number()));
    }

    @Override
    int change() {
      if (isEmpty() || selection.isLatest() || selection.refund() != Days.NEVER) {
        return selection.change();
      }
      return Math.min(selection.enters(), isFirst ? ends.firstLeaves() : ends.lastLeaves());
    }
  }

  /** Days from a date to the as-of date: one more with each day. */
  static final class DaysSince extends Node {
    private final Node date;
    private final int asOf;

    DaysSince(Node date, int asOf) {
      this.date = date;
      this.asOf = asOf;
    }

    @Override
    boolean isEmpty() {
      return date.isEmpty();
    }

    @Override
    long number() {
      return asOf - date.number();
    }

    @Override
    List<FoldValue> values() {
      return isEmpty() ? List.of() : List.of(new FoldValue(Long.toString(number()), number()));
    }

    @Override
    int change() {
      return isEmpty() ? date.change() : asOf + 1;
    }

    @Override
    int changeAcross(long from, long to) {
      if (isEmpty()) {
        return date.change();
      }
      long days = number();
      long crossing = Long.MAX_VALUE;
      if (days < from) {
        crossing = asOf + (from - days);
      } else if (days <= to && to != Long.MAX_VALUE) {
        crossing = asOf + (to - days) + 1;
      }
      return Math.min(date.change(), Days.clamp(crossing));
    }
  }

  static final class DaysBetween extends Node {
    private final Node from;
    private final Node to;

    DaysBetween(Node from, Node to) {
      this.from = from;
      this.to = to;
    }

    @Override
    boolean isEmpty() {
      return from.isEmpty() || to.isEmpty();
    }

    @Override
    long number() {
      return to.number() - from.number();
    }

    @Override
    List<FoldValue> values() {
      return isEmpty() ? List.of() : List.of(new FoldValue(Long.toString(number()), number()));
    }

    @Override
    int change() {
      return Math.min(from.change(), to.change());
    }
  }

  /** The text of the first or last row that has one. */
  static final class ValueOf extends Node {
    private final Selection selection;
    private final Gatherer.Ends ends;
    private final boolean isFirst;

    ValueOf(Selection selection, Gatherer.Ends ends, Measure.End end) {
      this.selection = selection;
      this.ends = ends;
      this.isFirst = end == Measure.End.FIRST;
    }

    private @Nullable String text() {
      return isFirst ? ends.firstText() : ends.lastText();
    }

    @Override
    boolean isEmpty() {
      return ends.isEmpty();
    }

    @Override
    List<FoldValue> values() {
      String text = text();
      return text == null ? List.of() : List.of(FoldValue.word(text));
    }

    @Override
    int change() {
      if (isEmpty() || selection.isLatest() || selection.refund() != Days.NEVER) {
        return selection.change();
      }
      return Math.min(selection.enters(), isFirst ? ends.firstLeaves() : ends.lastLeaves());
    }
  }

  static final class Top extends Node {
    private static final long WHOLE = 10_000;

    private final Selection selection;
    private final Gatherer.Tallies tallies;
    private final int most;
    private final long minRows;
    private final int minShare;
    private final boolean isOfNet;

    Top(
        Selection selection,
        Gatherer.Tallies tallies,
        int most,
        long minRows,
        int minShare,
        boolean isOfNet) {
      this.selection = selection;
      this.tallies = tallies;
      this.most = most;
      this.minRows = minRows;
      this.minShare = minShare;
      this.isOfNet = isOfNet;
    }

    @Override
    boolean isEmpty() {
      return values().isEmpty();
    }

    @Override
    List<FoldValue> values() {
      if (tallies.rows() < minRows || tallies.total() <= 0) {
        return List.of();
      }
      List<FoldValue> values = new ArrayList<>();
      for (Gatherer.Tallies.Tally tally : tallies.first(most)) {
        long share = Math.multiplyExact(tally.weight(), WHOLE) / tallies.total();
        if (share < minShare) {
          break;
        }
        values.add(new FoldValue(tally.value(), share));
      }
      return List.copyOf(values);
    }

    @Override
    int change() {
      return isOfNet ? Math.min(selection.change(), selection.refund()) : selection.change();
    }
  }

  /** A number cut into tiers. */
  static final class Tiers extends Node {
    private final Node number;
    private final Bands<List<FoldValue>> tiers;

    /**
     * @param tiers a bound of {@link Long#MIN_VALUE} takes all below the next
     */
    Tiers(Node number, Bands<String> tiers) {
      this.number = number;
      this.tiers = tiers.map(value -> List.of(FoldValue.word(value)));
    }

    @Override
    boolean isEmpty() {
      return number.isEmpty() || tiers.indexOf(number.number()) < 0;
    }

    @Override
    List<FoldValue> values() {
      int tier = number.isEmpty() ? -1 : tiers.indexOf(number.number());
      return tier < 0 ? List.of() : tiers.get(tier);
    }

    @Override
    int change() {
      if (number.isEmpty()) {
        return number.change();
      }
      int tier = tiers.indexOf(number.number());
      return number.changeAcross(tiers.from(tier), tiers.to(tier));
    }
  }

  static final class Cases extends Node {
    private final List<RuleNode> rules;
    private final List<FoldValue> values;
    private final @Nullable FoldValue otherwise;

    Cases(List<RuleNode> rules, List<FoldValue> values, @Nullable FoldValue otherwise) {
      this.rules = rules;
      this.values = values;
      this.otherwise = otherwise;
    }

    @Override
    boolean isEmpty() {
      return values().isEmpty();
    }

    @Override
    List<FoldValue> values() {
      for (int i = 0; i < rules.size(); i++) {
        if (rules.get(i).holds()) {
          return List.of(values.get(i));
        }
      }
      return otherwise == null ? List.of() : List.of(otherwise);
    }

    @Override
    int change() {
      int change = Days.NEVER;
      for (RuleNode rule : rules) {
        change = Math.min(change, rule.change());
        if (rule.holds()) {
          break;
        }
      }
      return change;
    }
  }

  static final class Flag extends Node {
    private static final List<FoldValue> TRUE = List.of(FoldValue.word("true"));
    private static final List<FoldValue> FALSE = List.of(FoldValue.word("false"));

    private final RuleNode rule;

    Flag(RuleNode rule) {
      this.rule = rule;
    }

    @Override
    boolean isEmpty() {
      return false;
    }

    @Override
    List<FoldValue> values() {
      return rule.holds() ? TRUE : FALSE;
    }

    @Override
    int change() {
      return rule.change();
    }
  }

  static final class Code extends Node {
    private final List<Node> parts;
    private final String separator;

    Code(List<Node> parts, String separator) {
      this.parts = parts;
      this.separator = separator;
    }

    @Override
    boolean isEmpty() {
      return values().isEmpty();
    }

    @Override
    List<FoldValue> values() {
      StringBuilder code = new StringBuilder();
      for (int i = 0; i < parts.size(); i++) {
        List<FoldValue> part = parts.get(i).values();
        if (part.isEmpty()) {
          return List.of();
        }
        code.append(i == 0 ? "" : separator).append(part.get(0).text());
      }
      return List.of(FoldValue.word(code.toString()));
    }

    @Override
    int change() {
      // While one part is empty, so is the whole.
      int empty = -1;
      int change = Days.NEVER;
      for (Node part : parts) {
        if (part.isEmpty()) {
          empty = Math.max(empty, part.change());
        }
        change = Math.min(change, part.change());
      }
      return empty < 0 ? change : empty;
    }
  }

  static final class Given extends Node {
    private final RuleNode rule;
    private final Node value;

    Given(RuleNode rule, Node value) {
      this.rule = rule;
      this.value = value;
    }

    @Override
    boolean isEmpty() {
      return !rule.holds() || value.isEmpty();
    }

    @Override
    long number() {
      return value.number();
    }

    @Override
    List<FoldValue> values() {
      return rule.holds() ? value.values() : List.of();
    }

    @Override
    int change() {
      return rule.holds() ? Math.min(rule.change(), value.change()) : rule.change();
    }

    @Override
    int changeAcross(long from, long to) {
      return rule.holds() ? Math.min(rule.change(), value.changeAcross(from, to)) : rule.change();
    }
  }
}
