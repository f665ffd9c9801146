package dev.shuke.streaming;

import dev.shuke.event.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;

/** Simulated young orders of one to three lines, made before anything is timed. */
final class SimulatedOrders {

  /** So that a benchmark needs little memory, the same bodies come again under new numbers. */
  private static final int BODIES = 20_000;

  private static final long YOUNG_SPAN_MILLIS = 20 * 3_600_000L;

  static final Map<String, String> HEADERS = Map.of("ce_type", EventType.ORDER.ceType());

  private final Instant now;
  private final long[] ages = new long[BODIES];
  private final byte[][] tails = new byte[BODIES][];

  SimulatedOrders(long seed, Instant now) {
    this.now = now;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < BODIES; i++) {
      ages[i] = random.nextLong(YOUNG_SPAN_MILLIS);
      tails[i] = tail(random).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String tail(SplittableRandom random) {
    StringBuilder items = new StringBuilder();
    long total = 0;
    for (int line = random.nextInt(3); line >= 0; line--) {
      long amount = 100 + random.nextInt(9_900);
      total += amount;
      items.append(
          "%s{\"sku\":\"dish%d\",\"qty\":\"%d\",\"line_amount\":%d,\"attrs\":{\"味\":\"麻辣\"}}"
              .formatted(
                  items.isEmpty() ? "" : ",", random.nextInt(300), 1 + random.nextInt(3), amount));
    }
    return ("\",\"order_source\":\"pos\",\"status\":\"paid\",\"order_version\":1,\"store_id\":\"s%d\","
            + "\"currency\":\"CNY\",\"person_ref\":{\"member_no\":\"m%d\"},\"amount_total\":%d,"
            + "\"amount_paid\":%d,\"discount\":0,\"items\":[%s]}")
        .formatted(random.nextInt(40), random.nextInt(500_000), total, total, items);
  }

  /** The order of this number; each has an id of its own. */
  byte[] json(long number) {
    return json(number, now.toEpochMilli() - ages[(int) (number % BODIES)]);
  }

  /** The same, as if it had happened at this time, in milliseconds UTC. */
  byte[] json(long number, long occurredAt) {
    int body = (int) (number % BODIES);
    byte[] head =
        ("{\"schema_version\":1,\"occurred_at\":" + occurredAt + ",\"order_no\":\"P" + number)
            .getBytes(StandardCharsets.UTF_8);
    byte[] json = new byte[head.length + tails[body].length];
    System.arraycopy(head, 0, json, 0, head.length);
    System.arraycopy(tails[body], 0, json, head.length, tails[body].length);
    return json;
  }

  /** The same as it would lie in Kafka. */
  KafkaRecord record(String topic, long number) {
    return new KafkaRecord(topic, 0, number, now, HEADERS, null, json(number));
  }
}
