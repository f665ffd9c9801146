package dev.shuke.streaming;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes orders inside the source, so many to an hour of the broker's time, each told a second after
 * it happened; and counts them.
 */
final class SteadyOrders implements GeneratorFunction<Long, KafkaRecord> {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong MADE = new AtomicLong();
  private static final long SECOND = 1_000;

  private final String topic;
  private final Instant start;
  private final long perHour;
  private transient @Nullable SimulatedOrders orders;

  SteadyOrders(String topic, Instant start, long perHour) {
    this.topic = topic;
    this.start = start;
    this.perHour = perHour;
  }

  static long made() {
    return MADE.get();
  }

  @Override
  public void open(SourceReaderContext context) {
    orders = new SimulatedOrders(1, start);
  }

  @Override
  public KafkaRecord map(Long number) {
    SimulatedOrders opened = orders;
    if (opened == null) {
      throw new IllegalStateException("Not opened");
    }
    MADE.set(number + 1);
    Instant known = start.plusMillis(number * Duration.ofHours(1).toMillis() / perHour);
    byte[] json = opened.json(number, known.toEpochMilli() - SECOND);
    return new KafkaRecord(topic, 0, number, known, SimulatedOrders.HEADERS, null, json);
  }
}
