package dev.shuke.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Simulated orders of one topic: mostly young, among them old ones, repeats, contradictions and
 * broken ones. Every message follows from seed, base and index alone, so the checker makes it anew
 * instead of remembering it.
 *
 * <p>Message {@code i} goes to partition {@code i % 2}, and becomes its offset {@code i / 2}: a
 * repeat goes where its first telling went, so what comes first is known.
 *
 * @param base about now: young ones happened up to 20 hours before it, old ones at least 30
 */
record Traffic(long seed, Instant base) {
  static final int PARTITIONS = 2;
  static final String CE_TYPE = "dev.shuke.order_event.v1";

  private static final long YOUNG_SPAN_MILLIS = Duration.ofHours(20).toMillis();
  private static final long OLD_SPAN_MILLIS = Duration.ofDays(300).toMillis();

  /** A repeat tells what was told up to so many messages of its partition before. */
  private static final int FARTHEST_REPEAT = 20_000;

  /** Shares in a thousand. */
  private static final int OLD = 30;

  private static final int BROKEN = OLD + 20;
  private static final int REPEATED = BROKEN + 50;
  private static final int CONTRADICTED = REPEATED + 5;

  Message message(long index) {
    int roll = roll(index);
    if (roll < OLD) {
      Order order = order(index);
      return new Message(
          index, CE_TYPE, order.json(), Verdict.LATE, none(), none(), Optional.of(order));
    }
    if (roll < BROKEN) {
      return broken(index);
    }
    if (roll < CONTRADICTED && roll(earlier(index)) >= CONTRADICTED && earlier(index) < index) {
      return roll < REPEATED ? repeat(index) : contradiction(index);
    }
    Order order = order(index);
    return new Message(
        index, CE_TYPE, order.json(), Verdict.EVENT, none(), none(), Optional.of(order));
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private SplittableRandom random(long index, int purpose) {
    return new SplittableRandom(seed * 1_000_003 + index * 31 + purpose);
  }

  private int roll(long index) {
    return random(index, 1).nextInt(1_000);
  }

  /** A message of the same partition before this one; itself where there is none. */
  private long earlier(long index) {
    long before = Math.min(index / PARTITIONS, FARTHEST_REPEAT);
    return before == 0
        ? index
        : index - PARTITIONS * (1 + (long) random(index, 2).nextInt((int) before));
  }

  private Order order(long index) {
    SplittableRandom random = random(index, 3);
    boolean isOld = roll(index) < OLD;
    long age =
        isOld
            ? Duration.ofHours(30).toMillis() + random.nextLong(OLD_SPAN_MILLIS)
            : random.nextLong(YOUNG_SPAN_MILLIS);
    List<Order.Line> lines = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      lines.add(
          new Order.Line(
              "dish" + random.nextInt(300), 1 + random.nextInt(3), 100 + random.nextInt(9_900)));
    }
    return new Order(
        "P" + index,
        base.minusMillis(age),
        "s" + random.nextInt(40),
        "m" + random.nextInt(500_000),
        random.nextInt(100),
        lines);
  }

  /** The same data, now and then marked as told again, which makes no other payload. */
  private Message repeat(long index) {
    long first = earlier(index);
    String text = order(first).text();
    String told =
        index % 3 == 0 ? text.replaceFirst("\\{", "{\"is_replay\":true,") : text.replace(",", ", ");
    return new Message(
        index, CE_TYPE, utf8(told), Verdict.DUPLICATE, Optional.of(first), none(), none());
  }

  private Message contradiction(long index) {
    String told = order(earlier(index)).text().replace("\"store_id\":\"s", "\"store_id\":\"x");
    return refused(index, CE_TYPE, utf8(told), "conflict");
  }

  private Message broken(long index) {
    String text = order(index).text();
    return switch (random(index, 4).nextInt(12)) {
      case 0 -> refused(index, CE_TYPE, utf8(text.substring(0, text.length() / 2)), "broken_json");
      case 1 ->
          refused(
              index, CE_TYPE, utf8(text.replace("\"order_no\"", "\"orderno\"")), "missing_field");
      case 2 ->
          refused(
              index,
              CE_TYPE,
              utf8(text.replace("\"store_id\":\"s", "\"store_id\":7,\"t\":\"")),
              "wrong_type");
      case 3 ->
          refused(index, CE_TYPE, utf8(text.replace("\"paid\"", "\"gone\"")), "unknown_value");
      case 4 ->
          refused(
              index,
              CE_TYPE,
              utf8(text.replace("\"discount\":", "\"discount\":9")),
              "contradictory_amounts");
      case 5 -> refused(index, "dev.shuke.dream_event.v1", utf8(text), "unknown_type");
      case 6 -> refused(index, null, utf8(text), "unknown_type");
      case 7 -> refused(index, CE_TYPE, null, "empty");
      case 8 ->
          refused(
              index, CE_TYPE, new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}, "bad_utf8");
      case 9 -> refused(index, CE_TYPE, utf8("[" + text + "]"), "wrong_type");
      case 10 -> refused(index, "dev.shuke.record_event.v1", utf8(text), "wrong_topic");
      default -> refused(index, CE_TYPE, utf8(future(index)), "occurred_in_future");
    };
  }

  private String future(long index) {
    Order order = order(index);
    Instant twoDaysOn = base.plus(Duration.ofDays(2));
    return new Order(
            order.no(),
            twoDaysOn,
            order.store(),
            order.member(),
            order.discountFen(),
            order.lines())
        .text();
  }

  private static Message refused(
      long index, @Nullable String ceType, byte @Nullable [] value, String reason) {
    return new Message(
        index, ceType, value, Verdict.QUARANTINED, none(), Optional.of(reason), none());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
