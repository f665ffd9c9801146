package dev.shuke.proof;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * R3: the broker is killed by SIGKILL while events flow into it and out of it, and started again on
 * its log. Every row is held against what was sent.
 */
final class BrokerProof {
  static final int KILLS = 5;
  private static final long EVENTS_PER_SECOND = 4_000;
  private static final int LONGEST_LIFE_MILLIS = 5_000;
  private static final int LONGEST_DEATH_MILLIS = 4_000;

  private final Stage stage;
  private final SplittableRandom random;
  private final long seed;

  BrokerProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * What came of it.
   *
   * @param kills that hit a broker from which the job had taken events since its start
   * @param retries records that the producer sent again
   * @param errors records that it gave up
   */
  record Result(long seed, int kills, long retries, long errors, TableCheck.Result rows)
      implements ProofResult {

    /** A kill that no record noticed would prove nothing of the producer. */
    @Override
    public boolean isPassed() {
      return kills == KILLS && retries > 0 && errors == 0 && rows.isExact();
    }

    @Override
    public String toString() {
      return "R3 %s seed=%d broker kills=%d, producer retries=%d errors=%d %s"
          .formatted(isPassed() ? "passed" : "FAILED", seed, kills, retries, errors, rows);
    }
  }

  /** Runs the proof; the seed decides the moments and how long the broker stays away. */
  Result run() throws Exception {
    long retries = stage.producer().retries();
    long errors = stage.producer().errors();
    stage.pipeline().startJob();
    Flow flow = stage.flow(EVENTS_PER_SECOND);
    int kills = 0;
    while (kills < KILLS) {
      stage.awaitProgress();
      pause(LONGEST_LIFE_MILLIS);
      stage.pipeline().killBroker();
      kills++;
      pause(LONGEST_DEATH_MILLIS);
      stage.pipeline().startBroker();
      stage.say("broker killed %d of %d times and back".formatted(kills, KILLS));
    }
    // Only now: it ends when Kafka has all, for which it would wait long without a broker.
    flow.close();
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(
        seed,
        kills,
        stage.producer().retries() - retries,
        stage.producer().errors() - errors,
        stage.check());
  }

  /** A moment that the seed decides; nothing waits for it. */
  private void pause(int longestMillis) {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(longestMillis)).toNanos());
  }
}
