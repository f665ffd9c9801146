package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.posexplode;

import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * One row per customer event or order line, from {@code core.orders} and the events of known
 * customers.
 */
final class Timeline {

  private final Run run;

  Timeline(Run run) {
    this.run = run;
  }

  void derive() {
    Dataset<Row> rows = shape(orders(), Map.of("kind", lit("order"))).unionAll(orderLines());
    if (run.brand().hasSource(EventType.CONTACT.source())) {
      rows =
          rows.unionAll(
              shape(
                  ofExternal(EventType.CONTACT, col("external_userid")),
                  Map.of("kind", lit("contact"))));
    }
    if (run.brand().hasSource(EventType.GROUP.source())) {
      rows = rows.unionAll(shape(groups(), Map.of("kind", lit("group"))));
    }
    if (run.brand().hasSource(EventType.CHAT.source())) {
      rows =
          rows.unionAll(
              shape(
                  ofExternal(EventType.CHAT, col("external_userid")), Map.of("kind", lit("chat"))));
    }
    run.overwrite(Tables.TIMELINE, rows);
  }

  private Dataset<Row> orders() {
    return run.table(Tables.ORDERS)
        .where("customer_no is not null and paid_date is not null")
        .withColumn("occurred_at", col("paid_at"))
        .withColumn("business_date", col("paid_date"));
  }

  private Dataset<Row> orderLines() {
    Dataset<Row> lines =
        orders()
            .select(col("*"), posexplode(col("items")).as(new String[] {"pos", "item"}))
            .withColumn("line_no", col("pos").plus(1));
    return shape(
        lines,
        Map.of(
            "kind", lit("order_line"),
            "amount_paid_fen", lit(0L),
            "sku", expr("item.sku"),
            "category", expr("item.category"),
            "qty", expr("item.qty"),
            "line_amount_fen", expr("item.line_amount_fen"),
            "attrs", expr("item.attrs")));
  }

  private Dataset<Row> groups() {
    Dataset<Row> members =
        run.known(Tables.events(EventType.GROUP))
            .where("member_kind = 'external'")
            .withColumn("member_id", explode(col("member_ids")));
    return numbered(members, col("member_id"));
  }

  private Dataset<Row> ofExternal(EventType type, Column externalUserid) {
    return numbered(run.known(Tables.events(type)), externalUserid);
  }

  private Dataset<Row> numbered(Dataset<Row> events, Column externalUserid) {
    return events
        .withColumn("person_namespace", WhoIsWho.externalNamespace())
        .withColumn("person_value", externalUserid)
        .join(
            WhoIsWho.numbers(run),
            col("person_namespace")
                .equalTo(col("namespace"))
                .and(col("person_value").equalTo(col("value"))));
  }

  /** The timeline's columns: given here, else the source's own, else nothing. */
  private Dataset<Row> shape(Dataset<Row> source, Map<String, Column> given) {
    java.util.Set<String> own = java.util.Set.of(source.columns());
    Column[] columns =
        Arrays.stream(run.schema(Tables.TIMELINE).fields())
            .map(field -> column(field, own, given))
            .toArray(Column[]::new);
    return source.select(columns);
  }

  private static Column column(
      StructField field, java.util.Set<String> own, Map<String, Column> given) {
    Column column = given.get(field.name());
    if (column == null) {
      column = own.contains(field.name()) ? functions.col(field.name()) : nothing(field);
    }
    return column.cast(field.dataType()).as(field.name());
  }

  /** 0 for the numbers that every row has. */
  private static Column nothing(StructField field) {
    return field.nullable() ? lit(null) : lit(0);
  }
}
