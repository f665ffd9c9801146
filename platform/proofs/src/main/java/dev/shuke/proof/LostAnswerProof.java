package dev.shuke.proof;

import dev.shuke.platform.process.Waiting;
import dev.shuke.proof.catalog.LosingProxy;
import dev.shuke.proof.catalog.LosingProxy.Lost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * R8: while events flow, the catalog makes a commit and the job never hears of it, many times and
 * for several tables. Every row is held against what was sent: no commit may be made again.
 */
final class LostAnswerProof {
  private static final long EVENTS_PER_SECOND = 500;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final Stage stage;
  private final LosingProxy proxy;
  private final long seed;

  LostAnswerProof(Stage stage, LosingProxy proxy, long seed) {
    this.stage = stage;
    this.proxy = proxy;
    this.seed = seed;
  }

  /**
   * What came of it.
   *
   * @param wanted answers that were to be lost
   * @param lost those that were, each after the catalog had made the commit
   * @param restarts of the job because of them; of some losses Iceberg finds out by itself
   */
  record Result(long seed, int wanted, List<Lost> lost, long restarts, TableCheck.Result rows)
      implements ProofResult {
    /** One table, or one way of losing, would leave too much open. */
    @Override
    public boolean isPassed() {
      return wanted > 0
          && lost.size() == wanted
          && count(Lost::table).size() > 1
          && count(Lost::loss).size() == LosingProxy.Loss.values().length
          && rows.isExact();
    }

    private <K> Map<K, Long> count(Function<Lost, K> by) {
      return lost.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    @Override
    public String toString() {
      return "R8 %s seed=%d committed-but-unheard=%d/%d %s %s restarts=%d %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              lost.size(),
              wanted,
              count(Lost::loss),
              count(Lost::table),
              restarts,
              rows);
    }
  }

  /** Runs the proof; the seed decides which answers are lost and how. */
  Result run(int answers) throws Exception {
    int before = proxy.lost().size();
    stage.pipeline().startJob();
    try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
      stage.awaitProgress();
      proxy.lose(answers, seed);
      Waiting.until(
          answers + " answers to be lost", LIMIT, () -> proxy.lost().size() >= before + answers);
    }
    stage.awaitAllInTables();
    long restarts = RunningJob.restarts(stage.brand());
    var unused = stage.pipeline().stopJob(stage.progress());
    List<Lost> lost = proxy.lost().subList(before, proxy.lost().size());
    return new Result(seed, answers, lost, restarts, stage.check());
  }
}
