package dev.shuke.proof;

import dev.shuke.platform.chain.ChainRun;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * R13: repeats within a day and beyond it, contradictions, old ones, and every kind of broken ones,
 * as fast as they can be sent. Every row is held against what was sent, first as the job leaves it,
 * then as the daily chain does, which judges what came through late.
 */
final class VarietyProof {
  private static final long UNPACED = 1_000_000_000;
  private static final Set<String> JUDGED_LATE =
      Set.of("late_event", "late_duplicate", "late_conflict");

  private final Stage stage;
  private final long seed;

  VarietyProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
  }

  /**
   * What came of it.
   *
   * @param kinds ways of being broken that were sent
   * @param byReason how many were sent, by what must become of them in the end
   */
  record Result(
      long seed,
      Set<Broken> kinds,
      Map<String, Long> byReason,
      TableCheck.Result streamed,
      TableCheck.Result judged)
      implements ProofResult {

    /** A kind that was not sent is not proved. */
    @Override
    public boolean isPassed() {
      return kinds.size() == Broken.values().length
          && byReason.keySet().containsAll(JUDGED_LATE)
          && streamed.isExact()
          && judged.isExact();
    }

    @Override
    public String toString() {
      return "R13 %s seed=%d broken in %d ways, sent=%s, by the job %s, by the daily chain %s"
          .formatted(
              isPassed() ? "passed" : "FAILED", seed, kinds.size(), byReason, streamed, judged);
    }
  }

  /** Sends so many events, and judges them; no other proof can follow on the stage. */
  Result run(long events) throws Exception {
    long from = stage.producer().sent();
    stage.pipeline().startJob();
    stage.producer().send(events, UNPACED);
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    TableCheck.Result streamed = stage.check();
    stage.say("by the job " + streamed);
    new ChainRun(stage.home(), line -> {}, chain -> {})
        .run(List.of(stage.brand()), Optional.empty());
    Set<Broken> kinds = EnumSet.noneOf(Broken.class);
    Map<String, Long> byReason = new TreeMap<>();
    for (long index = from; index < from + events; index++) {
      stage.traffic().broken(index).ifPresent(kinds::add);
      byReason.merge(became(stage.traffic().message(index)), 1L, Long::sum);
    }
    return new Result(seed, kinds, byReason, streamed, stage.checkJudged());
  }

  /** Such as {@code late_duplicate}. */
  private static String became(Message message) {
    String late = message.verdict() == Verdict.LATE ? "late_" : "";
    return late
        + message.reason().orElseGet(() -> message.judged().name().toLowerCase(Locale.ROOT));
  }
}
