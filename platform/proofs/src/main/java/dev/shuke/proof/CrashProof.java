package dev.shuke.proof;

import dev.shuke.platform.process.ShukeException;
import dev.shuke.proof.crash.Crash;
import dev.shuke.proof.crash.CrashPoint;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.bytebuddy.ByteBuddy;

/**
 * R2: while events flow, the Flink job is ended at each {@link CrashPoint}, and each time goes on
 * from its newest checkpoint; each next life is the one that is ended at the next point. Every row
 * is held against what was sent.
 */
final class CrashProof {
  private static final long EVENTS_PER_SECOND = 300;
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(2);

  private final Stage stage;
  private final long seed;

  CrashProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
  }

  /**
   * What came of it.
   *
   * @param reached the points at which a job has ended
   */
  record Result(long seed, Set<CrashPoint> reached, TableCheck.Result rows) implements ProofResult {
    @Override
    public boolean isPassed() {
      return reached.size() == CrashPoint.values().length && rows.isExact();
    }

    @Override
    public String toString() {
      return "R2 %s seed=%d points=%d/%d %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              reached.size(),
              CrashPoint.values().length,
              rows);
    }
  }

  /** Runs the proof; the seed decides the order of the points and at which pass each counts. */
  Result run() throws Exception {
    Random random = new Random(seed);
    List<CrashPoint> points = new ArrayList<>(Arrays.asList(CrashPoint.values()));
    Collections.shuffle(points, random);
    Set<CrashPoint> reached = EnumSet.noneOf(CrashPoint.class);
    try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
      for (CrashPoint point : points) {
        Path marker = stage.home().folder().resolve("crash-" + seed + "-" + point.text());
        if (isReached(new Crash(point, 1 + random.nextInt(point.mostPasses()), marker))) {
          reached.add(point);
        }
      }
    }
    stage.pipeline().startJob();
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(seed, reached, stage.check());
  }

  private boolean isReached(Crash crash) throws IOException {
    try {
      stage.pipelineWith(withAgent(crash)).runJob(LONGEST_LIFE);
    } catch (ShukeException stillAlive) {
      stage.pipeline().killJob();
    }
    boolean isReached = crash.isReached();
    stage.say(
        "%s:%d %s".formatted(crash.point().text(), crash.pass(), isReached ? "reached" : "MISSED"));
    return isReached;
  }

  /** Byte Buddy stands before all others, where each class loader finds it. */
  private List<String> withAgent(Crash crash) {
    List<String> options = new ArrayList<>(crash.properties());
    options.add("-Xbootclasspath/a:" + jarOf(ByteBuddy.class));
    options.add("-javaagent:" + BuiltJars.agent(stage.home().root()));
    return options;
  }

  private static Path jarOf(Class<?> type) {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }
}
