package dev.shuke.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A paid order of the traffic, written and dated by code of its own, so that a mistake of the
 * platform's reader does not hide in it.
 */
record Order(
    Release release,
    String no,
    Instant at,
    String store,
    String member,
    long discountFen,
    List<Line> lines) {

  /** Of the till that tells it: tills are never all of one release. */
  enum Release {
    /** Knows nothing of persons and attributes. */
    BEFORE,
    NOW,
    /** Tells more than our contract knows. */
    NEXT
  }

  /** What a till of the next release tells beyond the contract. */
  static final String OF_NEXT = "{\"queue_minutes\":7}";

  /** A line of an order; {@code qty} whole. */
  record Line(String sku, int qty, long amountFen) {
    private String json(Release release) {
      return "{\"sku\":\"%s\",\"qty\":\"%d\",\"line_amount\":%d%s}"
          .formatted(
              sku, qty, amountFen, release == Release.BEFORE ? "" : ",\"attrs\":{\"味\":\"麻辣\"}");
    }
  }

  long totalFen() {
    return lines.stream().mapToLong(Line::amountFen).sum();
  }

  long paidFen() {
    return totalFen() - discountFen;
  }

  /** The brand is in Shanghai, eight hours ahead all year, and its day starts at 04:00. */
  LocalDate businessDate() {
    return at.atZone(ZoneId.of("Asia/Shanghai")).minusHours(4).toLocalDate();
  }

  byte[] json() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  String text() {
    return ("{\"schema_version\":1,\"occurred_at\":%d,\"order_no\":\"%s\",\"order_source\":\"pos\","
            + "\"status\":\"paid\",\"order_version\":1,\"store_id\":\"%s\",\"currency\":\"CNY\","
            + "%s\"amount_total\":%d,\"amount_paid\":%d,\"discount\":%d,"
            + "\"items\":[%s]%s}")
        .formatted(
            at.toEpochMilli(),
            no,
            store,
            release == Release.BEFORE ? "" : "\"person_ref\":{\"member_no\":\"" + member + "\"},",
            totalFen(),
            paidFen(),
            discountFen,
            lines.stream().map(line -> line.json(release)).collect(Collectors.joining(",")),
            release == Release.NEXT ? "," + OF_NEXT.substring(1, OF_NEXT.length() - 1) : "");
  }
}
