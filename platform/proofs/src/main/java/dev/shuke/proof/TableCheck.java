package dev.shuke.proof;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.quarantine.Seal;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.ByteBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Holds every row of a brand's event tables against the traffic made anew from its seed: each
 * message one row, in the right table, with the right content.
 */
final class TableCheck {
  private static final int MOST_EXAMPLES = 5;

  private final Seal seal;
  private final Traffic traffic;
  private final long sent;
  private final Function<Message, Verdict> verdict;
  private final BitSet seen;
  private final Map<Long, String> eventIds = new HashMap<>();
  private final Map<Long, String> repeatedIds = new HashMap<>();
  private final long[] rows = new long[Verdict.values().length];
  private final List<String> examples = new ArrayList<>();
  private long extra;
  private long altered;

  private TableCheck(Seal seal, Traffic traffic, long sent, Function<Message, Verdict> verdict) {
    this.seal = seal;
    this.verdict = verdict;
    this.traffic = traffic;
    this.sent = sent;
    this.seen = new BitSet((int) sent);
  }

  /**
   * What a check came to.
   *
   * @param lost messages without a row
   * @param extra rows of a message that has one already, or of none
   * @param altered rows in a wrong table or with wrong content
   * @param examples what was wrong with the first of them
   */
  record Result(
      long in,
      long stored,
      long dup,
      long quarantined,
      long late,
      long lost,
      long extra,
      long altered,
      List<String> examples) {

    boolean isExact() {
      return lost == 0 && extra == 0 && altered == 0;
    }

    @Override
    public String toString() {
      return "in=%d stored=%d dup=%d quarantined=%d late=%d lost=%d extra=%d altered=%d%s"
          .formatted(
              in,
              stored,
              dup,
              quarantined,
              late,
              lost,
              extra,
              altered,
              examples.isEmpty() ? "" : " such as " + String.join("; ", examples));
    }
  }

  /**
   * Checks the first {@code sent} messages as the job leaves them; nothing else may stand in the
   * tables.
   */
  static Result run(Brand brand, Traffic traffic, long sent) throws Exception {
    List<String> tables = new ArrayList<>(Tables.verdicts());
    tables.add(Tables.LATE);
    return run(brand, traffic, sent, tables, Message::verdict);
  }

  /** Checks them as the daily chain leaves them, which judges what came through late. */
  static Result runJudged(Brand brand, Traffic traffic, long sent) throws Exception {
    return run(brand, traffic, sent, Tables.verdicts(), Message::judged);
  }

  private static Result run(
      Brand brand,
      Traffic traffic,
      long sent,
      List<String> tables,
      Function<Message, Verdict> verdict)
      throws Exception {
    TableCheck check =
        new TableCheck(Seal.read(brand.quarantineKey().orElseThrow()), traffic, sent, verdict);
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      for (String table : tables) {
        check.read(opened.catalog(), table);
      }
    }
    return check.result();
  }

  private void read(Catalog catalog, String table) {
    try (CloseableIterable<Record> all =
        IcebergGenerics.read(catalog.loadTable(TableIdentifier.parse(table))).build()) {
      for (Record row : all) {
        check(table, row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void check(String table, Record row) {
    long index =
        (Long) row.getField("kafka_offset") * Traffic.PARTITIONS
            + (Integer) row.getField("kafka_partition");
    if (index >= sent || seen.get((int) index)) {
      extra++;
      example("message " + index + " again in " + table);
      return;
    }
    seen.set((int) index);
    Message message = traffic.message(index);
    rows[verdict.apply(message).ordinal()]++;
    List<String> wrong = differences(message, table, row);
    if (!wrong.isEmpty()) {
      altered++;
      example("message " + index + " in " + table + ": " + String.join(", ", wrong));
    }
  }

  private void example(String text) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(text);
    }
  }

  private List<String> differences(Message message, String table, Record row) {
    Verdict wanted = verdict.apply(message);
    if (!table.equals(tableOf(wanted))) {
      return List.of("expected in " + tableOf(wanted));
    }
    Differences differences = new Differences(row);
    switch (wanted) {
      case EVENT -> {
        event(message.order().orElseThrow(), differences);
        eventIds.put(message.index(), (String) row.getField("event_id"));
      }
      case DUPLICATE ->
          repeatedIds.put(message.first().orElseThrow(), (String) row.getField("event_id"));
      case QUARANTINED -> {
        differences.expect("reason", message.reason().orElseThrow());
        kept(message, differences);
      }
      case LATE -> {
        Order order = message.order().orElseThrow();
        differences.expect("occurred_at", OffsetDateTime.ofInstant(order.at(), ZoneOffset.UTC));
        differences.expect("business_date", order.businessDate());
        differences.expect("data", new String(message.value(), StandardCharsets.UTF_8));
      }
    }
    return differences.found;
  }

  /** What was quarantined can be opened, and is what was sent, to the byte. */
  private void kept(Message message, Differences row) {
    ByteBuffer sealed = (ByteBuffer) row.row.getField("sealed");
    if (sealed == null) {
      row.found.add("it keeps no bytes");
      return;
    }
    RecordPlace place =
        new RecordPlace(
            (String) row.row.getField("kafka_topic"),
            (Integer) row.row.getField("kafka_partition"),
            (Long) row.row.getField("kafka_offset"));
    KeptRecord kept = KeptRecord.of(seal.open(place, ByteBuffers.toByteArray(sealed)));
    row.compare("ce_type", kept.headers().get("ce_type"), message.ceType());
    if (!Arrays.equals(kept.value(), message.value())) {
      row.found.add("it keeps other bytes than were sent");
    }
  }

  private static String tableOf(Verdict verdict) {
    return switch (verdict) {
      case EVENT -> Tables.events(EventType.ORDER);
      case DUPLICATE -> Tables.DUPLICATES;
      case QUARANTINED -> Tables.QUARANTINE;
      case LATE -> Tables.LATE;
    };
  }

  private static void event(Order order, Differences row) {
    row.expect("occurred_at", OffsetDateTime.ofInstant(order.at(), ZoneOffset.UTC));
    row.expect("business_date", order.businessDate());
    row.expect("order_no", order.no());
    row.expect("order_source", "pos");
    row.expect("status", "paid");
    row.expect("order_version", 1);
    row.expect("refund_no", null);
    row.expect("store_id", order.store());
    row.expect("currency", "CNY");
    row.expect("amount_total_fen", order.totalFen());
    row.expect("amount_paid_fen", order.paidFen());
    row.expect("discount_fen", order.discountFen());
    row.expect("unknown_fields", order.release() == Order.Release.NEXT ? Order.OF_NEXT : null);
    Record person = (Record) row.row.getField("person_ref");
    boolean isTold = order.release() != Order.Release.BEFORE;
    row.compare(
        "member_no",
        person == null ? null : person.getField("member_no"),
        isTold ? order.member() : null);
    List<?> items = (List<?>) row.row.getField("items");
    row.compare("number of lines", items.size(), order.lines().size());
    for (int i = 0; i < Math.min(items.size(), order.lines().size()); i++) {
      Record item = (Record) items.get(i);
      Order.Line line = order.lines().get(i);
      row.compare("sku", item.getField("sku"), line.sku());
      row.compare("qty", item.getField("qty"), BigDecimal.valueOf(line.qty()).setScale(3));
      row.compare("line_amount_fen", item.getField("line_amount_fen"), line.amountFen());
      row.compare("attrs", item.getField("attrs"), isTold ? Map.of("味", "麻辣") : null);
    }
  }

  /** What a row has that was not sent. */
  private static final class Differences {
    private final Record row;
    private final List<String> found = new ArrayList<>();

    Differences(Record row) {
      this.row = row;
    }

    void expect(String column, @Nullable Object expected) {
      compare(column, row.getField(column), expected);
    }

    void compare(String what, @Nullable Object actual, @Nullable Object expected) {
      if (!Objects.equals(actual, expected)) {
        found.add(what + " is " + actual + ", expected " + expected);
      }
    }
  }

  private Result result() {
    repeatedIds.forEach(
        (first, id) -> {
          if (!id.equals(eventIds.get(first))) {
            altered++;
            example("the repeat of message " + first + " has another id");
          }
        });
    return new Result(
        sent,
        rows[Verdict.EVENT.ordinal()],
        rows[Verdict.DUPLICATE.ordinal()],
        rows[Verdict.QUARANTINED.ordinal()],
        rows[Verdict.LATE.ordinal()],
        sent - seen.cardinality(),
        extra,
        altered,
        List.copyOf(examples));
  }
}
