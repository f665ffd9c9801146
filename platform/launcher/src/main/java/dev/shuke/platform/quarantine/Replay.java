package dev.shuke.platform.quarantine;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Lateness;
import dev.shuke.event.Reading;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.table.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends quarantined records to Kafka again: same topic, key and headers, and a header with the old
 * place, so that each gets a verdict of its own at its new place. The old verdict stays.
 *
 * <p>What Kafka took is noted in {@code events.replays} afterwards. A crash in between leaves a
 * replay that is not noted; replayed again its event is a duplicate, because the same fact has the
 * same event id, so it is stored once (docs/decisions/0007-replays-are-a-table.md).
 */
public final class Replay {
  /** The header that names the place of the quarantined record. */
  static final String HEADER = "shuke_replay_of";

  private static final int KAFKA_LIMIT_MILLIS = 20_000;
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Trino trino;
  private final Brand brand;
  private final Clock clock;

  public Replay(Trino trino, Brand brand, Clock clock) {
    this.trino = trino;
    this.brand = brand;
    this.clock = clock;
  }

  /** Why the job would refuse the record again as it reads now; empty when it would not. */
  public Optional<String> stillRefused(RecordPlace place, KeptRecord record) {
    String ceType = record.headers().get("ce_type");
    Optional<EventType> type = Optional.ofNullable(ceType).flatMap(EventType::ofCeType);
    if (type.isPresent() && !place.topic().equals(brand.topic(type.get().source()))) {
      return Optional.of("wrong_topic");
    }
    Reading reading = EventJson.read(ceType, record.value());
    if (reading instanceof Reading.Refused refused) {
      return Optional.of(
          "%s%s, expected %s"
              .formatted(
                  refused.reason(),
                  refused.field().isEmpty() ? "" : " at " + refused.field(),
                  refused.expected()));
    }
    Reading.Accepted accepted = (Reading.Accepted) reading;
    return Lateness.of(accepted.event().occurredAt(), clock.instant()) == Lateness.FUTURE
        ? Optional.of("occurred_in_future")
        : Optional.empty();
  }

  /**
   * Sends the records and notes them.
   *
   * @param isCorrected whether a value is not the one that was quarantined
   * @return the new place of each
   * @throws ShukeException when Kafka did not take all, or they could not be noted; what was taken
   *     before is noted where possible, and sending it again is harmless
   */
  public Map<RecordPlace, RecordPlace> send(
      Map<RecordPlace, KeptRecord> records, boolean isCorrected) {
    Map<RecordPlace, RecordPlace> replays = new LinkedHashMap<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (List<Map.Entry<RecordPlace, KeptRecord>> chunk :
          Quarantine.chunks(List.copyOf(records.entrySet()))) {
        Map<RecordPlace, RecordPlace> taken = new LinkedHashMap<>();
        Optional<String> failure = send(producer, chunk, taken);
        note(taken, isCorrected);
        replays.putAll(taken);
        if (failure.isPresent()) {
          throw ShukeException.failed(
              "Kafka at %s took %d of %d records and then failed: %s. Is it running (./shuke status)? Replay again"
                  + " afterwards; what was taken counts only once.",
              brand.kafkaBootstrap(), replays.size(), records.size(), failure.get());
        }
      }
    }
    return replays;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brand.kafkaBootstrap(),
            ProducerConfig.CLIENT_ID_CONFIG,
            "shuke-replay",
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            KAFKA_LIMIT_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            KAFKA_LIMIT_MILLIS / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            KAFKA_LIMIT_MILLIS),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** The first failure; what was taken all the same stands in {@code taken}. */
  private static Optional<String> send(
      KafkaProducer<byte[], byte[]> producer,
      List<Map.Entry<RecordPlace, KeptRecord>> records,
      Map<RecordPlace, RecordPlace> taken) {
    Map<RecordPlace, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    Optional<String> failure = Optional.empty();
    try {
      records.forEach(
          record ->
              sent.put(
                  record.getKey(), producer.send(message(record.getKey(), record.getValue()))));
    } catch (KafkaException e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
    }
    producer.flush();
    for (Map.Entry<RecordPlace, Future<RecordMetadata>> one : sent.entrySet()) {
      try {
        RecordMetadata at = one.getValue().get();
        taken.put(one.getKey(), new RecordPlace(at.topic(), at.partition(), at.offset()));
      } catch (ExecutionException e) {
        failure = failure.or(() -> Optional.of(String.valueOf(e.getMessage())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ShukeException.failed("Interrupted while Kafka took the replays.");
      }
    }
    return failure;
  }

  private static ProducerRecord<byte[], byte[]> message(RecordPlace place, KeptRecord record) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(place.topic(), record.key(), record.value());
    record
        .headers()
        .forEach(
            (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    // What was a replay itself names its newest place only.
    message.headers().remove(HEADER);
    message.headers().add(HEADER, place.toString().getBytes(StandardCharsets.UTF_8));
    return message;
  }

  private void note(Map<RecordPlace, RecordPlace> taken, boolean isCorrected) {
    if (taken.isEmpty()) {
      return;
    }
    String now = TIMESTAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    String rows =
        taken.entrySet().stream()
            .map(
                replay ->
                    "('%s', %d, bigint '%d', %d, bigint '%d', timestamp '%s UTC', %b)"
                        .formatted(
                            replay.getKey().topic(),
                            replay.getKey().partition(),
                            replay.getKey().offset(),
                            replay.getValue().partition(),
                            replay.getValue().offset(),
                            now,
                            isCorrected))
            .collect(Collectors.joining(", "));
    try {
      trino.update("insert into " + brand.id() + "." + Tables.REPLAYS + " values " + rows);
    } catch (SQLException e) {
      throw ShukeException.failed(
          "Kafka took %d records again, but Trino could not note them in %s: %s. They will be judged all the same;"
              + " ./shuke quarantine list shows them as not replayed, and replaying them again stores nothing twice.",
          taken.size(), Tables.REPLAYS, e.getMessage());
    }
  }
}
