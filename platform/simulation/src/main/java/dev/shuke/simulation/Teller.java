package dev.shuke.simulation;

import dev.shuke.event.Envelope;
import dev.shuke.event.Event;
import java.util.PriorityQueue;

/**
 * Takes events in the order of time, keeps back what happens later, and hands all of them on as
 * Kafka records.
 */
final class Teller {

  private final String topicPrefix;
  private final String source;
  private final Period period;
  private final Faults faults;
  private final Summary summary;
  private final Identities identities = new Identities();
  private final PriorityQueue<Later> queue = new PriorityQueue<>();
  private long laterCount;

  Teller(String topicPrefix, long seed, Period period, Faults faults, Summary summary) {
    this.topicPrefix = topicPrefix;
    this.source = "/simulation/" + seed;
    this.period = period;
    this.faults = faults;
    this.summary = summary;
  }

  private record Later(long at, long no, Event event) implements Comparable<Later> {
    @Override
    public int compareTo(Later other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(no, other.no);
    }
  }

  /** Tells an event now. */
  void tell(Event event) {
    faults.send(event, StableJson.of(Envelope.of(topicPrefix, source, event)));
  }

  /**
   * Tells an event when its time has come.
   *
   * @return false when that is after the period, so that it never happens
   */
  boolean tellAt(long at, Event event) {
    if (at >= period.end()) {
      return false;
    }
    queue.add(new Later(at, laterCount++, event));
    return true;
  }

  /** Tells what was kept back until {@code at}. */
  void catchUp(long at) {
    for (Later next = queue.peek(); next != null && next.at() <= at; next = queue.peek()) {
      queue.remove();
      tell(next.event());
    }
  }

  void count(Counted counted) {
    summary.add(counted, 1);
  }

  void count(Counted counted, long amount) {
    summary.add(counted, amount);
  }

  Identities identities() {
    return identities;
  }
}
