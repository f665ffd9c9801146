package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.table.Catalogs;
import dev.shuke.table.TableDefinition;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManageSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.actions.BinPackRewriteFilePlanner;
import org.apache.iceberg.actions.DeleteOrphanFiles;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.actions.RewriteFileGroup;
import org.apache.iceberg.actions.SizeBasedFileRewritePlanner;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Table care of one brand: drops judged days of late arrivals and the bytes of old quarantined
 * records, compacts small files, expires old snapshots and removes orphan files. No row that counts
 * changes.
 *
 * <p>The Flink job and the daily chain may commit meanwhile. Their appends and care's commits are
 * retried by Iceberg; where a chain has replaced the very files that care rewrote, care loses and
 * leaves the table to the next time.
 */
final class BrandCare {

  /** What Iceberg's Flink sink notes in each snapshot it commits. */
  static final String COMMITTED_CHECKPOINT = "flink.max-committed-checkpoint-id";

  /** Fewer small files of one partition cost a reader less than writing them again. */
  private static final Map<String, String> WHERE_IT_PAYS =
      Map.of(SizeBasedFileRewritePlanner.MIN_INPUT_FILES, "5");

  /** The tables that the Flink job writes. */
  private static final Set<String> STREAMED =
      Stream.concat(Tables.verdicts().stream(), Stream.of(Tables.LATE))
          .collect(Collectors.toUnmodifiableSet());

  private final SparkSession spark;
  private final Brand brand;
  private final Clock clock;
  private final Progress progress;
  private final CareOptions options;

  BrandCare(SparkSession spark, Brand brand, Clock clock, Progress progress, CareOptions options) {
    this.spark = spark;
    this.brand = brand;
    this.clock = clock;
    this.progress = progress;
    this.options = options;
  }

  /**
   * Cares for every table; one that fails does not keep the others.
   *
   * @throws IllegalStateException naming the tables that failed
   */
  void run() throws Exception {
    List<RuntimeException> failures = new ArrayList<>();
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      LiveRuns live = LiveRuns.read(spark, brand.id(), keptFrom());
      for (TableDefinition definition : Tables.all()) {
        try {
          step(definition, opened.catalog(), live);
        } catch (RuntimeException e) {
          failures.add(new IllegalStateException(definition.name() + ": " + e.getMessage(), e));
        }
      }
    }
    if (!failures.isEmpty()) {
      String reasons =
          failures.stream().map(Exception::getMessage).collect(Collectors.joining("; "));
      throw new IllegalStateException("care failed for " + reasons, failures.get(0));
    }
  }

  private void step(TableDefinition definition, Catalog catalog, LiveRuns live) {
    spark.sparkContext().setJobDescription("care of " + brand.id() + " " + definition.name());
    progress.step(
        brand.id(),
        definition.name(),
        () -> {
          try {
            return care(definition.name(), catalog.loadTable(definition.identifier()), live);
          } catch (RuntimeException e) {
            if (isConflict(e)) {
              return "skipped: another writer replaced its files meanwhile; the next care looks again";
            }
            throw e;
          }
        });
  }

  private static boolean isConflict(@Nullable Throwable failure) {
    return failure != null
        && (failure instanceof ValidationException
            || failure instanceof CommitFailedException
            || isConflict(failure.getCause()));
  }

  private String care(String name, Table table, LiveRuns live) {
    if (table.currentSnapshot() == null) {
      return "nothing written yet";
    }
    long files = files(table);
    long unsealed = name.equals(Tables.QUARANTINE) ? dropBytes(table) : 0;
    Change change = name.equals(Tables.LATE) ? dropJudged(table) : compact(table);
    int expired = expire(name, table, live);
    int orphans = removeOrphans(name, table);
    return ("%sfiles %d → %d, snapshots expired %d, late rows dropped %d, orphans removed %d"
            + (unsealed > 0 ? ", rows freed of their bytes " + unsealed : ""))
        .formatted(
            options.isDryRun() ? "would: " : "",
            files,
            files + change.files(),
            expired,
            change.rowsDropped(),
            orphans);
  }

  /**
   * What became of the data files.
   *
   * @param files how many more there are; negative when fewer
   */
  private record Change(long files, long rowsDropped) {}

  private static long files(Table table) {
    return Long.parseLong(
        table.currentSnapshot().summary().getOrDefault(SnapshotSummary.TOTAL_DATA_FILES_PROP, "0"));
  }

  /**
   * Drops the days of {@code late} all of whose arrivals have a verdict. Readers see no difference:
   * a late row counts only while its offset has no verdict, and frontier and ledger find the offset
   * in the table of its verdict.
   *
   * <p>The files are deleted by name, as read before the verdicts were: a filter on the day would
   * also take what Flink adds to it between this look and the commit. Days that stay are not
   * compacted, because the next chain judges them.
   */
  private Change dropJudged(Table late) {
    long looked = late.currentSnapshot().snapshotId();
    Set<Integer> waiting = waitingDays(looked);
    DeleteFiles delete = late.newDelete().validateFilesExist();
    long files = 0;
    long rows = 0;
    try (CloseableIterable<FileScanTask> tasks = late.newScan().useSnapshot(looked).planFiles()) {
      for (FileScanTask task : tasks) {
        DataFile file = task.file();
        // The first partition field is the day of known_at.
        if (!waiting.contains(file.partition().get(0, Integer.class))) {
          delete.deleteFile(file);
          files++;
          rows += file.recordCount();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (files > 0 && !options.isDryRun()) {
      delete.commit();
    }
    return new Change(-files, rows);
  }

  /** Days since 1970-01-01 on which an arrival became known that has no verdict yet. */
  private Set<Integer> waitingDays(long snapshot) {
    Dataset<Row> late =
        spark
            .read()
            .option("versionAsOf", Long.toString(snapshot))
            .table(brand.id() + "." + Tables.LATE);
    Set<Integer> days = new HashSet<>();
    Admit.withoutVerdict(spark, brand, late)
        .selectExpr("unix_date(to_date(known_at))")
        .distinct()
        .collectAsList()
        .forEach(row -> days.add(row.getInt(0)));
    return days;
  }

  /**
   * Frees quarantined records of their bytes when {@link KeptRecord#KEPT} is over; the rows stay,
   * because the ledger counts them. The files that held the bytes are deleted when the snapshot of
   * this change expires; a Flink job that is down puts that off until it has committed again.
   *
   * @return rows that had bytes
   */
  private long dropBytes(Table quarantine) {
    String old =
        "sealed is not null and known_at < timestamp '%s'"
            .formatted(KeptRecord.keptFrom(clock.instant()));
    String name = brand.id() + "." + Tables.QUARANTINE;
    long rows = spark.table(name).where(old).count();
    if (rows > 0 && !options.isDryRun()) {
      // Copies the files that match; appends of the running job, whose days are younger, don't.
      spark.sql("update %s set sealed = null where %s".formatted(name, old));
      quarantine.refresh();
    }
    return rows;
  }

  /** By size alone, without a shuffle; each new file is sorted as the table is. */
  private Change compact(Table table) {
    if (options.isDryRun()) {
      return planned(table);
    }
    RewriteDataFiles.Result result =
        SparkActions.get(spark).rewriteDataFiles(table).binPack().options(WHERE_IT_PAYS).execute();
    return new Change(result.addedDataFilesCount() - result.rewrittenDataFilesCount(), 0);
  }

  private static Change planned(Table table) {
    BinPackRewriteFilePlanner planner = new BinPackRewriteFilePlanner(table);
    planner.init(WHERE_IT_PAYS);
    long files = 0;
    try (CloseableIterable<RewriteFileGroup> groups = planner.plan().groups()) {
      for (RewriteFileGroup group : groups) {
        files += group.expectedOutputFiles() - group.inputFileNum();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Change(files, 0);
  }

  /**
   * Iceberg itself keeps what a tag names, so the tags of runs that are over go first. Of a table
   * that Flink writes, nothing expires before its first commit: the job's start check takes a cut
   * history for one that has lost it.
   */
  private int expire(String name, Table table, LiveRuns live) {
    table.refresh();
    List<Snapshot> way = backToFlink(table);
    if (STREAMED.contains(name) && way.isEmpty()) {
      return 0;
    }
    // What is done in a transaction reaches nobody before that is committed.
    Transaction trial = table.newTransaction();
    ManageSnapshots tags = options.isDryRun() ? trial.manageSnapshots() : table.manageSnapshots();
    table.refs().keySet().stream().filter(live::isOver).forEach(tags::removeTag);
    tags.commit();
    ExpireSnapshots expire =
        (options.isDryRun() ? trial.expireSnapshots() : table.expireSnapshots())
            .expireOlderThan(earliest(keptFrom(), way));
    int expired = expire.apply().size();
    if (expired > 0 && !options.isDryRun()) {
      expire.commit();
    }
    return expired;
  }

  /**
   * The newest snapshot and those before it, back to the newest that names a checkpoint Flink
   * committed; none when there is no such.
   *
   * <p>On restore Flink's sink and the start check walk this way. Compaction and admission add
   * snapshots that name no checkpoint, so the way may be older than the retention; were a part of
   * it gone, a checkpoint could be committed twice.
   */
  private static List<Snapshot> backToFlink(Table table) {
    List<Snapshot> way = new ArrayList<>();
    for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
      way.add(snapshot);
      if (snapshot.summary().containsKey(COMMITTED_CHECKPOINT)) {
        return way;
      }
    }
    return List.of();
  }

  private static long earliest(Instant limit, List<Snapshot> snapshots) {
    return snapshots.stream()
        .mapToLong(Snapshot::timestampMillis)
        .reduce(limit.toEpochMilli(), Math::min);
  }

  private Instant keptFrom() {
    return clock.instant().minus(options.keepSnapshots());
  }

  /**
   * Removes files that no snapshot names. A Flink job that is down commits what its checkpoint
   * holds when it comes back, however late; so in its tables the age is counted back from its
   * newest commit, and nothing is removed before its first.
   */
  private int removeOrphans(String name, Table table) {
    table.refresh();
    List<Snapshot> way = backToFlink(table);
    if (STREAMED.contains(name) && way.isEmpty()) {
      return 0;
    }
    long olderThan = earliest(clock.instant(), way) - options.orphanAge().toMillis();
    DeleteOrphanFiles orphans =
        SparkActions.get(spark)
            .deleteOrphanFiles(table)
            // Hadoop, which lists the files else, has no file system for S3.
            .usePrefixListing(brand.s3().isPresent())
            .olderThan(olderThan);
    if (options.isDryRun()) {
      orphans.deleteWith(file -> {});
    }
    List<String> removed = new ArrayList<>();
    orphans.execute().orphanFileLocations().forEach(removed::add);
    return removed.size();
  }
}
