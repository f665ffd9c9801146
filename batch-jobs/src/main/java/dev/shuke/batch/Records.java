package dev.shuke.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Products, stores and the stays of staff at stores, from records; the last word on a key and date
 * counts.
 */
final class Records {

  private final Run run;

  Records(Run run) {
    this.run = run;
  }

  void derive() {
    run.overwrite(Tables.PRODUCTS, products());
    run.overwrite(Tables.STORES, stores());
    run.overwrite(Tables.STAFF_STORES, staffStores());
  }

  private Dataset<Row> products() {
    return lastWords("product")
        .select(
            col("key").as("sku"),
            col("valid_from"),
            col("fields").getItem("name").as("name"),
            col("fields").getItem("category").as("category"),
            col("fields").getItem("department").as("department"),
            coalesce(
                    from_json(col("fields").getItem("taste"), "array<string>", java.util.Map.of()),
                    lit(new String[0]))
                .as("tastes"));
  }

  private Dataset<Row> stores() {
    return lastWords("store")
        .select(
            col("key").as("store_id"),
            col("valid_from"),
            col("fields").getItem("name").as("name"),
            col("fields"));
  }

  /**
   * A stay ends where the employee's next record begins; a record without a store ends the last
   * one.
   */
  private Dataset<Row> staffStores() {
    WindowSpec ofEmployee = Window.partitionBy("key").orderBy("valid_from");
    return lastWords("staff")
        .withColumn("to_date", lead(col("valid_from"), 1).over(ofEmployee))
        .withColumn("store_id", col("fields").getItem("store_id"))
        .where("store_id is not null")
        .select(
            col("key").as("staff_userid"),
            col("store_id"),
            col("valid_from").as("from_date"),
            col("to_date"));
  }

  private Dataset<Row> lastWords(String kind) {
    return lastWords(run, kind);
  }

  /** The records of some kinds that count: of each kind, key and date the last word. */
  static Dataset<Row> lastWords(Run run, String... kinds) {
    WindowSpec tellings =
        Window.partitionBy("kind", "key", "valid_from")
            .orderBy(col("occurred_at").desc(), Places.column().desc());
    return run.known(Tables.events(EventType.RECORD))
        .where(col("kind").isin((Object[]) kinds))
        .withColumn("telling", row_number().over(tellings))
        .where("telling = 1");
  }
}
