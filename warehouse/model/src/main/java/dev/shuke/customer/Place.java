package dev.shuke.customer;

import java.util.Comparator;

/**
 * Where in Kafka something was said, in the order in which it became known.
 *
 * @param knownAtMillis the broker's append time, milliseconds since the epoch
 */
public record Place(long knownAtMillis, String topic, int partition, long offset)
    implements Comparable<Place> {

  private static final Comparator<Place> ORDER =
      Comparator.comparingLong(Place::knownAtMillis)
          .thenComparing(Place::topic, Utf8Order.COMPARATOR)
          .thenComparingInt(Place::partition)
          .thenComparingLong(Place::offset);

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
