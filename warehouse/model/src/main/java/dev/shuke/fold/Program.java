package dev.shuke.fold;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The one pass: takes a customer's rows in time order and brings each to the selections of its
 * kind. An order waits for its lines, which follow it, because a condition on an order may ask
 * them.
 */
final class Program {

  private final Selection[] selections;

  /** By the kind's ordinal: asked for every row. */
  private final Selection[][] byKind = new Selection[Kind.values().length][];

  private final Gatherer[] gatherers;
  private final Held[] held;
  private final FoldInputs inputs;
  private final Row order;
  private final Row other;
  private final List<Row> lines = new ArrayList<>();
  private boolean isOrderWaiting;
  private int lineCount;
  private long position;
  private int customerNo;
  private int bucket;

  /**
   * @param selections by the kind of their rows
   */
  Program(
      FoldInputs inputs,
      Map<Kind, List<Selection>> selections,
      Collection<Gatherer> gatherers,
      Collection<Held> held) {
    this.inputs = inputs;
    this.selections = selections.values().stream().flatMap(List::stream).toArray(Selection[]::new);
    for (Kind kind : Kind.values()) {
      byKind[kind.ordinal()] = selections.getOrDefault(kind, List.of()).toArray(Selection[]::new);
    }
    this.gatherers = gatherers.toArray(Gatherer[]::new);
    this.held = held.toArray(Held[]::new);
    order = new Row(inputs);
    other = new Row(inputs);
  }

  int customerNo() {
    return customerNo;
  }

  int bucket() {
    return bucket;
  }

  void start(int customerNo, int bucket) {
    this.customerNo = customerNo;
    this.bucket = bucket;
    isOrderWaiting = false;
    position = 0;
    for (Selection selection : selections) {
      selection.start();
    }
    for (Gatherer gatherer : gatherers) {
      gatherer.start();
    }
    for (Held each : held) {
      each.start(customerNo, bucket);
    }
  }

  void add(TimelineRow row) {
    position++;
    for (Held each : held) {
      each.add(row);
    }
    if (isOrderWaiting && row.isLineOf(order.told())) {
      nextLine().set(row, position);
      return;
    }
    passOrder();
    if (row.kind() == Kind.ORDER) {
      order.set(row, position);
      isOrderWaiting = true;
    } else {
      other.set(row, position);
      pass(other);
    }
  }

  private Row nextLine() {
    if (lineCount == lines.size()) {
      lines.add(new Row(inputs));
    }
    return lines.get(lineCount++);
  }

  private void passOrder() {
    if (!isOrderWaiting) {
      return;
    }
    isOrderWaiting = false;
    order.setLines(lines.subList(0, lineCount));
    pass(order);
    for (int i = 0; i < lineCount; i++) {
      pass(lines.get(i));
    }
    lineCount = 0;
  }

  private void pass(Row row) {
    for (Selection selection : byKind[row.kind().ordinal()]) {
      selection.offer(row);
    }
  }

  /** After the last row. */
  void close() {
    passOrder();
    for (Selection selection : selections) {
      selection.close();
    }
  }
}
