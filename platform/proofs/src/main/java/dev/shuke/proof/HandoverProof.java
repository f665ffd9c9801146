package dev.shuke.proof;

import dev.shuke.platform.part.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * R6: while events flow, the Flink job ends in order and another goes on from its savepoint, wider,
 * narrower, after a drain, and from another build. After each, every row is held against what was
 * sent.
 */
final class HandoverProof {
  private static final long EVENTS_PER_SECOND = 1_000;
  private static final int LONGEST_WAIT_MILLIS = 1_500;

  private final Stage stage;
  private final long seed;
  private final Random random;

  HandoverProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** What changes from one job to the next. */
  enum Handover {
    /** A savepoint, then parallelism 2. */
    WIDER,
    /** A savepoint, then parallelism 1 again. */
    NARROWER,
    /** A savepoint with drain, then the same job. */
    DRAINED,
    /** A savepoint, then a job built from changed sources, see {@link OtherBuild}. */
    UPGRADED
  }

  /**
   * What came of it.
   *
   * @param exact the handovers that happened, and after which the tables were exact
   */
  record Result(long seed, Set<Handover> exact, TableCheck.Result rows) implements ProofResult {
    @Override
    public boolean isPassed() {
      return exact.size() == Handover.values().length && rows.isExact();
    }

    @Override
    public String toString() {
      return "R6 %s seed=%d handovers=%d/%d %s"
          .formatted(
              isPassed() ? "passed" : "FAILED", seed, exact.size(), Handover.values().length, rows);
    }
  }

  /** Runs the proof; the seed decides the moments. */
  Result run() throws Exception {
    Path root = stage.home().root();
    Path otherBuild = OtherBuild.make(root, stage.home().folder().resolve("other-build"));
    Set<Handover> exact = EnumSet.noneOf(Handover.class);
    Pipeline now = stage.pipeline();
    now.startJob();
    for (Handover handover : Handover.values()) {
      endWhileEventsFlow(now, handover);
      now =
          switch (handover) {
            case WIDER -> stage.pipelineOf(root, Map.of("SHUKE_PARALLELISM", "2"));
            case NARROWER, DRAINED -> stage.pipeline();
            case UPGRADED -> stage.pipelineOf(otherBuild, Map.of());
          };
      now.startJob();
      requireChange(handover);
      stage.awaitAllInTables();
      TableCheck.Result rows = stage.check();
      stage.say(handover + " " + rows);
      if (rows.isExact()) {
        exact.add(handover);
      }
    }
    var unused = now.stopJob(stage.progress());
    return new Result(seed, exact, stage.check());
  }

  private void endWhileEventsFlow(Pipeline job, Handover handover) throws Exception {
    try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
      stage.awaitProgress();
      // The moment is what the seed decides; nothing waits for it.
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_WAIT_MILLIS)).toNanos());
      var savepoint =
          handover == Handover.DRAINED
              ? job.drainJob(stage.progress())
              : job.stopJob(stage.progress());
      if (savepoint.isEmpty()) {
        throw new IllegalStateException(handover + ": the job wrote no savepoint");
      }
    }
  }

  /** A handover to the same job would prove nothing. */
  private void requireChange(Handover handover) throws Exception {
    RunningJob job = RunningJob.of(stage.brand());
    boolean isChanged =
        switch (handover) {
          case WIDER -> job.parallelism() == 2;
          case NARROWER, DRAINED -> job.parallelism() == 1;
          case UPGRADED -> job.has(OtherBuild.OPERATOR);
        };
    if (!isChanged) {
      throw new IllegalStateException(handover + ": the job that goes on is the same as before");
    }
  }
}
