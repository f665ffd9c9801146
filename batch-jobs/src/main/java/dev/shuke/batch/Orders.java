package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import dev.shuke.customer.Identity;
import dev.shuke.customer.Place;
import dev.shuke.event.EventType;
import dev.shuke.event.OrderEvent.Status;
import dev.shuke.order.OrderBook;
import dev.shuke.order.OrderFact;
import dev.shuke.order.OrderState;
import dev.shuke.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * One row per order as known at the frontier: {@link OrderBook} decides, Spark brings the facts of
 * an order together.
 */
final class Orders {

  /**
   * What an order is made of; a fold sees whole rows, so Spark cannot leave out the rest by itself.
   */
  private static final String[] USED = {
    "order_source",
    "order_no",
    "status",
    "refund_no",
    "order_version",
    "kafka_topic",
    "kafka_partition",
    "kafka_offset",
    "known_at",
    "occurred_at",
    "business_date",
    "store_id",
    "staff_userid",
    "id_namespace",
    "person_ref",
    "currency",
    "amount_total_fen",
    "amount_paid_fen",
    "discount_fen",
    "refund_amount_fen",
    "items",
    "coupon_ids",
    "touch_id"
  };

  private final Run run;

  Orders(Run run) {
    this.run = run;
  }

  void derive() {
    MapPartitionsFunction<Row, Row> assemble = Assembly::new;
    Dataset<Row> assembled =
        run.known(Tables.events(EventType.ORDER))
            .selectExpr(USED)
            .withColumn("order_hash", xxhash64(col("order_source"), col("order_no")))
            .repartition(col("order_hash"))
            // Sorted by the hash first: Spark compares numbers in place, strings row by row.
            .sortWithinPartitions("order_hash", "order_source", "order_no")
            .mapPartitions(assemble, Encoders.row(assembledSchema()));
    Dataset<Row> numbered =
        assembled.join(
            WhoIsWho.numbers(run),
            col("person_namespace")
                .equalTo(col("namespace"))
                .and(col("person_value").equalTo(col("value"))),
            "left_outer");
    run.overwrite(Tables.ORDERS, numbered);
  }

  /** The table's columns but the number, which a join adds, and the person it is looked up by. */
  private StructType assembledSchema() {
    StructType schema = new StructType();
    for (var field : run.schema(Tables.ORDERS).fields()) {
      if (!field.name().equals("customer_no")) {
        schema = schema.add(field);
      }
    }
    return schema
        .add("person_namespace", DataTypes.StringType)
        .add("person_value", DataTypes.StringType);
  }

  /** Walks sorted facts and gives one row per order. */
  private static final class Assembly implements Iterator<Row> {
    private final Iterator<Row> facts;
    private @Nullable Row next;

    Assembly(Iterator<Row> facts) {
      this.facts = facts;
      this.next = facts.hasNext() ? facts.next() : null;
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Row next() {
      Row first = next;
      if (first == null) {
        throw new NoSuchElementException();
      }
      List<Row> order = new ArrayList<>();
      do {
        order.add(next);
        next = facts.hasNext() ? facts.next() : null;
      } while (next != null && isSameOrder(first, next));
      return assemble(order);
    }

    private static boolean isSameOrder(Row a, Row b) {
      return a.getAs("order_no").equals(b.getAs("order_no"))
          && a.getAs("order_source").equals(b.getAs("order_source"));
    }
  }

  private static Row assemble(List<Row> events) {
    List<OrderFact> facts = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      facts.add(fact(events.get(i), i));
    }
    OrderState state = OrderBook.assemble(facts);
    // Without a payment the first fact speaks for the order.
    Row speaking =
        events.get(
            state.paidIndex() >= 0
                ? state.paidIndex()
                : facts.stream().min(Comparator.comparing(OrderFact::place)).orElseThrow().index());
    return row(state, speaking, person(speaking, events));
  }

  private static OrderFact fact(Row event, int index) {
    Long paid = event.getAs("amount_paid_fen");
    Long refunded = event.getAs("refund_amount_fen");
    return new OrderFact(
        Status.valueOf(event.<String>getAs("status").toUpperCase(Locale.ROOT)),
        event.getAs("refund_no"),
        event.getAs("order_version"),
        Places.of(event),
        event.getAs("occurred_at"),
        event.getAs("business_date"),
        event.getAs("store_id"),
        paid == null ? 0 : paid,
        refunded == null ? 0 : refunded,
        index);
  }

  private static Row row(OrderState state, Row speaking, Optional<Identity> person) {
    boolean isPaid = state.paidIndex() >= 0;
    return RowFactory.create(
        speaking.getAs("order_source"),
        speaking.getAs("order_no"),
        speaking.getAs("store_id"),
        speaking.getAs("staff_userid"),
        speaking.getAs("currency"),
        isPaid ? speaking.<Instant>getAs("occurred_at") : null,
        state.paidDate(),
        state.cancelledDate(),
        state.fullyRefundedDate(),
        speaking.getAs("amount_total_fen"),
        speaking.getAs("amount_paid_fen"),
        speaking.getAs("discount_fen"),
        EventRows.seq(
            state.refunds().stream()
                .map(
                    r ->
                        RowFactory.create(
                            r.refundNo(), r.businessDate(), r.storeId(), r.amountFen()))
                .toList()),
        isPaid ? speaking.getAs("items") : null,
        speaking.getAs("kafka_topic"),
        speaking.getAs("kafka_partition"),
        speaking.getAs("kafka_offset"),
        speaking.getAs("known_at"),
        isPaid ? speaking.getAs("coupon_ids") : null,
        isPaid ? speaking.<String>getAs("touch_id") : null,
        person.map(Identity::namespace).orElse(null),
        person.map(Identity::value).orElse(null));
  }

  /**
   * Whoever the speaking fact names; if nobody, whoever the first fact that names somebody does.
   */
  private static Optional<Identity> person(Row speaking, List<Row> events) {
    Optional<Identity> named = person(speaking);
    return named.isPresent()
        ? named
        : events.stream()
            .sorted(
                Comparator.comparing(
                    (Row event) -> Places.of(event), Comparator.<Place>naturalOrder()))
            .flatMap(event -> person(event).stream())
            .findFirst();
  }

  private static Optional<Identity> person(Row event) {
    return PersonColumns.first(event.getAs("person_ref"), event.getAs("id_namespace"));
  }

  /** What {@code data_health} lists: facts told twice in one version with different times. */
  static Dataset<Row> toldTwice(Run run) {
    return run.known(Tables.events(EventType.ORDER))
        .groupBy("order_source", "order_no", "status", "refund_no", "order_version")
        .agg(
            org.apache.spark.sql.functions.count("*").as("tellings"),
            org.apache.spark.sql.functions.max(Places.column()).as("place"))
        .where("tellings > 1");
  }

  static @Nullable LocalDate firstPaidDate(Run run) {
    return run.table(Tables.ORDERS)
        .agg(org.apache.spark.sql.functions.min("paid_date"))
        .first()
        .getAs(0);
  }
}
