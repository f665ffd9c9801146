package dev.shuke.proof;

import dev.shuke.platform.part.Pipeline;
import dev.shuke.platform.process.Foreground.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * LEDGER: {@code ./shuke ledger} is asked again and again, as people ask it, while events flow and
 * the Flink job is killed by SIGKILL. Nothing is lost, so it must never say so; in the end it must
 * call all good, and its numbers are held against what was sent.
 */
final class LedgerProof {
  private static final long EVENTS_PER_SECOND = 300;
  private static final int KILLS = 5;
  private static final int LONGEST_LIFE_MILLIS = 6_000;

  /** What the command ends with when nothing is lost or doubled, and when it cannot know yet. */
  private static final int GOOD = 0;

  private static final int PENDING = 3;

  private final Stage stage;
  private final long seed;
  private final SplittableRandom random;

  LedgerProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * What came of it.
   *
   * @param kills of a job that had written rows, each while the ledger was asked
   * @param answers how often the command ended with which exit code
   * @param alarms what it said when it was neither good nor pending
   * @param last its exit code once all was in the tables
   * @param differences of its numbers then
   */
  record Result(
      long seed,
      int kills,
      Map<Integer, Integer> answers,
      List<String> alarms,
      int last,
      List<String> differences,
      TableCheck.Result rows)
      implements ProofResult {

    @Override
    public boolean isPassed() {
      return kills == KILLS
          && answers.containsKey(GOOD)
          && alarms.isEmpty()
          && last == GOOD
          && differences.isEmpty()
          && rows.isExact();
    }

    @Override
    public String toString() {
      return "LEDGER %s seed=%d kills=%d asked meanwhile: good=%d pending=%d alarms=%d%s, at the end exit=%d differences=%s %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              kills,
              answers.getOrDefault(GOOD, 0),
              answers.getOrDefault(PENDING, 0),
              alarms.size(),
              alarms.stream().findFirst().map(first -> " such as " + first).orElse(""),
              last,
              differences,
              rows);
    }
  }

  /** Runs the proof; the seed decides the moments. */
  Result run() throws Exception {
    Pipeline pipeline = stage.pipeline();
    LedgerCheck check = new LedgerCheck(stage);
    pipeline.startReaders(stage.progress());
    check.awaitLedger();
    pipeline.startJob();
    int kills = 0;
    Questions questions = new Questions();
    try (Flow flow = stage.flow(EVENTS_PER_SECOND);
        questions) {
      while (kills < KILLS) {
        stage.awaitProgress();
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS)).toNanos());
        pipeline.killJob();
        kills++;
        stage.say("kill %d of %d, asked so far %s".formatted(kills, KILLS, questions.answers));
        pipeline.startJob();
      }
    }
    stage.awaitAllInTables();
    var unused = pipeline.stopJob(stage.progress());
    Outcome last = ask();
    TableCheck.Result rows = stage.check();
    List<String> differences = check.differences(rows);
    pipeline.stopReaders();
    return new Result(
        seed, kills, questions.answers, questions.alarms, last.exitCode(), differences, rows);
  }

  private Outcome ask() {
    return stage.shuke("ledger", "--brand", stage.brand().id());
  }

  /** Asked one behind the other without a pause, until closed. */
  private final class Questions implements AutoCloseable {
    private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
    private final List<String> alarms = new ArrayList<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final CompletableFuture<Void> asking = CompletableFuture.runAsync(this::ask);

    private void ask() {
      while (!isOver.get()) {
        Outcome answer = LedgerProof.this.ask();
        answers.merge(answer.exitCode(), 1, Integer::sum);
        if (answer.exitCode() != GOOD && answer.exitCode() != PENDING) {
          alarms.add(answer.summary());
        }
      }
    }

    /** Returns when the last has been answered. */
    @Override
    public void close() {
      isOver.set(true);
      asking.join();
    }
  }
}
