package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.brand.BusinessCalendar;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Reading;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Simulated orders of one to three lines that came months late. Every fiftieth is told twice in a
 * row, and every tenth was stored before; each follows from its number.
 */
final class LateOrders implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of so many tellings one repeats the one before it. */
  private static final int REPEAT_EVERY = 50;

  /** Of so many orders one is stored. */
  private static final int STORED_EVERY = 10;

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final long SPAN_MILLIS = Duration.ofDays(90).toMillis();
  private static final Instant KNOWN = Instant.parse("2026-06-01T00:00:00Z");

  /** So that five million come in three days. */
  private static final long MILLIS_BETWEEN = 50;

  private final String topic;
  private final ZoneId zone;
  private final LocalTime cut;

  LateOrders(Brand brand) {
    this.topic = brand.topic("orders");
    this.zone = brand.calendar().zone();
    this.cut = brand.calendar().cut();
  }

  /** How many of the first so many tellings are new events. */
  static long events(long tellings) {
    long orders = tellings - tellings / REPEAT_EVERY;
    return orders - stored(tellings);
  }

  /** How many of the orders among the first so many tellings were stored before. */
  static long stored(long tellings) {
    long orders = tellings - tellings / REPEAT_EVERY;
    return (orders + STORED_EVERY - 1) / STORED_EVERY;
  }

  /** The late row of this telling, at this offset of partition 0. */
  Row told(long telling) {
    long order = telling - (telling + 1) / REPEAT_EVERY;
    return row(order, 0, telling);
  }

  /** As it would be late, the row that is stored under this number, from partition 1. */
  Row before(long number) {
    return row(number * STORED_EVERY, 1, number);
  }

  private Row row(long order, int partition, long offset) {
    String json = json(order);
    Reading.Accepted read =
        (Reading.Accepted) EventJson.read(EventType.ORDER, json.getBytes(StandardCharsets.UTF_8));
    Instant occurredAt = read.event().occurredAt();
    return RowFactory.create(
        topic,
        partition,
        offset,
        KNOWN.plusMillis(offset * MILLIS_BETWEEN),
        EventType.ORDER.name(),
        read.eventId(),
        read.payloadHash(),
        occurredAt,
        new BusinessCalendar(zone, cut).dateOf(occurredAt),
        json);
  }

  private static String json(long order) {
    SplittableRandom random = new SplittableRandom(order);
    long occurredAt = FIRST.toEpochMilli() + random.nextLong(SPAN_MILLIS);
    StringBuilder items = new StringBuilder();
    long total = 0;
    for (int line = random.nextInt(3); line >= 0; line--) {
      long amount = 100 + random.nextInt(9_900);
      total += amount;
      items
          .append(items.isEmpty() ? "" : ",")
          .append("{\"sku\":\"dish")
          .append(random.nextInt(300))
          .append("\",\"qty\":\"")
          .append(1 + random.nextInt(3))
          .append("\",\"line_amount\":")
          .append(amount)
          .append(",\"attrs\":{\"味\":\"麻辣\"}}");
    }
    return new StringBuilder(400)
        .append("{\"schema_version\":1,\"occurred_at\":")
        .append(occurredAt)
        .append(",\"order_no\":\"P")
        .append(order)
        .append(
            "\",\"order_source\":\"pos\",\"status\":\"paid\",\"order_version\":1,\"store_id\":\"s")
        .append(random.nextInt(40))
        .append("\",\"currency\":\"CNY\",\"person_ref\":{\"member_no\":\"m")
        .append(random.nextInt(500_000))
        .append("\"},\"amount_total\":")
        .append(total)
        .append(",\"amount_paid\":")
        .append(total)
        .append(",\"discount\":0,\"items\":[")
        .append(items)
        .append("]}")
        .toString();
  }
}
