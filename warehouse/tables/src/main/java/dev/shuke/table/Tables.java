package dev.shuke.table;

import dev.shuke.event.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Types.BinaryType;
import org.apache.iceberg.types.Types.BooleanType;
import org.apache.iceberg.types.Types.DateType;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.IntegerType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.StructType;
import org.apache.iceberg.types.Types.TimestampType;

/**
 * Every table of a brand: the one place of schemas, partitioning and sort orders. Format v2
 * throughout, which Trino reads.
 */
public final class Tables {

  /** Buckets of customers; one Spark task folds one. */
  public static final int CUSTOMER_BUCKETS = 16;

  public static final String LATE = "events.late";
  public static final String DUPLICATES = "events.duplicates";
  public static final String QUARANTINE = "events.quarantine";
  public static final String REPLAYS = "events.replays";
  public static final String CUSTOMER_NUMBERS = "core.customer_numbers";
  public static final String IDENTITIES = "core.identities";
  public static final String CUSTOMERS = "core.customers";
  public static final String CUSTOMER_IDS = "core.customer_ids";
  public static final String ORDERS = "core.orders";
  public static final String TIMELINE = "core.timeline";
  public static final String FRIENDSHIPS = "core.friendships";
  public static final String GROUP_MEMBERS = "core.group_members";
  public static final String STAFF_STORES = "core.staff_stores";
  public static final String STORES = "core.stores";
  public static final String PRODUCTS = "core.products";
  public static final String DEFINITIONS = "tags.definitions";
  public static final String PARAMETERS = "tags.parameters";
  public static final String CUSTOMER_TAGS = "tags.customer_tags";
  public static final String NEXT_CHANGES = "tags.next_changes";
  public static final String RUNS = "tags.runs";
  public static final String AS_OF = "tags.as_of";
  public static final String STORE_CONVERSION = "marts.store_conversion";
  public static final String DATA_HEALTH = "marts.data_health";

  private static final UnaryOperator<PartitionSpec.Builder> WHOLE = spec -> spec;
  private static final UnaryOperator<SortOrder.Builder> UNSORTED = order -> order;

  private Tables() {}

  /** The table of an event type, such as {@code events.orders}. */
  public static String events(EventType type) {
    return "events." + type.source();
  }

  /** Where a Kafka offset can have its verdict: the event tables, duplicates and quarantine. */
  public static List<String> verdicts() {
    return Stream.concat(
            Arrays.stream(EventType.values()).map(Tables::events),
            Stream.of(DUPLICATES, QUARANTINE))
        .toList();
  }

  public static List<TableDefinition> all() {
    return Stream.of(eventTables(), coreTables(), tagTables(), martTables())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * The definition of one of them.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  public static TableDefinition named(String name) {
    return all().stream()
        .filter(definition -> definition.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no table " + name));
  }

  private static List<TableDefinition> eventTables() {
    Stream<TableDefinition> events =
        Arrays.stream(EventType.values())
            .map(
                type ->
                    TableDefinition.of(
                        events(type),
                        "one row per event; by month of business date, because a day of a chain's smaller"
                            + " topics is a few kilobytes; sorted by date, so that file statistics find the day",
                        EventColumns.of(type.contract()),
                        spec -> spec.month("business_date"),
                        order -> order.asc("business_date")));
    return Stream.concat(events, Stream.of(late(), duplicates(), quarantine(), replays())).toList();
  }

  private static TableDefinition late() {
    Columns columns =
        new Columns()
            .place()
            .required(
                "event_type",
                StringType.get(),
                "name of the EventType whose contract its data keeps")
            .required("event_id", StringType.get(), "the same for each telling of one fact")
            .required(
                "payload_hash", BinaryType.get(), "SHA-256 of the canonical data without is_replay")
            .required("occurred_at", TimestampType.withZone(), "when it happened")
            .required("business_date", DateType.get(), "business day of occurred_at")
            .required(
                "data", StringType.get(), "the record's JSON, read again when it is admitted");
    return TableDefinition.of(
        LATE,
        "one row per old arrival; counts only until its offset has a verdict; by day of known_at, so"
            + " that judged days can be dropped, and by type, because each is admitted to its own table",
        columns.schema(),
        spec -> spec.day("known_at").identity("event_type"),
        UNSORTED);
  }

  private static TableDefinition duplicates() {
    Columns columns =
        new Columns()
            .place()
            .required("event_type", StringType.get(), "its contract")
            .required("event_id", StringType.get(), "the event it repeats")
            .required("occurred_at", TimestampType.withZone(), "when it happened");
    return TableDefinition.of(
        DUPLICATES,
        "one row per repeated telling of an event, with the same payload; by day of known_at",
        columns.schema(),
        spec -> spec.day("known_at"),
        UNSORTED);
  }

  private static TableDefinition quarantine() {
    Columns columns = new Columns().place();
    columns
        .optional("event_type", StringType.get(), "its contract, null when unknown")
        .optional("event_id", StringType.get(), "its id, null when it could not be read")
        .required("reason", StringType.get(), "stable code")
        .required("field", StringType.get(), "path of the field, empty for the whole record")
        .required("expected", StringType.get(), "what would have been right")
        .required(
            "shape",
            columns.listOf(
                StructType.of(
                    columns.requiredField("name", StringType.get()),
                    columns.requiredField("type", StringType.get()),
                    columns.requiredField("length", IntegerType.get()))),
            "field names, types and lengths")
        .optional(
            "sealed",
            BinaryType.get(),
            "the record, encrypted with the brand's key; null for chats, without a key, and after 30 days");
    return TableDefinition.of(
        QUARANTINE,
        "one row per record that cannot be read or contradicts itself; by day of known_at",
        columns.schema(),
        spec -> spec.day("known_at"),
        UNSORTED);
  }

  private static TableDefinition replays() {
    Columns columns =
        new Columns()
            .required("kafka_topic", StringType.get(), "topic of both records")
            .required("kafka_partition", IntegerType.get(), "partition of the quarantined record")
            .required("kafka_offset", LongType.get(), "offset of the quarantined record")
            .required("replay_partition", IntegerType.get(), "partition of its replay")
            .required("replay_offset", LongType.get(), "offset of its replay")
            .required("replayed_at", TimestampType.withZone(), "when the launcher noted it")
            .required("is_corrected", BooleanType.get(), "true where another value was sent");
    return TableDefinition.of(
        REPLAYS,
        "one row per replay of a quarantined record that Kafka took; the replay has a verdict of its own",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static List<TableDefinition> coreTables() {
    return List.of(
        customerNumbers(),
        identities(),
        customers(),
        customerIds(),
        orders(),
        timeline(),
        friendships(),
        groupMembers(),
        staffStores(),
        stores(),
        products());
  }

  private static TableDefinition customerNumbers() {
    Columns columns =
        new Columns()
            .required("customer_no", IntegerType.get(), "dense from 0; never reused")
            .required("namespace", StringType.get(), "of the identity that founded the number")
            .required("value", StringType.get(), "of the identity that founded the number")
            .place()
            .required("run_id", LongType.get(), "the run that assigned it");
    return TableDefinition.of(
        CUSTOMER_NUMBERS,
        "one row per customer number ever assigned; append-only, never recomputed",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static TableDefinition identities() {
    Columns columns =
        new Columns()
            .required("identity_a", StringType.get(), "namespace:value")
            .required("identity_b", StringType.get(), "namespace:value")
            .required("evidence", StringType.get(), "evidence class")
            .place()
            .required(
                "is_revoked", BooleanType.get(), "true where the row takes back an earlier link")
            .required("run_id", LongType.get(), "the run that first saw it");
    return TableDefinition.of(
        IDENTITIES,
        "one row per link between two identities and evidence, at its first place; append-only",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static TableDefinition customers() {
    Columns columns =
        new Columns()
            .required("customer_no", IntegerType.get(), "a number ever assigned")
            .required(
                "survivor_no",
                IntegerType.get(),
                "itself, or the smaller number it was merged into")
            .required("bucket", IntegerType.get(), "stable percentage, 0 to 9999");
    return TableDefinition.of(
        CUSTOMERS,
        "one row per customer number as known at the frontier; an alias has another survivor",
        columns.schema(),
        WHOLE,
        order -> order.asc("customer_no"));
  }

  private static TableDefinition customerIds() {
    Columns columns =
        new Columns()
            .required(
                "namespace", StringType.get(), "such as member or external_userid.own-1000002")
            .required("value", StringType.get(), "the id")
            .required("customer_no", IntegerType.get(), "the surviving number");
    return TableDefinition.of(
        CUSTOMER_IDS,
        "one row per identity as known at the frontier",
        columns.schema(),
        WHOLE,
        order -> order.asc("namespace").asc("value"));
  }

  private static TableDefinition orders() {
    Columns columns = new Columns();
    columns
        .required("order_source", StringType.get(), "where the order was taken")
        .required("order_no", StringType.get(), "unique in its source")
        .optional(
            "customer_no", IntegerType.get(), "the surviving number; null for an order of nobody")
        .required("store_id", StringType.get(), "of the counting payment, else of the first fact")
        .optional("staff_userid", StringType.get(), "the guide it is credited to")
        .required("currency", StringType.get(), "ISO 4217")
        .optional("paid_at", TimestampType.withZone(), "null when no payment is known")
        .optional("paid_date", DateType.get(), "business date of payment")
        .optional("cancelled_date", DateType.get(), "business date of cancellation")
        .optional(
            "fully_refunded_date",
            DateType.get(),
            "business date on which refunds reached amount_paid")
        .optional("amount_total_fen", LongType.get(), "before discount")
        .optional("amount_paid_fen", LongType.get(), "paid; 0 is an order too")
        .optional("discount_fen", LongType.get(), "total minus paid")
        .required(
            "refunds",
            columns.listOf(
                StructType.of(
                    columns.requiredField("refund_no", StringType.get()),
                    columns.requiredField("refunded_date", DateType.get()),
                    columns.requiredField("store_id", StringType.get()),
                    columns.requiredField("amount_fen", LongType.get()))),
            "each refund alone, by its own date and store")
        .optional("items", EventColumns.items(columns), "lines of the counting payment")
        .place()
        .optional(
            "coupon_ids", columns.listOf(StringType.get()), "used, as the counting payment tells")
        .optional("touch_id", StringType.get(), "the touch the counting payment is credited to");
    return TableDefinition.of(
        ORDERS,
        "one row per order as known at the frontier; by bucket of customer like the timeline, orders of nobody apart",
        columns.schema(),
        spec -> spec.bucket("customer_no", CUSTOMER_BUCKETS),
        order -> order.asc("customer_no").asc("paid_at"));
  }

  private static TableDefinition timeline() {
    Columns columns = new Columns();
    columns
        .required("customer_no", IntegerType.get(), "the surviving number")
        .required(
            "kind",
            StringType.get(),
            "order, order_line, contact, group, chat, touch, consent, referral, visit, member, tag")
        .required(
            "occurred_at",
            TimestampType.withZone(),
            "when it happened; of member and tag the start of the business day")
        .required(
            "business_date",
            DateType.get(),
            "business day of occurred_at; of member the day of joining, of tag its valid_from")
        .optional("order_source", StringType.get(), "of order and order_line")
        .optional("order_no", StringType.get(), "of order and order_line")
        .required("line_no", IntegerType.get(), "1 and up for an order_line, else 0")
        .optional("store_id", StringType.get(), "where it happened; of member the home store")
        .optional("staff_userid", StringType.get(), "the employee concerned")
        .required("amount_paid_fen", LongType.get(), "of an order, else 0")
        .optional("cancelled_date", DateType.get(), "of the order")
        .optional("fully_refunded_date", DateType.get(), "of the order")
        .optional("sku", StringType.get(), "of an order_line")
        .optional(
            "category", StringType.get(), "as the till told it; the product's record counts first")
        .optional("qty", DecimalType.of(18, 3), "of an order_line")
        .required("line_amount_fen", LongType.get(), "of an order_line, else 0")
        .optional(
            "attrs", columns.mapOf(StringType.get(), StringType.get()), "as the till told them")
        .optional("change", StringType.get(), "of a contact or group event")
        .optional("chat_id", StringType.get(), "of a group or chat event")
        .optional("direction", StringType.get(), "of a chat event")
        .optional("keyword_ids", columns.listOf(StringType.get()), "of a chat event")
        .place()
        .optional(
            "refunds",
            columns.listOf(
                StructType.of(
                    columns.requiredField("refunded_date", DateType.get()),
                    columns.requiredField("amount_fen", LongType.get()))),
            "of an order, each refund alone by its own date")
        .optional("coupon_ids", columns.listOf(StringType.get()), "used on an order")
        .optional("external_userid", StringType.get(), "the contact, of contact, group and chat")
        .optional("add_way", IntegerType.get(), "how a contact was added, in WeCom's numbers")
        .optional(
            "touch_id", StringType.get(), "the touch an order is credited to, or the touch itself")
        .optional("campaign_id", StringType.get(), "of a touch")
        .optional("channel", StringType.get(), "the way of a touch")
        .optional("stage", StringType.get(), "how far a touch or a referral came")
        .optional("purpose", StringType.get(), "what a consent is for: marketing, profiling")
        .optional("state", StringType.get(), "of a consent: granted, withdrawn")
        .optional("referral_id", StringType.get(), "of a referral")
        .optional("role", StringType.get(), "of the customer in a referral: referrer, referee")
        .optional("visit_source", StringType.get(), "how a visit is known")
        .optional("tag_id", StringType.get(), "of a tag given by hand or imported")
        .optional("tag_value", StringType.get(), "its value; null where the tag was taken away");
    return TableDefinition.of(
        TIMELINE,
        "one row per customer event or order line, two for a referral whose two ends are known; by bucket of customer and sorted, so that one task folds whole customers without a shuffle",
        columns.schema(),
        spec -> spec.bucket("customer_no", CUSTOMER_BUCKETS),
        order -> order.asc("customer_no").asc("occurred_at"));
  }

  private static TableDefinition friendships() {
    Columns columns =
        new Columns()
            .required("customer_no", IntegerType.get(), "the surviving number")
            .required("external_userid", StringType.get(), "the contact")
            .required("staff_userid", StringType.get(), "the employee")
            .required("from_at", TimestampType.withZone(), "when the edge became live")
            .required("from_date", DateType.get(), "its business date")
            .optional("to_at", TimestampType.withZone(), "when it ended; null while live")
            .optional("to_date", DateType.get(), "its business date");
    return TableDefinition.of(
        FRIENDSHIPS,
        "one row per interval of a live edge between contact and employee",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static TableDefinition groupMembers() {
    Columns columns =
        new Columns()
            .required("chat_id", StringType.get(), "the group")
            .required("external_userid", StringType.get(), "the contact")
            .optional("customer_no", IntegerType.get(), "the surviving number")
            .optional("store_id", StringType.get(), "the store of the group")
            .required("from_at", TimestampType.withZone(), "when it joined")
            .optional("to_at", TimestampType.withZone(), "when it left; null while in the group");
    return TableDefinition.of(
        GROUP_MEMBERS,
        "one row per stay of a contact in a group",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static TableDefinition staffStores() {
    Columns columns =
        new Columns()
            .required("staff_userid", StringType.get(), "the employee")
            .required("store_id", StringType.get(), "where he or she works")
            .required("from_date", DateType.get(), "first business date there")
            .optional(
                "to_date", DateType.get(), "first business date no longer there; null while there");
    return TableDefinition.of(
        STAFF_STORES,
        "one row per stay of an employee at a store",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static TableDefinition stores() {
    Columns columns = new Columns();
    columns
        .required("store_id", StringType.get(), "the store")
        .required("valid_from", DateType.get(), "first business date on which this holds")
        .optional("name", StringType.get(), "what people call it")
        .required(
            "fields", columns.mapOf(StringType.get(), StringType.get()), "all the record says");
    return TableDefinition.of(
        STORES,
        "one row per store and date from which a record holds",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static TableDefinition products() {
    Columns columns = new Columns();
    columns
        .required("sku", StringType.get(), "the product")
        .required("valid_from", DateType.get(), "first business date on which this holds")
        .optional("name", StringType.get(), "what people call it")
        .optional("category", StringType.get(), "null when the record has none")
        .optional("department", StringType.get(), "null when the record has none")
        .required("tastes", columns.listOf(StringType.get()), "empty when the record has none");
    return TableDefinition.of(
        PRODUCTS,
        "one row per product and date from which a record holds",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static List<TableDefinition> tagTables() {
    return List.of(definitions(), parameters(), customerTags(), nextChanges(), runs(), asOf());
  }

  private static TableDefinition definitions() {
    Columns columns =
        new Columns()
            .required("tag_id", StringType.get(), "the tag")
            .required("version", IntegerType.get(), "grows with each change of meaning")
            .required("kind", StringType.get(), "flag, tiers, statistic … segment")
            .required("name_zh", StringType.get(), "name in Chinese")
            .required("name_en", StringType.get(), "name in English")
            .required("meaning_zh", StringType.get(), "meaning in a Chinese sentence")
            .required("meaning_en", StringType.get(), "meaning in an English sentence")
            .required("empty_zh", StringType.get(), "what an empty value means, in Chinese")
            .required("empty_en", StringType.get(), "what an empty value means, in English")
            .required(
                "published_at",
                TimestampType.withZone(),
                "when this version was first used, or the row written")
            .optional(
                "content",
                StringType.get(),
                "the whole definition as JSON; null before this column came")
            .optional(
                "is_retired",
                BooleanType.get(),
                "false: published by a person, runs compute it; true: they no longer do; null: shipped");
    return TableDefinition.of(
        DEFINITIONS,
        "one row per tag and version, and one for each time it is retired or comes back;"
            + " append-only, the newest row of a tag counts",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static TableDefinition parameters() {
    Columns columns =
        new Columns()
            .required("name", StringType.get(), "such as purchase_frequency.high.from")
            .optional(
                "index",
                IntegerType.get(),
                "row of an integer table such as likes_spicy.k, else null")
            .required("valid_from", DateType.get(), "first as-of date on which it holds")
            .required("value", StringType.get(), "an integer or a decimal")
            .required("published_at", TimestampType.withZone(), "when it was first used");
    return TableDefinition.of(
        PARAMETERS,
        "one row per parameter, index and date from which it holds; append-only",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static Columns tagValues(Columns columns) {
    return columns
        .required("customer_no", IntegerType.get(), "the surviving number")
        .required("tag_id", StringType.get(), "the tag")
        .required(
            "position", IntegerType.get(), "1 for the first of several values; 1 for a single one")
        .required("value", StringType.get(), "the value as text; true or false for a flag")
        .optional(
            "number",
            LongType.get(),
            "of a number; days since 1970-01-01 of a date; share of a ranked word in 1/100 of a per cent")
        .optional(
            "next_change",
            DateType.get(),
            "first date it can change on with no new event; null for never")
        .required("definition_version", IntegerType.get(), "of the tag's definition");
  }

  private static TableDefinition customerTags() {
    return TableDefinition.of(
        CUSTOMER_TAGS,
        "one row per customer, tag and value, non-empty values only; by tag, because readers ask tag by tag",
        tagValues(new Columns()).schema(),
        spec -> spec.identity("tag_id"),
        order -> order.asc("tag_id").asc("customer_no").asc("position"));
  }

  private static TableDefinition asOf() {
    Columns columns =
        new Columns()
            .required("run_id", LongType.get(), "the run that computed it")
            .required("as_of_date", DateType.get(), "the business day it speaks of");
    return TableDefinition.of(
        AS_OF,
        "one row per run for a past date, customer, tag and value; never published; by date, because a question asks one",
        tagValues(columns).schema(),
        spec -> spec.identity("as_of_date"),
        order -> order.asc("tag_id").asc("customer_no").asc("position"));
  }

  private static TableDefinition nextChanges() {
    Columns columns =
        new Columns()
            .required("customer_no", IntegerType.get(), "the surviving number")
            .required(
                "next_change",
                DateType.get(),
                "earliest date any value can change on with no new event");
    return TableDefinition.of(
        NEXT_CHANGES,
        "one row per customer of whom a value, an empty one included, can change without an event",
        columns.schema(),
        WHOLE,
        order -> order.asc("customer_no"));
  }

  private static TableDefinition runs() {
    Columns columns = new Columns();
    columns
        .required("run_id", LongType.get(), "1 and up")
        .required("kind", StringType.get(), "published, or as_of for a run that published nothing")
        .required("as_of_date", DateType.get(), "the business day it speaks of")
        .required(
            "frontier",
            columns.listOf(
                StructType.of(
                    columns.requiredField("topic", StringType.get()),
                    columns.requiredField("partition", IntegerType.get()),
                    columns.requiredField("end_offset", LongType.get()))),
            "what was known: all offsets below these ends")
        .required(
            "definitions",
            columns.mapOf(StringType.get(), IntegerType.get()),
            "version of each tag computed")
        .required("parameters_hash", StringType.get(), "SHA-256 of the parameter rows, hexadecimal")
        .required("content_hash", StringType.get(), "SHA-256 of the sorted tag values, hexadecimal")
        .required(
            "snapshots",
            columns.mapOf(StringType.get(), LongType.get()),
            "snapshot of each table to read")
        .required("customers", LongType.get(), "numbers that are no alias")
        .required(
            "row_counts",
            columns.mapOf(StringType.get(), LongType.get()),
            "rows of each table written")
        .required("started_at", TimestampType.withZone(), "when the run started")
        .required("finished_at", TimestampType.withZone(), "when it was committed");
    return TableDefinition.of(
        RUNS,
        "one row per finished run; the newest published row is what readers read",
        columns.schema(),
        WHOLE,
        UNSORTED);
  }

  private static List<TableDefinition> martTables() {
    return List.of(storeConversion(), dataHealth());
  }

  private static TableDefinition storeConversion() {
    Columns columns = new Columns();
    columns
        .required("store_id", StringType.get(), "the store")
        .required("month", DateType.get(), "first day of the business month")
        .required(
            "as_of_date",
            DateType.get(),
            "its last business day, or the run's as-of date if earlier")
        .required(
            "is_provisional", BooleanType.get(), "true while what looks 24 h ahead is not final")
        .optional("orders", LongType.get(), "orders that count, those of nobody included")
        .optional("identified_orders", LongType.get(), "orders that count, of a known customer")
        .optional(
            "buyers",
            LongType.get(),
            "distinct customers with an order that counts here this month")
        .optional("buyers_again", LongType.get(), "buyers with two or more orders here this month")
        .optional("buyers_returning", LongType.get(), "buyers with an earlier order anywhere")
        .optional(
            "buyers_friend_by_24h",
            LongType.get(),
            "buyers who 24 h after their last order here had a live edge to its staff")
        .optional(
            "friends_new",
            LongType.get(),
            "customers whose first ever live edge to its staff starts this month")
        .optional(
            "friends_end",
            LongType.get(),
            "distinct customers with a live edge to its staff at the end")
        .optional("footfall", LongType.get(), "people counted at the door")
        .optional("paid_fen", LongType.get(), "paid, by payment date")
        .optional("refund_fen", LongType.get(), "refunded, by refund date")
        .optional(
            "mini_program_friend_fen",
            LongType.get(),
            "paid in the mini program by people who were friends then")
        .required(
            "missing",
            columns.mapOf(StringType.get(), StringType.get()),
            "reason of each column that is null");
    return TableDefinition.of(
        STORE_CONVERSION,
        "one row per store and business month; orders and money add up over stores, people do not",
        columns.schema(),
        WHOLE,
        order -> order.asc("store_id").asc("month"));
  }

  private static TableDefinition dataHealth() {
    Columns columns =
        new Columns()
            .required(
                "check",
                StringType.get(),
                "stable code, such as identity_conflict or order_told_twice")
            .required("subject", StringType.get(), "what it is about")
            .required("detail", StringType.get(), "what was found")
            .place();
    return TableDefinition.of(
        DATA_HEALTH, "one row per finding of the newest run", columns.schema(), WHOLE, UNSORTED);
  }
}
