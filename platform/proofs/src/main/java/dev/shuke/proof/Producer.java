package dev.shuke.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the traffic in order at an even pace. Idempotent and more patient than any fault is long:
 * what it was told to send stands in the topic once, and in order, whatever the broker goes
 * through.
 */
final class Producer implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  /** A broker that has not answered for so long never will, and the proof ends with a sentence. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Traffic traffic;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> kafka;
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile long sent;

  Producer(Traffic traffic, String bootstrap, String topic) {
    this(traffic, bootstrap, topic, 0);
  }

  /** Goes on where another had sent so many. */
  Producer(Traffic traffic, String bootstrap, String topic, long sent) {
    this.sent = sent;
    this.traffic = traffic;
    this.topic = topic;
    this.kafka =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE.toMillis(),
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Messages sent until now. */
  long sent() {
    return sent;
  }

  /** Records that were sent again, because the broker gave no answer or an error. */
  long retries() {
    return total("record-retry-total");
  }

  /** Records given up. */
  long errors() {
    return total("record-error-total");
  }

  private long total(String metric) {
    return kafka.metrics().values().stream()
        .filter(known -> known.metricName().group().equals("producer-metrics"))
        .filter(known -> known.metricName().name().equals(metric))
        .mapToLong(known -> ((Double) known.metricValue()).longValue())
        .sum();
  }

  /** Sends the next messages, at most so many in a second; one thread at a time. */
  void send(long count, long perSecond) {
    long began = System.nanoTime();
    long first = sent;
    for (long done = 1; done <= count; done++) {
      send(traffic.message(first + done - 1));
      sent = first + done;
      long ahead = done * 1_000_000_000L / perSecond - (System.nanoTime() - began);
      if (ahead > 1_000_000) {
        LockSupport.parkNanos(ahead);
      }
    }
    kafka.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("Kafka refused a message of the traffic", failure.get());
    }
  }

  private void send(Message message) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic, (int) (message.index() % Traffic.PARTITIONS), null, message.value());
    if (message.ceType() != null) {
      record.headers().add("ce_type", message.ceType().getBytes(StandardCharsets.UTF_8));
    }
    var unused =
        kafka.send(
            record,
            (place, exception) -> {
              if (exception != null) {
                failure.compareAndSet(null, exception);
              } else if (place.offset() != message.index() / Traffic.PARTITIONS) {
                failure.compareAndSet(
                    null,
                    new IllegalStateException("Message " + message.index() + " got " + place));
              }
            });
  }

  @Override
  public void close() {
    // Where a broker is gone for good, what is left would be waited for without end.
    kafka.close(END_LIMIT);
  }
}
