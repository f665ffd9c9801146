package dev.shuke.proof;

import dev.shuke.platform.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One brand gets steady traffic while its neighbour is flooded, with broken messages among the
 * flood, and has its job killed, its catalog locked and its warehouse taken away. The first must
 * not fall behind more than a few times as far as it does alone, and both must be exact in the end.
 */
final class ApartProof {
  private static final long STEADY_PER_SECOND = 300;

  /** A hundred times as many; what the broker would take is too much to check every row of. */
  private static final long FLOOD_PER_SECOND = 100 * STEADY_PER_SECOND;

  private static final long FLOOD_STEP = 2_000;
  private static final int LOOKS_ALONE = 60;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /**
   * The two share two cores, so the neighbour's work is felt; what is bounded is how much. Of the
   * worst moment, and of the usual one.
   */
  private static final int MOST_TIMES_WORST = 8;

  private static final int MOST_TIMES_MEDIAN = 5;

  private final Stage stage;
  private final long seed;

  ApartProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
  }

  /** What happens to the neighbour beside the flood. */
  enum Fault {
    KILLED,
    CATALOG_LOCKED,
    WAREHOUSE_GONE
  }

  /**
   * What came of it.
   *
   * @param faults that the neighbour's job did not survive, or had to start again for
   * @param floodPerSecond messages that the neighbour got
   */
  record Result(
      long seed,
      Lag.Seen alone,
      Lag.Seen beside,
      Set<Fault> faults,
      long floodPerSecond,
      TableCheck.Result rows,
      TableCheck.Result neighbour)
      implements ProofResult {
    @Override
    public boolean isPassed() {
      return faults.size() == Fault.values().length
          && floodPerSecond > STEADY_PER_SECOND
          && neighbour.quarantined() > 0
          && beside.worst() <= MOST_TIMES_WORST * alone.worst()
          && beside.median() <= MOST_TIMES_MEDIAN * alone.median()
          && rows.isExact()
          && neighbour.isExact();
    }

    @Override
    public String toString() {
      return ("BRANDS apart %s seed=%d faults=%d/%d flood=%d/s lag alone %s, beside %s, ratio median=%s (at most %d)"
              + " worst=%s (at most %d) %s, the neighbour %s")
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              faults.size(),
              Fault.values().length,
              floodPerSecond,
              alone,
              beside,
              ratio(beside.median(), alone.median()),
              MOST_TIMES_MEDIAN,
              ratio(beside.worst(), alone.worst()),
              MOST_TIMES_WORST,
              rows,
              neighbour);
    }

    private static String ratio(long beside, long alone) {
      return String.format(Locale.ROOT, "%.1f", (double) beside / alone);
    }
  }

  /** Runs the proof. */
  Result run() throws Exception {
    stage.pipeline().startJob();
    Lag.Seen alone;
    Lag.Seen beside;
    Set<Fault> faults;
    long floodPerSecond;
    TableCheck.Result ofNeighbour;
    try (Flow flow = stage.flow(STEADY_PER_SECOND)) {
      // What a job does in its first seconds is not its usual pace.
      stage.awaitProgress();
      alone = alone();
      stage.say("lag alone " + alone);
      try (Neighbour neighbour = Neighbour.add(stage, seed)) {
        try (Lag lag = new Lag(stage);
            Flood flood = new Flood(neighbour.producer())) {
          faults = breakNeighbour(neighbour);
          floodPerSecond = flood.perSecond();
          beside = lag.seen();
          stage.say("lag beside " + beside);
        }
        neighbour.awaitAllInTables();
        ofNeighbour = neighbour.check();
        neighbour.shuke("remove", Neighbour.ID, "--no-backup", "--yes");
      }
    }
    stage.awaitAllInTables();
    var unused = stage.pipeline().stopJob(stage.progress());
    return new Result(seed, alone, beside, faults, floodPerSecond, stage.check(), ofNeighbour);
  }

  private Lag.Seen alone() throws Exception {
    try (Lag lag = new Lag(stage)) {
      Waiting.until("the lag to be known", LIMIT, () -> lag.looks() >= LOOKS_ALONE);
      return lag.seen();
    }
  }

  /** Those faults that the neighbour's job was seen to fail by. */
  private Set<Fault> breakNeighbour(Neighbour neighbour) throws Exception {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    awaitProgress(neighbour);
    for (Fault fault : Fault.values()) {
      boolean isBroken =
          switch (fault) {
            case KILLED -> {
              neighbour.pipeline().killJob();
              neighbour.pipeline().startJob();
              yield true;
            }
            case CATALOG_LOCKED -> lockCatalog(neighbour);
            case WAREHOUSE_GONE -> takeWarehouse(neighbour);
          };
      stage.say("the neighbour: " + fault + (isBroken ? ", its job failed" : ", UNNOTICED"));
      if (isBroken) {
        faults.add(fault);
      }
      if (!neighbour.isRunning()) {
        // It has failed more often than its job may.
        neighbour.pipeline().startJob();
      }
      awaitProgress(neighbour);
    }
    return faults;
  }

  private static void awaitProgress(Neighbour neighbour) {
    long before = neighbour.inTables();
    Waiting.until("the neighbour's tables to grow", LIMIT, () -> neighbour.inTables() > before);
  }

  /** No other may write until its job has given up. */
  private boolean lockCatalog(Neighbour neighbour) throws Exception {
    Path database = stage.home().catalogDatabase(Neighbour.ID);
    try (Connection catalog =
            DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=20000");
        Statement statement = catalog.createStatement()) {
      statement.execute("begin exclusive");
      boolean isBroken = failsFrom(System.currentTimeMillis(), neighbour);
      statement.execute("rollback");
      return isBroken;
    }
  }

  /** A file stands where the folder was, so nothing can be written there. */
  private boolean takeWarehouse(Neighbour neighbour) throws Exception {
    Path warehouse = stage.home().warehouse(Neighbour.ID);
    Path away = warehouse.resolveSibling(Neighbour.ID + "-away");
    long now = System.currentTimeMillis();
    Files.move(warehouse, away);
    Files.writeString(warehouse, "");
    try {
      return failsFrom(now, neighbour);
    } finally {
      Files.delete(warehouse);
      Files.move(away, warehouse);
    }
  }

  /** Flink notes when the job last had to start again. */
  private static boolean failsFrom(long millis, Neighbour neighbour) {
    return Waiting.within(LIMIT, () -> !neighbour.isRunning() || restartedAt(neighbour) >= millis);
  }

  private static long restartedAt(Neighbour neighbour) throws IOException {
    return RunningJob.of(neighbour.brand()).job().at("/timestamps/RESTARTING").asLong();
  }

  /** Sends until it is closed. */
  private static final class Flood implements AutoCloseable {
    private final Producer producer;
    private final long sentBefore;
    private final long start = System.nanoTime();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final CompletableFuture<Void> sending;

    Flood(Producer producer) {
      this.producer = producer;
      this.sentBefore = producer.sent();
      this.sending =
          CompletableFuture.runAsync(
              () -> {
                while (!isOver.get()) {
                  producer.send(FLOOD_STEP, FLOOD_PER_SECOND);
                }
              });
    }

    long perSecond() {
      return (producer.sent() - sentBefore) * 1_000_000_000 / (System.nanoTime() - start);
    }

    @Override
    public void close() {
      isOver.set(true);
      sending.join();
    }
  }
}
