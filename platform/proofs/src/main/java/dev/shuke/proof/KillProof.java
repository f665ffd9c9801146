package dev.shuke.proof;

import java.time.Duration;
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
  record Result(long seed, int kills, int savepoints, TableCheck.Result rows)
      implements ProofResult {
    @Override
    public boolean isPassed() {
      return kills > 0 && savepoints > 0 && rows.isExact();
    }

    @Override
    public String toString() {
      return "R1 %s seed=%d kills=%d savepoints=%d %s"
          .formatted(isPassed() ? "passed" : "FAILED", seed, kills, savepoints, rows);
    }
  }

  /**
   * Runs the proof.
   *
   * @param events sent in all: a share before each kill, one after the last, one after the
   *     savepoint
   * @param perSecond how fast a share is sent, so that the kill falls into it
   */
  Result run(long events, int kills, long perSecond) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    long share = events / (kills + 2);
    stage.pipeline().startJob();
    for (int kill = 1; kill <= kills; kill++) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> stage.producer().send(share, perSecond));
      // A job that has written nothing since its start has nothing to lose.
      stage.awaitProgress();
      // The moment of the fault is what the seed decides; nothing waits for it.
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)).toNanos());
      stage.pipeline().killJob();
      stage.say("kill %d of %d".formatted(kill, kills));
      stage.pipeline().startJob();
      sending.join();
    }
    sendAndAwait(share);
    int savepoints = stage.pipeline().stopJob(stage.progress()).isPresent() ? 1 : 0;
    stage.pipeline().startJob();
    sendAndAwait(events - share * (kills + 1));
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(seed, kills, savepoints, stage.check());
  }

  private void sendAndAwait(long count) {
    stage.producer().send(count, UNPACED);
    stage.awaitAllInTables();
  }
}
