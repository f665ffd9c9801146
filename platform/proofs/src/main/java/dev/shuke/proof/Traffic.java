package dev.shuke.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Simulated orders of one topic, by tills of three releases: mostly young, among them old ones,
 * repeats and contradictions of both, and broken ones. Every message follows from seed, base and
 * index alone, so the checker makes it anew instead of remembering it.
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
    if (isAgain(index, roll)) {
      long first = earlier(index);
      Order order = order(first);
      boolean isOld = roll(first) < OLD;
      return roll < REPEATED
          ? repeat(index, first, order, isOld)
          : contradiction(index, order, isOld);
    }
    Order order = order(index);
    Optional<Broken> broken = broken(index);
    if (broken.isPresent()) {
      return broken.get().message(index, order.text());
    }
    Verdict verdict = roll < OLD ? Verdict.LATE : Verdict.EVENT;
    return new Message(index, CE_TYPE, order.json(), verdict, none(), none(), Optional.of(order));
  }

  /** How this message is broken, empty when it is not. */
  Optional<Broken> broken(long index) {
    int roll = roll(index);
    if (roll < OLD || roll >= BROKEN) {
      return Optional.empty();
    }
    Broken[] kinds = Broken.values();
    return Optional.of(kinds[random(index, 4).nextInt(kinds.length)]);
  }

  /** Repeats and contradictions follow what is told once, be it young or old. */
  private boolean isAgain(long index, int roll) {
    if (roll < BROKEN || roll >= CONTRADICTED) {
      return false;
    }
    long earlier = earlier(index);
    int first = roll(earlier);
    return earlier < index && (first < OLD || first >= CONTRADICTED);
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
        release(index),
        "P" + index,
        base.minusMillis(age),
        "s" + random.nextInt(40),
        "m" + random.nextInt(500_000),
        random.nextInt(100),
        lines);
  }

  /** One in ten of an older till, one in ten of a newer; what is broken is broken in one of now. */
  private Order.Release release(long index) {
    if (broken(index).isPresent()) {
      return Order.Release.NOW;
    }
    return switch (random(index, 5).nextInt(10)) {
      case 0 -> Order.Release.BEFORE;
      case 1 -> Order.Release.NEXT;
      default -> Order.Release.NOW;
    };
  }

  /** The same data, now and then marked as told again, which makes no other payload. */
  private static Message repeat(long index, long first, Order order, boolean isOld) {
    String text = order.text();
    String told =
        index % 3 == 0 ? text.replaceFirst("\\{", "{\"is_replay\":true,") : text.replace(",", ", ");
    return new Message(
        index,
        CE_TYPE,
        utf8(told),
        isOld ? Verdict.LATE : Verdict.DUPLICATE,
        Optional.of(first),
        none(),
        Optional.of(order));
  }

  private static Message contradiction(long index, Order order, boolean isOld) {
    String told = order.text().replace("\"store_id\":\"s", "\"store_id\":\"x");
    return new Message(
        index,
        CE_TYPE,
        utf8(told),
        isOld ? Verdict.LATE : Verdict.QUARANTINED,
        none(),
        Optional.of("conflict"),
        Optional.of(order));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
