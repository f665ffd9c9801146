package dev.shuke.fold;

import dev.shuke.customer.TimelineRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Whether a rule has held on each of the last days.
 *
 * <p>Walks from the first of these days from change to change, asking the customer's rows again on
 * each; most rules change seldom, and one that does not hold today is asked no further.
 */
final class Held extends RuleNode {

  private final RuleNode today;
  private final int days;
  private final int asOf;
  private final IntFunction<Walk> onDay;
  private final Map<Integer, Walk> walks = new HashMap<>();
  private final List<TimelineRow> rows = new ArrayList<>();
  private int customerNo;
  private int bucket;
  private boolean isKnown;
  private int lastFalse;

  /**
   * The rule on an earlier day.
   *
   * @param parameterChange the first date after it on which one of the rule's parameters is another
   */
  record Walk(Program program, RuleNode rule, int parameterChange) {

    int change() {
      return Math.min(rule.change(), parameterChange);
    }
  }

  Held(RuleNode today, int days, int asOf, IntFunction<Walk> onDay) {
    this.today = today;
    this.days = days;
    this.asOf = asOf;
    this.onDay = onDay;
  }

  void start(int customerNo, int bucket) {
    this.customerNo = customerNo;
    this.bucket = bucket;
    rows.clear();
    isKnown = false;
  }

  void add(TimelineRow row) {
    rows.add(row);
  }

  @Override
  boolean holds() {
    return today.holds() && lastFalse() <= asOf - days;
  }

  /**
   * Today false: it must turn, and then hold on. Today true: the last day on which it was false
   * must have left the span.
   */
  @Override
  int change() {
    if (!today.holds()) {
      int turns = today.change();
      return turns == Days.NEVER ? Days.NEVER : Days.clamp(turns + (days - 1L));
    }
    return holds() ? today.change() : lastFalse() + days;
  }

  /**
   * The last day of the span on which the rule did not hold; a day before it when there is none.
   */
  private int lastFalse() {
    if (!isKnown) {
      lastFalse = asOf - days;
      int day = asOf - days + 1;
      while (day < asOf) {
        Walk walk = walk(day);
        int next = Math.min(walk.change(), asOf);
        lastFalse = walk.rule.holds() ? lastFalse : next - 1;
        day = next;
      }
      isKnown = true;
    }
    return lastFalse;
  }

  private Walk walk(int day) {
    Walk walk = walks.computeIfAbsent(day, onDay::apply);
    walk.program.start(customerNo, bucket);
    rows.forEach(walk.program::add);
    walk.program.close();
    return walk;
  }
}
