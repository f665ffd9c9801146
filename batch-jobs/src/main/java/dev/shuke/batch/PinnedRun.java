package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.table.PartitionEnd;
import dev.shuke.table.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The newest published run, and the snapshots it pinned.
 *
 * @param customers how many it counted
 */
record PinnedRun(
    SparkSession spark,
    Brand brand,
    long id,
    LocalDate asOf,
    List<PartitionEnd> frontier,
    Map<String, Long> snapshots,
    long customers) {

  PinnedRun {
    frontier = List.copyOf(frontier);
    snapshots = Map.copyOf(snapshots);
  }

  static PinnedRun newest(SparkSession spark, Brand brand) {
    Row published =
        Optional.of(brand.id() + "." + Tables.RUNS)
            .filter(spark.catalog()::tableExists)
            .flatMap(runs -> RunTables.newest(spark, brand.id()))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Brand "
                            + brand.id()
                            + " has no published run yet; run './shuke demo' or wait for the daily chain"));
    return new PinnedRun(
        spark,
        brand,
        published.getAs("run_id"),
        published.getAs("as_of_date"),
        RunTables.frontierOf(published),
        published.getJavaMap(published.fieldIndex("snapshots")),
        published.getAs("customers"));
  }

  /** Another run that knows what this one knew. */
  Run run(long id, LocalDate asOf) {
    return new Run(spark, brand, id, asOf, frontier);
  }

  long snapshotOf(String table) {
    Long snapshot = snapshots.get(table);
    if (snapshot == null) {
      throw new IllegalStateException("The published run pins no snapshot of " + table);
    }
    return snapshot;
  }

  /** The table as this run pinned it. */
  Dataset<Row> table(String table) {
    return spark
        .read()
        .option("versionAsOf", Long.toString(snapshotOf(table)))
        .table(brand.id() + "." + table);
  }
}
