package dev.shuke.batch;

import dev.shuke.table.PartitionEnd;
import dev.shuke.table.Tables;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** {@code tags.runs}: what is published, and how a run is added to it. */
final class RunTables {

  /** What a published run pins; readers read these snapshots and no others. */
  static final List<String> PINNED =
      List.of(
          Tables.CUSTOMER_NUMBERS,
          Tables.IDENTITIES,
          Tables.CUSTOMERS,
          Tables.CUSTOMER_IDS,
          Tables.ORDERS,
          Tables.TIMELINE,
          Tables.FRIENDSHIPS,
          Tables.GROUP_MEMBERS,
          Tables.STAFF_STORES,
          Tables.STORES,
          Tables.PRODUCTS,
          Tables.CUSTOMER_TAGS,
          Tables.NEXT_CHANGES,
          Tables.STORE_CONVERSION,
          Tables.DATA_HEALTH);

  static final String PUBLISHED = "published";
  static final String AS_OF = "as_of";

  /** Before the run's number; the tag that keeps a snapshot. */
  static final String TAG_PREFIX = "run-";

  private RunTables() {}

  static long nextId(SparkSession spark, String brand) {
    Row row =
        spark.sql("select coalesce(max(run_id), 0) + 1 from " + brand + "." + Tables.RUNS).first();
    return row.getLong(0);
  }

  /** The newest published run. */
  static Optional<Row> newest(SparkSession spark, String brand) {
    String sql =
        "select * from %s.%s where kind = '%s' order by run_id desc limit 1"
            .formatted(brand, Tables.RUNS, PUBLISHED);
    return spark.sql(sql).collectAsList().stream().findFirst();
  }

  static List<PartitionEnd> frontierOf(Row runRow) {
    List<Row> ends = runRow.getList(runRow.fieldIndex("frontier"));
    return ends.stream()
        .map(
            end ->
                new PartitionEnd(
                    end.getAs("topic"), end.getAs("partition"), end.getAs("end_offset")))
        .toList();
  }

  static long currentSnapshot(Catalog catalog, String name) {
    Snapshot snapshot = catalog.loadTable(TableIdentifier.parse(name)).currentSnapshot();
    if (snapshot == null) {
      throw new IllegalStateException("Table " + name + " has no snapshot to read");
    }
    return snapshot.snapshotId();
  }

  /**
   * Sets the tag {@code run-N} on each table, so that care keeps its snapshot, and returns the
   * snapshots.
   */
  static Map<String, Long> pin(Catalog catalog, long runId) {
    Map<String, Long> snapshots = new LinkedHashMap<>();
    for (String name : PINNED) {
      Table table = catalog.loadTable(TableIdentifier.parse(name));
      long snapshot = currentSnapshot(catalog, name);
      String tag = TAG_PREFIX + runId;
      ManageSnapshots tags = table.manageSnapshots();
      // A run that was killed before its row in runs has left its tag, and its number is ours now.
      (table.refs().containsKey(tag)
              ? tags.replaceTag(tag, snapshot)
              : tags.createTag(tag, snapshot))
          .commit();
      snapshots.put(name, snapshot);
    }
    return snapshots;
  }

  static void append(
      Run run,
      String kind,
      Map<String, Integer> definitions,
      String parametersHash,
      String contentHash,
      Map<String, Long> snapshots,
      long customers,
      Map<String, Long> rowCounts,
      Instant startedAt) {
    List<Row> frontier =
        run.frontier().stream()
            .map(end -> RowFactory.create(end.topic(), end.partition(), end.endOffset()))
            .toList();
    Row row =
        RowFactory.create(
            run.id(),
            kind,
            run.asOf(),
            frontier,
            definitions,
            parametersHash,
            contentHash,
            snapshots,
            customers,
            rowCounts,
            startedAt,
            Instant.now());
    run.append(Tables.RUNS, run.rows(Tables.RUNS, List.of(row)));
  }
}
