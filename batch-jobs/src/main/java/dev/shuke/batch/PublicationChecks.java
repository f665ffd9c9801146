package dev.shuke.batch;

import dev.shuke.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** What must hold before a run is published; one that fails leaves the last good run in place. */
final class PublicationChecks {

  private PublicationChecks() {}

  /**
   * @throws IllegalStateException listing every check that failed
   */
  static void run(Run run) {
    List<String> failures = new ArrayList<>();
    Dataset<Row> places = places(run).persist(StorageLevel.MEMORY_AND_DISK());
    expectNone(failures, "offsets with two verdicts", places.where("verdicts > 1"));
    expectNone(
        failures,
        "old arrivals without a verdict below the frontier",
        places.where("verdicts = 0"));
    places.unpersist();
    expectNone(failures, "tag values of an alias or an unknown customer", strangers(run));
    expectNone(failures, "orders that stand twice", ordersTwice(run));
    if (!failures.isEmpty()) {
      throw new IllegalStateException(
          "Run %d of brand %s is not published: %s"
              .formatted(run.id(), run.brand().id(), String.join("; ", failures)));
    }
  }

  private static void expectNone(List<String> failures, String what, Dataset<Row> rows) {
    long count = rows.count();
    if (count > 0) {
      failures.add(count + " " + what + ", expected none");
    }
  }

  /** Places that don't have exactly one verdict, in one pass over all tables of events. */
  private static Dataset<Row> places(Run run) {
    Dataset<Row> rows =
        run.known(Tables.LATE)
            .selectExpr("kafka_topic", "kafka_partition", "kafka_offset", "0 as verdict");
    for (String table : Tables.verdicts()) {
      rows =
          rows.unionAll(
              run.known(table)
                  .selectExpr("kafka_topic", "kafka_partition", "kafka_offset", "1 as verdict"));
    }
    return rows.groupBy("kafka_topic", "kafka_partition", "kafka_offset")
        .agg(functions.sum("verdict").as("verdicts"))
        .where("verdicts != 1");
  }

  private static Dataset<Row> strangers(Run run) {
    Dataset<Row> survivors = run.table(Tables.CUSTOMERS).where("customer_no = survivor_no");
    return run.table(Tables.CUSTOMER_TAGS)
        .select("customer_no")
        .distinct()
        .join(survivors, new String[] {"customer_no"}, "left_anti");
  }

  private static Dataset<Row> ordersTwice(Run run) {
    return run.table(Tables.ORDERS).groupBy("order_source", "order_no").count().where("count > 1");
  }
}
