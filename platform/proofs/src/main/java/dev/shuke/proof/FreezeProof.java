package dev.shuke.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * R5: the Flink job and the broker are frozen by SIGSTOP while events flow, and go on by SIGCONT as
 * if no time had passed for them. How long until the tables grow again is measured, and every row
 * is held against what was sent.
 */
final class FreezeProof {
  private static final long EVENTS_PER_SECOND = 500;
  private static final int SHORTEST_SECONDS = 5;
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(30);

  /** Each part is frozen so often. */
  private static final int ROUNDS = 2;

  private final Stage stage;
  private final long seed;
  private final SplittableRandom random;

  FreezeProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** What is frozen. */
  private enum Part {
    JOB,
    BROKER
  }

  /**
   * A freeze that happened.
   *
   * @param recovery from the thaw until the tables grew again
   */
  record Freeze(String part, Duration length, Duration recovery) {
    @Override
    public String toString() {
      return "%s %d s (back in %.1f s)"
          .formatted(part, length.toSeconds(), recovery.toMillis() / 1_000.0);
    }
  }

  /** What came of it. */
  record Result(long seed, List<Freeze> freezes, TableCheck.Result rows) implements ProofResult {
    @Override
    public boolean isPassed() {
      return freezes.size() == ROUNDS * Part.values().length
          && slowest().compareTo(RECOVERY_LIMIT) <= 0
          && rows.isExact();
    }

    private Duration slowest() {
      return freezes.stream()
          .map(Freeze::recovery)
          .max(Comparator.naturalOrder())
          .orElse(RECOVERY_LIMIT);
    }

    @Override
    public String toString() {
      return "R5 %s seed=%d frozen: %s %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              freezes.stream().map(Freeze::toString).collect(Collectors.joining(", ")),
              rows);
    }
  }

  /**
   * Runs the proof; the seed decides the lengths.
   *
   * @param longestSeconds no less than 5
   */
  Result run(int longestSeconds) throws Exception {
    List<Freeze> freezes = new ArrayList<>();
    stage.pipeline().startJob();
    try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
      for (int round = 0; round < ROUNDS; round++) {
        for (Part part : Part.values()) {
          stage.awaitProgress();
          int seconds = SHORTEST_SECONDS + random.nextInt(longestSeconds - SHORTEST_SECONDS + 1);
          freezes.add(freeze(part, Duration.ofSeconds(seconds)));
          stage.say("frozen " + freezes.get(freezes.size() - 1));
        }
      }
    }
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(seed, freezes, stage.check());
  }

  private Freeze freeze(Part part, Duration length) throws Exception {
    try (FrozenProcess frozen = FrozenProcess.of(process(part))) {
      // The length of the fault; nothing waits for it.
      LockSupport.parkNanos(length.toNanos());
      frozen.requireFrozen();
    }
    long thawed = System.nanoTime();
    stage.awaitProgress();
    return new Freeze(
        part == Part.JOB ? "job" : "broker", length, Duration.ofNanos(System.nanoTime() - thawed));
  }

  private ProcessHandle process(Part part) {
    return switch (part) {
      case JOB -> stage.pipeline().jobProcess();
      case BROKER -> stage.pipeline().brokerProcess();
    };
  }
}
