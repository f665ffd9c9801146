package dev.shuke.streaming;

import dev.shuke.event.Event;
import dev.shuke.event.RecordEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/**
 * A stream of arrivals of every kind over three partitions, computed from the number of each record
 * alone, so that what should become of it can be counted without running anything.
 */
final class Generated {

  /** Where a record belongs. */
  enum Kind {
    EVENT,
    DUPLICATE,
    CONFLICT,
    OLD,
    BROKEN,
    FUTURE,
    WRONG_TOPIC
  }

  private static final int PARTITIONS = 3;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  private Generated() {}

  static DataGeneratorSource<KafkaRecord> source(long count) {
    return new DataGeneratorSource<>(
        Generated::record, count, TypeInformation.of(KafkaRecord.class));
  }

  static DataGeneratorSource<KafkaRecord> source(long count, double perSecond) {
    return new DataGeneratorSource<>(
        Generated::record,
        count,
        RateLimiterStrategy.perSecond(perSecond),
        TypeInformation.of(KafkaRecord.class));
  }

  /** Rows each table must have after {@code count} records. */
  static Map<String, Long> tables(long count) {
    return LongStream.range(0, count)
        .mapToObj(Generated::table)
        .collect(Collectors.groupingBy(table -> table, TreeMap::new, Collectors.counting()));
  }

  private static String table(long number) {
    return switch (kind(number)) {
      case EVENT -> isOrder(number) ? "events.orders" : "events.records";
      case DUPLICATE -> "events.duplicates";
      case OLD -> "events.late";
      case CONFLICT, BROKEN, FUTURE, WRONG_TOPIC -> "events.quarantine";
    };
  }

  private static Kind kind(long number) {
    return switch ((int) (offset(number) % 20)) {
      case 5 -> Kind.DUPLICATE;
      case 10 -> Kind.CONFLICT;
      case 12, 13 -> Kind.OLD;
      case 15 -> Kind.BROKEN;
      case 17 -> Kind.FUTURE;
      case 18 -> Kind.WRONG_TOPIC;
      default -> Kind.EVENT;
    };
  }

  private static KafkaRecord record(long number) {
    Instant knownAt = START.plusMillis(number * 10);
    return switch (kind(number)) {
      case EVENT -> told(number, fact(number, number, knownAt.minusSeconds(60)), knownAt);
      case DUPLICATE ->
          told(number, fact(before(number), before(number), toldBefore(number)), knownAt);
      case CONFLICT -> told(number, fact(before(number), number, toldBefore(number)), knownAt);
      case OLD -> told(number, fact(number, number, knownAt.minus(Duration.ofHours(25))), knownAt);
      case FUTURE ->
          told(number, fact(number, number, knownAt.plus(Duration.ofHours(25))), knownAt);
      case BROKEN -> broken(told(number, fact(number, number, knownAt), knownAt));
      case WRONG_TOPIC -> misplaced(told(number, fact(number, number, knownAt), knownAt));
    };
  }

  private static Event fact(long id, long payload, Instant occurredAt) {
    return isOrder(id)
        ? Samples.order("o-" + id, occurredAt, 1_000 + payload)
        : new RecordEvent(
            1,
            occurredAt,
            RecordEvent.Kind.STORE,
            "s-" + id,
            LocalDate.EPOCH,
            Map.of("name", "store " + payload),
            null,
            null);
  }

  private static KafkaRecord told(long number, Event event, Instant knownAt) {
    return Samples.told(event, partition(number), offset(number), knownAt);
  }

  private static KafkaRecord broken(KafkaRecord whole) {
    byte[] value = Objects.requireNonNull(whole.value());
    return Samples.kafka(
        whole.topic(),
        whole.partition(),
        whole.offset(),
        whole.knownAt(),
        whole.ceType(),
        Arrays.copyOf(value, value.length / 2));
  }

  private static KafkaRecord misplaced(KafkaRecord right) {
    return Samples.kafka(
        right.topic(),
        right.partition(),
        right.offset(),
        right.knownAt(),
        "dev.shuke.chat_event.v1",
        right.value());
  }

  /** The record before it in its partition, an event of its own. */
  private static long before(long number) {
    return number - PARTITIONS;
  }

  private static Instant toldBefore(long number) {
    return START.plusMillis(before(number) * 10).minusSeconds(60);
  }

  private static long offset(long number) {
    return number / PARTITIONS;
  }

  /** Two partitions of orders, one of records. */
  private static int partition(long number) {
    return isOrder(number) ? (int) (number % PARTITIONS) : 0;
  }

  private static boolean isOrder(long number) {
    return number % PARTITIONS < 2;
  }
}
