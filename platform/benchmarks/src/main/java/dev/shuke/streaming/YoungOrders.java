package dev.shuke.streaming;

import java.time.Instant;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.jspecify.annotations.Nullable;

/** Makes the orders inside the source. */
final class YoungOrders implements GeneratorFunction<Long, KafkaRecord> {
  private static final long serialVersionUID = 1L;

  private final String topic;
  private final Instant now;
  private transient @Nullable SimulatedOrders orders;

  YoungOrders(String topic, Instant now) {
    this.topic = topic;
    this.now = now;
  }

  @Override
  public void open(SourceReaderContext context) {
    orders = new SimulatedOrders(1, now);
  }

  @Override
  public KafkaRecord map(Long number) {
    SimulatedOrders opened = orders;
    if (opened == null) {
      throw new IllegalStateException("Not opened");
    }
    return opened.record(topic, number);
  }
}
