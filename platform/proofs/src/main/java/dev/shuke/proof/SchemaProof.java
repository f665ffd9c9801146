package dev.shuke.proof;

import dev.shuke.event.EventType;
import dev.shuke.platform.part.Pipeline;
import dev.shuke.platform.process.Waiting;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;

/**
 * R29: tills of three releases tell their orders in one topic while columns are added to the tables
 * under the running job, this build of the job and another follow each other on one state, and back
 * again. Then the tables are changed so that the job's rows do not fit, and it must refuse. Every
 * row is held against what was sent.
 */
final class SchemaProof {
  private static final long EVENTS_PER_SECOND = 500;
  private static final Duration COMMIT_LIMIT = Duration.ofMinutes(1);
  private static final String COLUMN = "of_next_release";
  private static final String ORDERS = Tables.events(EventType.ORDER);

  /** The tables that get rows here. */
  private static final List<String> FILLED =
      List.of(ORDERS, Tables.DUPLICATES, Tables.QUARANTINE, Tables.LATE);

  private final Stage stage;
  private final long seed;
  private final Set<Job> wrote = EnumSet.noneOf(Job.class);

  SchemaProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
  }

  /** The jobs, each on what the one before it left. */
  private enum Job {
    /** Columns are added while it writes. */
    UNDER_WHICH_COLUMNS_CAME,
    /** Killed, and started on tables with columns that it does not know. */
    ON_A_NEWER_TABLE,
    /** {@link OtherBuild}. */
    NEXT_BUILD,
    /** This build again. */
    BACK_AGAIN
  }

  /** What no longer fits, and what the refusal must say. */
  private enum Misfit {
    DROPPED(ORDERS, "has no column store_id (string)", schema -> schema.deleteColumn("store_id")),
    RENAMED(
        ORDERS,
        "has no column order_no (string)",
        schema -> schema.renameColumn("order_no", "number")),
    RETYPED(
        ORDERS,
        "has column order_version (long), but this job writes int",
        schema -> schema.updateColumn("order_version", LongType.get())),
    NESTED(
        ORDERS,
        "has column items.element of",
        schema -> schema.addColumn("items", "dish", StringType.get())),
    UNSEALED(
        Tables.QUARANTINE,
        "has no column sealed (binary)",
        schema -> schema.deleteColumn("sealed"));

    private final String table;
    private final String reason;
    private final Consumer<UpdateSchema> change;

    Misfit(String table, String reason, Consumer<UpdateSchema> change) {
      this.table = table;
      this.reason = reason;
      this.change = change;
    }
  }

  /**
   * What came of it.
   *
   * @param columns added while the job wrote
   * @param jobs that wrote rows one after the other
   * @param tills orders sent, by the release of the till
   * @param refused changes that were refused with their reason, and nothing written
   */
  record Result(
      long seed,
      int columns,
      int jobs,
      Map<Order.Release, Long> tills,
      int refused,
      TableCheck.Result rows)
      implements ProofResult {

    @Override
    public boolean isPassed() {
      return columns == FILLED.size()
          && jobs == Job.values().length
          && tills.keySet().containsAll(EnumSet.allOf(Order.Release.class))
          && refused == Misfit.values().length
          && rows.isExact();
    }

    @Override
    public String toString() {
      return "R29 %s seed=%d columns added=%d jobs in turn=%d/%d tills=%s, changes refused=%d/%d %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              columns,
              jobs,
              Job.values().length,
              tills,
              refused,
              Misfit.values().length,
              rows);
    }
  }

  /** Runs the proof; the columns that came go again. */
  Result run() throws Exception {
    long from = stage.producer().sent();
    int columns = writeInTurn();
    Set<Misfit> refused = EnumSet.noneOf(Misfit.class);
    for (Misfit misfit : Misfit.values()) {
      if (isRefused(misfit)) {
        refused.add(misfit);
      }
    }
    stage.pipeline().startJob();
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    changeColumns(schema -> schema.deleteColumn(COLUMN));
    return new Result(seed, columns, wrote.size(), tills(from), refused.size(), stage.check());
  }

  private int writeInTurn() throws Exception {
    Path root = stage.home().root();
    Path folder = stage.home().folder().resolve("next-build");
    Pipeline next = stage.pipelineOf(OtherBuild.make(root, folder), Map.of());
    Pipeline now = stage.pipeline();
    try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
      now.startJob();
      stage.awaitProgress();
      int columns = changeColumns(schema -> schema.addColumn(COLUMN, StringType.get()));
      // What was written before the change may be committed after it.
      stage.awaitProgress();
      awaitRowsOf(Job.UNDER_WHICH_COLUMNS_CAME);
      now.killJob();
      now.startJob();
      awaitRowsOf(Job.ON_A_NEWER_TABLE);
      end(now);
      next.startJob();
      if (!RunningJob.of(stage.brand()).has(OtherBuild.OPERATOR)) {
        throw new IllegalStateException("The job that goes on is the same as before");
      }
      awaitRowsOf(Job.NEXT_BUILD);
      end(next);
      now.startJob();
      awaitRowsOf(Job.BACK_AGAIN);
      end(now);
      return columns;
    }
  }

  private void awaitRowsOf(Job job) {
    stage.awaitProgress();
    wrote.add(job);
    stage.say("rows written: " + job);
  }

  private void end(Pipeline job) {
    if (job.stopJob(stage.progress()).isEmpty()) {
      throw new IllegalStateException("The job wrote no savepoint");
    }
  }

  /** Of each table that gets rows; how many were changed. */
  private int changeColumns(UnaryOperator<UpdateSchema> change) throws Exception {
    int changed = 0;
    try (Catalogs.ClosableCatalog opened = Catalogs.open(stage.brand().brand())) {
      for (String table : FILLED) {
        // Iceberg does not repeat a change of columns that lost against a commit of the job.
        Waiting.until(
            "the columns of " + table + " to be changed",
            COMMIT_LIMIT,
            () -> {
              change.apply(load(opened.catalog(), table).updateSchema()).commit();
              return true;
            });
        changed++;
      }
    }
    return changed;
  }

  /** Starts the job on the changed table, and takes the change back. */
  private boolean isRefused(Misfit misfit) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(stage.brand().brand())) {
      Table table = load(opened.catalog(), misfit.table);
      TableOperations operations = ((HasTableOperations) table).operations();
      TableMetadata before = operations.current();
      UpdateSchema update = table.updateSchema();
      misfit.change.accept(update);
      update.commit();
      Map<String, Long> snapshots = snapshots(opened.catalog());
      try {
        String answer = StartAttempt.of(stage);
        stage.say(misfit + ": " + answer);
        return StartAttempt.isRefused(answer)
            && answer.contains(misfit.reason)
            && snapshots.equals(snapshots(opened.catalog()));
      } finally {
        operations.commit(operations.refresh(), before);
      }
    }
  }

  /** Of each table that the job writes; the same as long as nothing is written. */
  private static Map<String, Long> snapshots(Catalog catalog) {
    Map<String, Long> newest = new HashMap<>();
    for (String name : FILLED) {
      Snapshot snapshot = load(catalog, name).currentSnapshot();
      newest.put(name, snapshot == null ? -1 : snapshot.snapshotId());
    }
    return newest;
  }

  private static Table load(Catalog catalog, String name) {
    return catalog.loadTable(TableIdentifier.parse(name));
  }

  private Map<Order.Release, Long> tills(long from) {
    Map<Order.Release, Long> tills = new EnumMap<>(Order.Release.class);
    LongStream.range(from, stage.producer().sent())
        .mapToObj(stage.traffic()::message)
        .filter(message -> message.verdict() == Verdict.EVENT)
        .forEach(message -> tills.merge(message.order().orElseThrow().release(), 1L, Long::sum));
    return tills;
  }
}
