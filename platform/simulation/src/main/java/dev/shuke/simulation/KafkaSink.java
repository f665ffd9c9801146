package dev.shuke.simulation;

import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends records to Kafka: acknowledged by all replicas, idempotent, without transactions (offsets
 * stay dense, design.md decision 3).
 */
final class KafkaSink implements Sink {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final String bootstrap;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  KafkaSink(String bootstrap) {
    this.bootstrap = bootstrap;
    try {
      this.producer =
          new KafkaProducer<>(
              settings(bootstrap), new StringSerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw new ConfigurationException(
          "kafka.bootstrap", List.of("cannot use '" + bootstrap + "': " + cause(e)));
    }
  }

  private static Map<String, Object> settings(String bootstrap) {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrap,
        ProducerConfig.CLIENT_ID_CONFIG,
        "shuke-simulation",
        ProducerConfig.ACKS_CONFIG,
        "all",
        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
        true,
        ProducerConfig.COMPRESSION_TYPE_CONFIG,
        "lz4",
        // Larger batches at the price of 20 ms: a simulation waits for throughput, not for one
        // record.
        ProducerConfig.LINGER_MS_CONFIG,
        20,
        ProducerConfig.BATCH_SIZE_CONFIG,
        256 * 1024,
        ProducerConfig.MAX_BLOCK_MS_CONFIG,
        LONGEST_WAIT.toMillis());
  }

  @Override
  public void send(Envelope envelope) {
    throwFailure();
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(envelope.topic(), envelope.key(), envelope.value());
    envelope
        .headers()
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    try {
      var unused =
          producer.send(
              message,
              (metadata, exception) -> {
                if (exception == null) {
                  acknowledged.incrementAndGet();
                } else {
                  failure.compareAndSet(null, exception);
                }
              });
    } catch (KafkaException e) {
      failure.compareAndSet(null, e);
    }
    throwFailure();
  }

  @Override
  public void flush() {
    producer.flush();
    throwFailure();
  }

  private void throwFailure() {
    Exception cause = failure.get();
    if (cause != null) {
      throw new SendingFailed(
          ("Kafka at %s took %d records and then failed: %s. Is it running (./shuke status)? Run the"
                  + " same simulation again afterwards; what was taken counts only once.")
              .formatted(bootstrap, acknowledged.get(), cause(cause)),
          cause);
    }
  }

  private static String cause(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message.replaceAll("\\.$", "");
  }

  @Override
  public void close() {
    producer.close(failure.get() == null ? LONGEST_WAIT : Duration.ZERO);
  }
}
