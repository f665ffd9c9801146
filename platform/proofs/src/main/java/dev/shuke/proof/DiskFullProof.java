package dev.shuke.proof;

import dev.shuke.platform.process.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * R10: while events flow, the disk of the warehouse is filled to the last byte, then the disk of
 * the checkpoints; each is freed once the job has complained and tried again. The job must go on by
 * itself, and every row, read from every file that is committed, is held against what was sent.
 */
final class DiskFullProof {
  private static final long EVENTS_PER_SECOND = 500;
  private static final Duration COMPLAINT_LIMIT = Duration.ofMinutes(2);
  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(2);
  private static final int SHORTEST_FULL_SECONDS = 10;
  private static final int MOST_MORE_SECONDS = 10;

  private final Stage stage;
  private final long seed;
  private final SplittableRandom random;

  DiskFullProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** What lies on the disk that is filled. */
  private enum Disk {
    WAREHOUSE,
    CHECKPOINTS
  }

  /**
   * A disk that was full.
   *
   * @param complaints how often the job's log said that there was no space
   * @param full how long
   * @param recovery from the first free byte until the tables grew again
   */
  record Full(String disk, long complaints, Duration full, Duration recovery) {
    @Override
    public String toString() {
      return "%s %d s, 'no space' %d times in the job's log, back in %.1f s"
          .formatted(disk, full.toSeconds(), complaints, recovery.toMillis() / 1_000.0);
    }
  }

  /**
   * What came of it.
   *
   * @param disks that were full
   * @param notRun why nothing was tried
   */
  record Result(long seed, List<Full> disks, Optional<String> notRun, TableCheck.Result rows)
      implements ProofResult {

    @Override
    public boolean isPassed() {
      return notRun.isEmpty()
          && disks.size() == Disk.values().length
          && disks.stream().allMatch(disk -> disk.complaints() > 0)
          && rows.isExact();
    }

    @Override
    public String toString() {
      return "R10 %s seed=%d %s %s"
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              notRun
                  .map(reason -> "not run: " + reason)
                  .orElseGet(
                      () ->
                          "full: "
                              + disks.stream().map(Full::toString).collect(Collectors.joining("; "))
                              + ","),
              rows);
    }
  }

  /** Runs the proof; the seed decides how long the disks stay full. */
  Result run() throws Exception {
    List<Full> disks = new ArrayList<>();
    // What lies on the disks is there from now on.
    stage.pipeline().startJob();
    var unused = stage.pipeline().stopJob(stage.progress());
    for (Disk disk : Disk.values()) {
      try {
        disks.add(fill(disk));
      } catch (SmallDisk.NotMounted e) {
        return new Result(seed, disks, Optional.of(e.toString()), stage.check());
      }
      stage.say("full: " + disks.get(disks.size() - 1));
    }
    return new Result(seed, disks, Optional.empty(), stage.check());
  }

  private Full fill(Disk which) throws Exception {
    try (SmallDisk disk = SmallDisk.over(folder(which))) {
      stage.pipeline().startJob();
      Full full;
      try (Flow flow = stage.flow(EVENTS_PER_SECOND)) {
        stage.awaitProgress();
        full = fillAndFree(which, disk);
      }
      stage.awaitAllInTables();
      var unused = stage.pipeline().stopJob(stage.progress());
      return full;
    }
  }

  private Full fillAndFree(Disk which, SmallDisk disk) throws Exception {
    long began = System.nanoTime();
    Waiting.until(
        "the job to find the disk full",
        COMPLAINT_LIMIT,
        () -> {
          disk.fill();
          return complaints() > 0;
        });
    Duration more = Duration.ofSeconds(SHORTEST_FULL_SECONDS + random.nextInt(MOST_MORE_SECONDS));
    // The length of the fault; what is deleted meanwhile is filled again.
    for (long end = System.nanoTime() + more.toNanos(); System.nanoTime() < end; ) {
      disk.fill();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    long inTables = stage.inTables();
    disk.free();
    long freed = System.nanoTime();
    Waiting.until(
        "the job to go on after the disk was full",
        RECOVERY_LIMIT,
        () -> {
          // One that has ended would need somebody to start it.
          return stage.pipeline().jobProcess().isAlive() && stage.inTables() > inTables;
        });
    return new Full(
        which == Disk.WAREHOUSE ? "warehouse" : "checkpoints",
        complaints(),
        Duration.ofNanos(freed - began),
        Duration.ofNanos(System.nanoTime() - freed));
  }

  private Path folder(Disk disk) {
    return switch (disk) {
      case WAREHOUSE -> Path.of(URI.create(stage.brand().brand().catalogWarehouse()));
      case CHECKPOINTS -> stage.home().flink(stage.brand().id());
    };
  }

  /** Of the job since its start. */
  private long complaints() throws IOException {
    String log = Files.readString(stage.pipeline().jobLog(), StandardCharsets.UTF_8);
    return log.lines().filter(line -> line.contains(SmallDisk.NO_SPACE)).count();
  }
}
