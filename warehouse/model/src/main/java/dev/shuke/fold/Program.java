package dev.shuke.fold;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The one pass: takes a customer's rows in time order and brings each to the selections of its
 * kind. Where a condition on an order asks its lines, the order waits for them, since they follow
 * it.
 */
final class Program {

  private final Selection[] selections;

  /** By the kind's ordinal: asked for every row. */
  private final Selection[][] byKind = new Selection[Kind.values().length][];

  private final Gatherer[] gatherers;
  private final Held[] held;
  private final FoldInputs inputs;
  private final boolean asksLines;
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
   * @param asksLines whether a condition on an order asks its lines
   */
  Program(
      FoldInputs inputs,
      Map<Kind, List<Selection>> selections,
      Collection<Gatherer> gatherers,
      Collection<Held> held,
      boolean asksLines) {
    this.inputs = inputs;
    this.selections = selections.values().stream().flatMap(List::stream).toArray(Selection[]::new);
    for (Kind kind : Kind.values()) {
      byKind[kind.ordinal()] =
          selections.getOrDefault(kind, List.of()).stream()
              .sorted(Comparator.comparingInt(selection -> selection.window().first()))
              .toArray(Selection[]::new);
    }
    this.asksLines = asksLines;
    this.gatherers = gatherers.toArray(Gatherer[]::new);
    this.held = held.toArray(Held[]::new);
    order = new Row(inputs);
    other = new Row(inputs);
  }

  /** Whether rows of this kind can matter. */
  boolean looksAt(Kind kind) {
    return byKind[kind.ordinal()].length > 0 || asksLines || held.length > 0;
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
    if (asksLines) {
      addWithLines(row);
    } else {
      passOther(row);
    }
  }

  private void addWithLines(TimelineRow row) {
    if (isOrderWaiting && row.isLineOf(order.told())) {
      nextLine().set(row, position);
      return;
    }
    passOrder();
    if (row.kind() == Kind.ORDER) {
      order.set(row, position);
      isOrderWaiting = true;
    } else {
      passOther(row);
    }
  }

  private void passOther(TimelineRow row) {
    Selection[] of = byKind[row.kind().ordinal()];
    if (of.length > 0) {
      other.set(row, position);
      pass(other, of);
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
    pass(order, byKind[Kind.ORDER.ordinal()]);
    for (int i = 0; i < lineCount; i++) {
      pass(lines.get(i), byKind[Kind.ORDER_LINE.ordinal()]);
    }
    lineCount = 0;
  }

  private static void pass(Row row, Selection[] selections) {
    for (Selection selection : selections) {
      if (row.day() < selection.window().first()) {
        return; // They are in order of their first days, so the row is too old for the others too.
      }
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
