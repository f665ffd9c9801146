package dev.shuke.fold;

import dev.shuke.customer.TimelineRow;
import dev.shuke.rule.Measure;
import dev.shuke.rule.RuleUses;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one measure says of one customer, and why: the slow, full answer to one question, by the
 * same program that computes all customers.
 *
 * @param values in order of position; empty when the measure is
 * @param nextChange the first business date on which it can change with no new event
 * @param rows the rows that made it, in time order: those that take part on the as-of date in
 *     anything the measure looks at
 */
public record Answer(
    List<FoldValue> values, @Nullable LocalDate nextChange, List<TimelineRow> rows) {

  public Answer {
    values = List.copyOf(values);
    rows = List.copyOf(rows);
  }

  /**
   * Asks one measure.
   *
   * @param named the measure of a tag or segment it names
   * @param timeline the customer's rows in time order
   */
  public static Answer of(
      Measure measure,
      Function<String, Measure> named,
      FoldInputs inputs,
      int customerNo,
      int bucket,
      List<TimelineRow> timeline) {
    Compiler compiler = new Compiler(named, inputs);
    Node node = compiler.node(measure);
    Seen seen = new Seen();
    compiler.feedAll(seen);
    Program program = compiler.program();
    program.start(customerNo, bucket);
    timeline.forEach(program::add);
    program.close();
    int parameterChange =
        Days.orNever(
            inputs
                .parameters()
                .nextChangeAfter(RuleUses.through(measure, named).parameters(), inputs.asOf()));
    return new Answer(
        node.values(),
        Days.date(Math.min(node.change(), parameterChange)),
        timeline.stream().filter(seen.rows::contains).toList());
  }

  /** Keeps the rows that were passed. */
  private static final class Seen extends Gatherer {
    private final Set<TimelineRow> rows = new LinkedHashSet<>();

    @Override
    void start() {
      rows.clear();
    }

    @Override
    void add(Row row) {
      rows.add(row.told());
    }
  }
}
