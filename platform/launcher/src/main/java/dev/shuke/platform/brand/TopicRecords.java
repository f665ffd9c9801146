package dev.shuke.platform.brand;

import dev.shuke.platform.process.ShukeException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The records of a partition that have no row yet, in a file: one after the other key, value and
 * headers, and their offset. Their time is not kept: the broker gives them a new one when they come
 * back.
 */
final class TopicRecords {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final int NOTHING_FOR_POLLS = 30;
  private static final int NONE = -1;
  private static final int END = -1;

  private final String bootstrap;

  TopicRecords(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Writes the records from one offset up to, not including, another. */
  void write(TopicPartition partition, long from, long to, Path file) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      int silent = 0;
      while (consumer.position(partition) < to) {
        var records = consumer.poll(POLL).records(partition);
        silent = records.isEmpty() ? silent + 1 : 0;
        if (silent == NOTHING_FOR_POLLS) {
          throw ShukeException.failed(
              "Kafka holds %s up to offset %d, but gave nothing from %d on for %d s.",
              partition, to, consumer.position(partition), NOTHING_FOR_POLLS);
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < to) {
            write(record, out);
          }
        }
      }
      out.writeLong(END);
    }
  }

  private static void write(ConsumerRecord<byte[], byte[]> record, DataOutputStream out)
      throws IOException {
    out.writeLong(record.offset());
    write(record.key(), out);
    write(record.value(), out);
    Header[] headers = record.headers().toArray();
    out.writeInt(headers.length);
    for (Header header : headers) {
      out.writeUTF(header.key());
      write(header.value(), out);
    }
  }

  private static void write(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes == null ? NONE : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  /** Fills an empty partition with empty records, so that the next one gets this offset. */
  void fill(TopicPartition partition, long offsets) {
    try (Sender sender = new Sender(bootstrap, partition)) {
      for (long offset = 0; offset < offsets; offset++) {
        sender.send(
            new ProducerRecord<>(partition.topic(), partition.partition(), null, null), offset);
      }
    }
  }

  /**
   * Sends the records of a file.
   *
   * @throws ShukeException when one does not get the offset it had
   */
  void send(TopicPartition partition, Path file) throws IOException {
    try (Sender sender = new Sender(bootstrap, partition);
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (long offset = in.readLong(); offset != END; offset = in.readLong()) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(partition.topic(), partition.partition(), read(in), read(in));
        int headers = in.readInt();
        for (int i = 0; i < headers; i++) {
          record.headers().add(in.readUTF(), read(in));
        }
        sender.send(record, offset);
      }
    }
  }

  private static byte @Nullable [] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NONE ? null : in.readNBytes(length);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            // An offset that is gone must not be passed over.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Sends in order, and wants each record at its offset. */
  private static final class Sender implements AutoCloseable {
    private static final int BATCH_BYTES = 256 << 10;
    private static final int LARGEST_REQUEST_BYTES = 64 << 20;

    private final TopicPartition partition;
    private final KafkaProducer<byte[], byte[]> kafka;
    private final AtomicReference<String> failure = new AtomicReference<>();

    Sender(String bootstrap, TopicPartition partition) {
      this.partition = partition;
      this.kafka =
          new KafkaProducer<>(
              Map.of(
                  ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                  bootstrap,
                  ProducerConfig.ACKS_CONFIG,
                  "all",
                  ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                  true,
                  ProducerConfig.COMPRESSION_TYPE_CONFIG,
                  "gzip",
                  ProducerConfig.LINGER_MS_CONFIG,
                  20,
                  ProducerConfig.BATCH_SIZE_CONFIG,
                  BATCH_BYTES,
                  // What came in compressed may be larger than a request may be unless told.
                  ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                  LARGEST_REQUEST_BYTES),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }

    void send(ProducerRecord<byte[], byte[]> record, long offset) {
      var unused =
          kafka.send(
              record,
              (place, exception) -> {
                if (exception != null) {
                  failure.compareAndSet(null, exception.getMessage());
                } else if (place.offset() != offset) {
                  failure.compareAndSet(
                      null, "a record of offset " + offset + " came to " + place.offset());
                }
              });
      requireNoFailure();
    }

    private void requireNoFailure() {
      if (failure.get() != null) {
        throw ShukeException.failed(
            "Kafka did not take the records of %s as they were: %s. Does something send to this topic already?",
            partition, failure.get());
      }
    }

    @Override
    public void close() {
      kafka.close();
      requireNoFailure();
    }
  }
}
