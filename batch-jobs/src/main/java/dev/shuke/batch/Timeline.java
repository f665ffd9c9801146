package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;

import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * One row per customer event or order line, from {@code core.orders} and the events of known
 * customers.
 */
final class Timeline {

  /** What a row of every kind has of its source. */
  private static final String[] EVERY = {
    "customer_no",
    "occurred_at",
    "business_date",
    "kafka_topic",
    "kafka_partition",
    "kafka_offset",
    "known_at"
  };

  private final Run run;
  private final StructField[] fields;

  Timeline(Run run) {
    this.run = run;
    this.fields = run.schema(Tables.TIMELINE).fields();
  }

  void derive() {
    List<Dataset<Row>> kinds = new ArrayList<>(List.of(orders(), orderLines(), members(), tags()));
    if (has(EventType.CONTACT)) {
      kinds.add(contacts());
    }
    if (has(EventType.GROUP)) {
      kinds.add(groups());
    }
    if (has(EventType.CHAT)) {
      kinds.add(chats());
    }
    if (has(EventType.TOUCH)) {
      kinds.addAll(List.of(touches(), consents(), referrals("referrer"), referrals("referee")));
    }
    if (has(EventType.VISIT)) {
      kinds.add(visits());
    }
    run.overwrite(Tables.TIMELINE, kinds.stream().reduce(Dataset::unionAll).orElseThrow());
  }

  private boolean has(EventType type) {
    return run.brand().hasSource(type.source());
  }

  private Dataset<Row> orders() {
    return rows(
        "order",
        paidOrders(),
        "order_source",
        "order_no",
        "store_id",
        "staff_userid",
        "amount_paid_fen",
        "cancelled_date",
        "fully_refunded_date",
        "transform(refunds, r -> named_struct('refunded_date', r.refunded_date,"
            + " 'amount_fen', r.amount_fen)) as refunds",
        "coupon_ids",
        "touch_id");
  }

  private Dataset<Row> paidOrders() {
    return run.table(Tables.ORDERS)
        .where("customer_no is not null and paid_date is not null")
        .withColumn("occurred_at", col("paid_at"))
        .withColumn("business_date", col("paid_date"));
  }

  private Dataset<Row> orderLines() {
    return rows(
        "order_line",
        paidOrders().select(col("*"), posexplode(col("items")).as(new String[] {"pos", "item"})),
        "order_source",
        "order_no",
        "pos + 1 as line_no",
        "store_id",
        "staff_userid",
        "cancelled_date",
        "fully_refunded_date",
        "item.sku as sku",
        "item.category as category",
        "item.qty as qty",
        "item.line_amount_fen as line_amount_fen",
        "item.attrs as attrs");
  }

  private Dataset<Row> contacts() {
    return rows(
        "contact",
        ofExternal(events(EventType.CONTACT)),
        "store_id",
        "staff_userid",
        "external_userid",
        "change",
        "add_way");
  }

  private Dataset<Row> groups() {
    Dataset<Row> members =
        events(EventType.GROUP)
            .where("member_kind = 'external'")
            .withColumn("external_userid", explode(col("member_ids")));
    return rows("group", ofExternal(members), "store_id", "external_userid", "change", "chat_id");
  }

  private Dataset<Row> chats() {
    return rows(
        "chat",
        ofExternal(events(EventType.CHAT)),
        "store_id",
        "staff_userid",
        "external_userid",
        "chat_id",
        "direction",
        "keyword_ids");
  }

  private Dataset<Row> touches() {
    return rows(
        "touch",
        ofPerson(events(EventType.TOUCH).where("kind = 'touch'"), "person_ref"),
        "store_id",
        "staff_userid",
        "touch_id",
        "campaign_id",
        "channel",
        "stage");
  }

  private Dataset<Row> consents() {
    return rows(
        "consent",
        ofPerson(events(EventType.TOUCH).where("kind = 'consent'"), "person_ref"),
        "purpose",
        "state");
  }

  /** A referral stands on the timelines of both ends, as far as they are known. */
  private Dataset<Row> referrals(String role) {
    return rows(
        "referral",
        ofPerson(events(EventType.TOUCH).where("kind = 'referral'"), role),
        "referral_id",
        "referral_stage as stage",
        "'" + role + "' as role");
  }

  private Dataset<Row> visits() {
    return rows(
        "visit",
        ofPerson(events(EventType.VISIT).where("kind = 'visit'"), "person_ref"),
        "store_id",
        "staff_userid",
        "visit_source");
  }

  private Dataset<Row> members() {
    return rows("member", new RecordRows(run).members(), "store_id");
  }

  private Dataset<Row> tags() {
    return rows("tag", new RecordRows(run).tags(), "tag_id", "tag_value");
  }

  private Dataset<Row> events(EventType type) {
    return run.known(Tables.events(type));
  }

  private Dataset<Row> ofExternal(Dataset<Row> events) {
    return PersonColumns.numbered(
        run, events, WhoIsWho.externalNamespace(), col("external_userid"));
  }

  private Dataset<Row> ofPerson(Dataset<Row> events, String reference) {
    return PersonColumns.numbered(
        run, events.where(col(reference).isNotNull()), PersonColumns.ofReference(col(reference)));
  }

  /**
   * Rows of a kind in the timeline's columns, with nothing in those that the kind does not have:
   * sources use some of their names for other things.
   *
   * @param own the columns that the kind has besides those of every row
   */
  private Dataset<Row> rows(String kind, Dataset<Row> source, String... own) {
    Dataset<Row> narrow = source.selectExpr(concat(EVERY, own)).withColumn("kind", lit(kind));
    List<String> names = List.of(narrow.columns());
    return narrow.select(
        Arrays.stream(fields)
            .map(
                field ->
                    (names.contains(field.name()) ? col(field.name()) : nothing(field))
                        .cast(field.dataType())
                        .as(field.name()))
            .toArray(Column[]::new));
  }

  private static String[] concat(String[] a, String[] b) {
    String[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /** 0 for the numbers that every row has. */
  private static Column nothing(StructField field) {
    return field.nullable() ? lit(null) : lit(0);
  }
}
