package dev.shuke.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * R1: the Flink job is killed by SIGKILL at random moments while events flow, and each time goes on
 * from its newest checkpoint; then it is stopped with a savepoint and goes on from that. Every row
 * is held against what was sent.
 */
final class KillProof {
  private static final int LONGEST_LIFE_MILLIS = 6_000;
  private static final long UNPACED = 1_000_000_000;

  private final Stage stage;
  private final long seed;

  KillProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
  }

  /**
   * What came of it.
   *
   * @param kills that hit a job which had written rows since its start
   * @param savepoints the job went on from
   */
  record Result(long seed, Instant base, int kills, int savepoints, TableCheck.Result rows) {

    /** A proof that broke nothing proves nothing. */
    boolean isPassed() {
      return kills > 0 && savepoints > 0 && rows.isExact();
    }

    @Override
    public String toString() {
      return "R1 %s seed=%d base=%s kills=%d savepoints=%d %s"
          .formatted(isPassed() ? "passed" : "FAILED", seed, base, kills, savepoints, rows);
    }
  }

  /**
   * Runs the proof on an empty stage.
   *
   * @param events sent in all: a share before each kill, one after the last, one after the
   *     savepoint
   * @param perSecond how fast a share is sent, so that the kill falls into it
   */
  Result run(long events, int kills, long perSecond) throws Exception {
    Traffic traffic = new Traffic(seed, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    SplittableRandom random = new SplittableRandom(seed);
    long share = events / (kills + 2);
    try (Producer producer = stage.producer(traffic)) {
      for (int kill = 1; kill <= kills; kill++) {
        long end = kill * share;
        CompletableFuture<Void> sending =
            CompletableFuture.runAsync(() -> producer.send(end, perSecond));
        awaitProgress(end);
        // The moment of the fault is what the seed decides; nothing waits for it.
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)).toNanos());
        stage.pipeline().killJob();
        stage.say("kill %d of %d".formatted(kill, kills));
        stage.pipeline().startJob();
        sending.join();
      }
      long before = events - share;
      producer.send(before, UNPACED);
      stage.awaitInTables(before);
      int savepoints = stage.pipeline().stopJob(stage.progress()).isPresent() ? 1 : 0;
      stage.pipeline().startJob();
      producer.send(events, UNPACED);
      stage.awaitInTables(events);
      stage.pipeline().stopJob(stage.progress());
      return new Result(seed, traffic.base(), kills, savepoints, stage.check(traffic, events));
    }
  }

  /** A job that has written nothing since its start has nothing to lose. */
  private void awaitProgress(long most) {
    stage.awaitInTables(Math.min(most, stage.inTables() + 1));
  }
}
