package dev.shuke.streaming;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/** Makes the orders inside the source, and notes when the first was asked for. */
final class FirstRecord implements GeneratorFunction<Long, KafkaRecord> {
  private static final long serialVersionUID = 1L;
  private static final AtomicLong FIRST = new AtomicLong();

  private final String topic;
  private final Instant now;
  private transient @Nullable SimulatedOrders orders;

  FirstRecord(String topic, Instant now) {
    this.topic = topic;
    this.now = now;
  }

  static void forget() {
    FIRST.set(0);
  }

  static long nanos() {
    return FIRST.get();
  }

  @Override
  public void open(SourceReaderContext context) {
    orders = new SimulatedOrders(1, now);
  }

  @Override
  public KafkaRecord map(Long number) {
    if (number == 0) {
      FIRST.set(System.nanoTime());
    }
    SimulatedOrders opened = orders;
    if (opened == null) {
      throw new IllegalStateException("Not opened");
    }
    return opened.record(topic, number);
  }
}
