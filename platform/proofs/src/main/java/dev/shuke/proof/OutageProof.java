package dev.shuke.proof;

import dev.shuke.platform.process.RunFile;
import dev.shuke.platform.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * R9: the catalog's database goes away, is shut to writers or becomes slow while events flow, and
 * comes back. The job must go on by itself soon after; then every row is held against what was
 * sent.
 */
final class OutageProof {
  private static final long EVENTS_PER_SECOND = 1_000;
  private static final Duration MOST_TO_RESUME = Duration.ofSeconds(30);
  private static final Duration RESUME_LIMIT = Duration.ofMinutes(5);

  private final Stage stage;
  private final long seed;
  private final String catalog;

  /**
   * @param catalog its kind, for the verdict
   */
  OutageProof(Stage stage, long seed, String catalog) {
    this.stage = stage;
    this.seed = seed;
    this.catalog = catalog;
  }

  /** What is done to the catalog, and undone. */
  interface Outage {
    /** For the verdict. */
    String name();

    /** Returns once it has begun. */
    void begin() throws Exception;

    /** Returns once the catalog is as before. */
    void end() throws Exception;

    /**
     * Whether it did happen; unless told otherwise, whether no commit came through.
     *
     * @param waiting events in Kafka and not in the tables when it ended
     */
    default boolean isFelt(long waiting, Duration length) {
      // Half: what was committed just after its begin or end does not wait.
      return waiting >= EVENTS_PER_SECOND * length.toSeconds() / 2;
    }
  }

  /**
   * What came of one outage.
   *
   * @param waiting events that were in Kafka and not in the tables when it ended
   * @param resumed time from its end until the tables held more
   */
  record Passed(String name, Duration length, long waiting, boolean isFelt, Duration resumed) {
    boolean isGood() {
      return isFelt && resumed.compareTo(MOST_TO_RESUME) <= 0;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%s for %d s: waiting=%d%s resumed after %.1f s",
          name,
          length.toSeconds(),
          waiting,
          isFelt ? "" : " (NOT FELT)",
          resumed.toMillis() / 1_000.0);
    }
  }

  /**
   * What came of it.
   *
   * @param isSameProcess whether the job went through all of it without being started again
   */
  record Result(
      String catalog,
      long seed,
      List<Passed> outages,
      long restarts,
      boolean isSameProcess,
      TableCheck.Result rows)
      implements ProofResult {
    @Override
    public boolean isPassed() {
      return !outages.isEmpty()
          && outages.stream().allMatch(Passed::isGood)
          && isSameProcess
          && rows.isExact();
    }

    @Override
    public String toString() {
      return "R9 %s on=%s seed=%d outages=%s restarts=%d %s%s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              catalog,
              seed,
              outages,
              restarts,
              isSameProcess ? "" : "THE JOB DIED ",
              rows);
    }
  }

  /** Runs the proof. */
  Result run(List<? extends Outage> outages, Duration length) throws Exception {
    stage.pipeline().startJob();
    Optional<Long> pid = pid();
    List<Passed> passed = new ArrayList<>();
    try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
      for (Outage outage : outages) {
        stage.awaitProgress();
        Passed one = through(outage, length);
        stage.say(one.toString());
        passed.add(one);
      }
    }
    stage.awaitAllInTables();
    boolean isSameProcess = pid.isPresent() && pid.equals(pid());
    long restarts = RunningJob.restarts(stage.brand());
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(catalog, seed, passed, restarts, isSameProcess, stage.check());
  }

  private Passed through(Outage outage, Duration length) throws Exception {
    outage.begin();
    // How long it lasts is the fault itself; nothing waits for it.
    long end = System.nanoTime() + length.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
    outage.end();
    long began = System.nanoTime();
    long sent = stage.producer().sent();
    long held = stage.inTables();
    Waiting.until(
        "the tables to hold more after the catalog's return",
        RESUME_LIMIT,
        () -> stage.inTables() > held);
    Duration resumed = Duration.ofNanos(System.nanoTime() - began);
    long waiting = sent - held;
    return new Passed(outage.name(), length, waiting, outage.isFelt(waiting, length), resumed);
  }

  private Optional<Long> pid() {
    return stage.home().processes().all().stream()
        .filter(process -> process.name().equals("flink-" + stage.brand().id()))
        .filter(RunFile::isRunning)
        .map(RunFile::pid)
        .findFirst();
  }
}
