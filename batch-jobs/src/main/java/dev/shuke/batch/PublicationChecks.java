package dev.shuke.batch;

import dev.shuke.table.Tables;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** What must hold before a run is published; one that fails leaves the last good run in place. */
final class PublicationChecks {

  private PublicationChecks() {}

  /**
   * @throws IllegalStateException listing every check that failed
   */
  static void run(Run run) {
    List<String> failures = new ArrayList<>();
    expectNone(failures, "offsets with two verdicts", offsetsWithTwoVerdicts(run));
    expectNone(failures, "old arrivals without a verdict below the frontier", waiting(run));
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

  private static Dataset<Row> verdicts(Run run) {
    Column[] place = {
      functions.col("kafka_topic"), functions.col("kafka_partition"), functions.col("kafka_offset")
    };
    return Tables.verdicts().stream()
        .map(table -> run.known(table).select(place))
        .reduce(Dataset::unionAll)
        .orElseThrow();
  }

  private static Dataset<Row> offsetsWithTwoVerdicts(Run run) {
    return verdicts(run)
        .groupBy("kafka_topic", "kafka_partition", "kafka_offset")
        .count()
        .where("count > 1");
  }

  private static Dataset<Row> waiting(Run run) {
    String[] place = {"kafka_topic", "kafka_partition", "kafka_offset"};
    return run.known(Tables.LATE).join(verdicts(run), place, "left_anti");
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
