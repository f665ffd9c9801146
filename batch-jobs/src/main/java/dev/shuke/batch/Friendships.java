package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;

import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Live edges between contacts and employees, and stays in groups, as intervals.
 *
 * <p>An edge is live from {@code added} to the next removal by either side; {@code half_added} is
 * no edge yet, and an {@code added} while it is live changes nothing.
 */
final class Friendships {

  private final Run run;

  Friendships(Run run) {
    this.run = run;
  }

  void derive() {
    run.overwrite(Tables.FRIENDSHIPS, friendships());
    run.overwrite(Tables.GROUP_MEMBERS, groupMembers());
  }

  private Dataset<Row> friendships() {
    Dataset<Row> changes =
        run.known(Tables.events(EventType.CONTACT))
            .where("change in ('added', 'removed_by_staff', 'removed_by_customer')")
            .withColumn("starts", col("change").equalTo("added"));
    Column[] edge = {col("id_namespace"), col("external_userid"), col("staff_userid")};
    return numbered(intervals(changes, edge))
        .select(
            col("customer_no"),
            col("external_userid"),
            col("staff_userid"),
            col("occurred_at").as("from_at"),
            col("business_date").as("from_date"),
            col("to_at"),
            col("to_date"));
  }

  private Dataset<Row> groupMembers() {
    Dataset<Row> changes =
        run.known(Tables.events(EventType.GROUP))
            .where(
                "member_kind = 'external' and change in ('member_added', 'member_left', 'member_removed')")
            .withColumn("starts", col("change").equalTo("member_added"))
            .withColumn("external_userid", explode(col("member_ids")));
    Column[] stay = {col("id_namespace"), col("chat_id"), col("external_userid")};
    return numbered(intervals(changes, stay))
        .select(
            col("chat_id"),
            col("external_userid"),
            col("customer_no"),
            col("store_id"),
            col("occurred_at").as("from_at"),
            col("to_at"));
  }

  /** Rows that start an interval, each with the next row that ends it. */
  private static Dataset<Row> intervals(Dataset<Row> changes, Column[] of) {
    WindowSpec inOrder = Window.partitionBy(of).orderBy(col("occurred_at"), Places.column());
    return changes
        .withColumn("before", lag(col("starts"), 1).over(inOrder))
        .where("before is null or before != starts")
        .withColumn("to_at", lead(col("occurred_at"), 1).over(inOrder))
        .withColumn("to_date", lead(col("business_date"), 1).over(inOrder))
        .where("starts");
  }

  private Dataset<Row> numbered(Dataset<Row> rows) {
    return rows.withColumn("person_namespace", WhoIsWho.externalNamespace())
        .join(
            WhoIsWho.numbers(run),
            col("person_namespace")
                .equalTo(col("namespace"))
                .and(col("external_userid").equalTo(col("value"))));
  }
}
