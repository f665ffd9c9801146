package dev.shuke.proof;

import dev.shuke.platform.process.Trees;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * R7: the job is started on a state that does not fit the tables, and must refuse with a reason;
 * then it goes on from the state that fits, and every row is held against what was sent.
 */
final class RefusalProof {
  private static final long EVENTS_PER_SECOND = 1_000;

  private final Stage stage;
  private final long seed;
  private final Path state;

  RefusalProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
    this.state = stage.home().flink(stage.brand().id());
  }

  /** What does not fit, and what the refusal must say. */
  enum Misfit {
    OLDER_SAVEPOINT("already holds the rows of checkpoint"),
    NO_STATE("already holds rows, so a start without state would lose or double events"),
    /** The newest state, but somebody expired the snapshot that names its checkpoint. */
    EXPIRED_SNAPSHOT("whose snapshots no longer say which checkpoint was committed last");

    private final String reason;

    Misfit(String reason) {
      this.reason = reason;
    }
  }

  /**
   * What came of it.
   *
   * @param refused the misfits that were refused with their reason and code 2
   */
  record Result(long seed, Set<Misfit> refused, TableCheck.Result rows) implements ProofResult {
    @Override
    public boolean isPassed() {
      return refused.size() == Misfit.values().length && rows.isExact();
    }

    @Override
    public String toString() {
      return "R7 %s seed=%d refused=%d/%d %s"
          .formatted(
              isPassed() ? "passed" : "FAILED", seed, refused.size(), Misfit.values().length, rows);
    }
  }

  /** Runs the proof; the job writes two savepoints first, and goes on from the newer at the end. */
  Result run() throws Exception {
    Path older = stage.home().folder().resolve("older-savepoint-" + seed);
    copy(savepointWhileEventsFlow(), older.resolve("savepoints"));
    savepointWhileEventsFlow();
    Set<Misfit> refused = EnumSet.noneOf(Misfit.class);
    for (Misfit misfit : Misfit.values()) {
      if (isRefused(misfit, older)) {
        refused.add(misfit);
      }
    }
    stage.pipeline().startJob();
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(seed, refused, stage.check());
  }

  private Path savepointWhileEventsFlow() {
    stage.pipeline().startJob();
    try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
      stage.awaitProgress();
      return stage.pipeline().stopJob(stage.progress()).orElseThrow();
    }
  }

  private boolean isRefused(Misfit misfit, Path older) throws Exception {
    String answer =
        switch (misfit) {
          case OLDER_SAVEPOINT -> startOn(older);
          case NO_STATE -> startOn(Files.createDirectory(older.resolveSibling("none-" + seed)));
          case EXPIRED_SNAPSHOT -> startAfterExpiry();
        };
    stage.say(misfit + ": " + answer);
    return StartAttempt.isRefused(answer) && answer.contains(misfit.reason);
  }

  /** Starts the job as if the other folder were its state. */
  private String startOn(Path other) throws Exception {
    Path kept = state.resolveSibling("kept");
    Files.move(state, kept);
    Files.move(other, state);
    try {
      return StartAttempt.of(stage);
    } finally {
      Trees.delete(state);
      Files.move(kept, state);
    }
  }

  /** Starts the job on a table of which only the newest snapshot is left, one not Flink's. */
  private String startAfterExpiry() throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(stage.brand().brand())) {
      Table late = opened.catalog().loadTable(TableIdentifier.parse(Tables.LATE));
      TableOperations operations = ((HasTableOperations) late).operations();
      TableMetadata before = operations.current();
      late.newAppend().commit();
      late.expireSnapshots()
          .expireOlderThan(System.currentTimeMillis())
          .retainLast(1)
          .cleanExpiredFiles(false)
          .commit();
      try {
        return StartAttempt.of(stage);
      } finally {
        operations.commit(operations.refresh(), before);
      }
    }
  }

  private static void copy(Path savepoint, Path into) throws IOException {
    Path copy = Files.createDirectories(into.resolve(savepoint.getFileName()));
    try (Stream<Path> files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
  }
}
