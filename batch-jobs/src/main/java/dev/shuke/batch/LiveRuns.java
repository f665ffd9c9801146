package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;

import dev.shuke.table.Tables;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The published runs that a reader may still be at: the newest two, because readers swap to a new
 * one after it is published, and all that finished lately.
 */
record LiveRuns(Set<Long> ids) {

  private static final int ALWAYS_LIVE = 2;

  LiveRuns {
    ids = Set.copyOf(ids);
  }

  static LiveRuns read(SparkSession spark, String brand, Instant lately) {
    List<Row> newestFirst =
        spark
            .table(brand + "." + Tables.RUNS)
            .where("kind = '" + RunTables.PUBLISHED + "'")
            .select("run_id", "finished_at")
            .orderBy(col("run_id").desc())
            .collectAsList();
    Set<Long> ids =
        newestFirst.stream()
            .filter(row -> !row.<Instant>getAs("finished_at").isBefore(lately))
            .map(row -> row.<Long>getAs("run_id"))
            .collect(Collectors.toCollection(HashSet::new));
    newestFirst.stream().limit(ALWAYS_LIVE).forEach(row -> ids.add(row.getAs("run_id")));
    return new LiveRuns(ids);
  }

  /** Whether the tag pins a table for a run that nobody reads any more. */
  boolean isOver(String tag) {
    if (!tag.matches(RunTables.TAG_PREFIX + "\\d+")) {
      return false;
    }
    long run = Long.parseLong(tag.substring(RunTables.TAG_PREFIX.length()));
    // A run sets its tags before it is published, so a newer one than all published is in the
    // making.
    return !ids.contains(run) && ids.stream().anyMatch(live -> live > run);
  }
}
