package dev.shuke.simulation;

import dev.shuke.event.Envelope;
import dev.shuke.event.Event;
import dev.shuke.event.OrderEvent;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What goes wrong on the way: some records are sent twice, some payments are told again with
 * another payload under the same id, some records are broken. All of them are copies that come
 * after the good record, in the same partition, so each good one is still an event.
 */
final class Faults {

  private static final int DUPLICATE_EACH = 1_499;
  private static final int CONFLICT_EACH = 9_973;
  private static final int BROKEN_EACH = 9_001;

  /** How many records later a copy is sent. */
  private static final int DELAY = 250;

  private final Sink sink;
  private final Summary summary;
  private final Deque<Copy> copies = new ArrayDeque<>();
  private long eventCount;
  private long paymentCount;
  private int brokenCount;

  Faults(Sink sink, Summary summary) {
    this.sink = sink;
    this.summary = summary;
  }

  private record Copy(long dueAt, Envelope envelope) {}

  void send(Event event, Envelope envelope) {
    sink.send(envelope);
    summary.event(envelope.topic());
    eventCount++;
    plan(event, envelope);
    while (!copies.isEmpty() && copies.getFirst().dueAt() <= eventCount) {
      sink.send(copies.removeFirst().envelope());
    }
  }

  private void plan(Event event, Envelope envelope) {
    if (eventCount % DUPLICATE_EACH == 0) {
      copy(envelope);
      summary.duplicate(envelope.topic());
    }
    if (eventCount % BROKEN_EACH == 0) {
      Broken broken = Broken.values()[brokenCount++ % Broken.values().length];
      copy(broken.of(envelope));
      summary.broken(envelope.topic(), broken);
    }
    if (event instanceof OrderEvent order
        && order.status() == OrderEvent.Status.PAID
        && ++paymentCount % CONFLICT_EACH == 0) {
      copy(otherPayload(order, envelope));
      summary.conflict(envelope.topic());
    }
  }

  private void copy(Envelope envelope) {
    copies.addLast(new Copy(eventCount + DELAY, envelope));
  }

  /** The same fact with another party size, so the same id. */
  private static Envelope otherPayload(OrderEvent order, Envelope original) {
    String prefix = original.topic().substring(0, original.topic().indexOf('.'));
    return Envelope.of(
        prefix,
        String.valueOf(original.headers().get("ce_source")),
        Order.withPartySize(order, 99));
  }

  /** Sends the copies that still wait; called once at the end. */
  void finish() {
    copies.forEach(copy -> sink.send(copy.envelope()));
    copies.clear();
  }
}
