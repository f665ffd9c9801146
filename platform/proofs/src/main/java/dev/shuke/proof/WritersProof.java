package dev.shuke.proof;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * R16: four writers commit to one table, round after round at the same moment. Its history must
 * name each commit once, one after the other.
 */
final class WritersProof {
  private static final int WRITERS = 4;

  /** One that the brands here have no events for, so nothing else writes to it. */
  private static final TableIdentifier TABLE =
      TableIdentifier.parse(Tables.events(EventType.VISIT));

  private static final String COMMIT = "commit";

  /** For the slowest of them; when one has failed, the others learn of it so late. */
  private static final long ROUND_LIMIT_SECONDS = 120;

  private WritersProof() {}

  /**
   * What came of it.
   *
   * @param wanted commits of all writers together
   * @param kept of them in the table's history
   * @param extra commits there beyond one of each
   * @param turns how often the history goes from one writer to another
   * @param isSerial whether their sequence numbers have neither gap nor repeat
   */
  record Result(String catalog, int wanted, int kept, int extra, int turns, boolean isSerial)
      implements ProofResult {
    /** Writers that came one after the other would prove nothing: each round has all of them. */
    @Override
    public boolean isPassed() {
      int rounds = wanted / WRITERS;
      return wanted > 0
          && kept == wanted
          && extra == 0
          && isSerial
          && turns >= rounds * (WRITERS - 1);
    }

    @Override
    public String toString() {
      return "R16 %s on=%s writers=%d commits=%d/%d extra=%d turns=%d serial=%s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              catalog,
              WRITERS,
              kept,
              wanted,
              extra,
              turns,
              isSerial ? "yes" : "NO");
    }
  }

  /**
   * Runs the proof on a table that nobody has written to.
   *
   * @param catalog its kind, for the verdict
   * @param commits of each writer
   */
  static Result run(String catalog, Brand brand, int commits) throws Exception {
    CyclicBarrier round = new CyclicBarrier(WRITERS);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "writer-" + writer;
        work.add(() -> commit(brand, name, commits, round));
      }
      for (Future<Void> done : writers.invokeAll(work)) {
        done.get();
      }
    } finally {
      writers.shutdown();
    }
    return judge(catalog, brand, WRITERS * commits);
  }

  /** Each writer with a catalog of its own, as if it were another process. */
  private static Void commit(Brand brand, String writer, int commits, CyclicBarrier round)
      throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      Table table = opened.catalog().loadTable(TABLE);
      for (int commit = 0; commit < commits; commit++) {
        round.await(ROUND_LIMIT_SECONDS, TimeUnit.SECONDS);
        table.newFastAppend().set(COMMIT, writer + "/" + commit).commit();
      }
    }
    return null;
  }

  private static Result judge(String catalog, Brand brand, int wanted) throws Exception {
    List<String> commits = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      for (Snapshot snapshot : SnapshotUtil.currentAncestors(opened.catalog().loadTable(TABLE))) {
        commits.add(String.valueOf(snapshot.summary().get(COMMIT)));
        numbers.add(snapshot.sequenceNumber());
      }
    }
    Collections.reverse(numbers);
    boolean isSerial = true;
    for (int i = 0; i < numbers.size(); i++) {
      isSerial &= numbers.get(i) == i + 1;
    }
    int turns = 0;
    for (int i = 1; i < commits.size(); i++) {
      if (!writer(commits.get(i)).equals(writer(commits.get(i - 1)))) {
        turns++;
      }
    }
    int kept = new HashSet<>(commits).size();
    return new Result(catalog, wanted, kept, commits.size() - kept, turns, isSerial);
  }

  private static String writer(String commit) {
    return commit.split("/", 2)[0];
  }
}
