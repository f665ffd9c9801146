package dev.shuke.proof;

import dev.shuke.platform.chain.TablesAndTopics;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jit;
import dev.shuke.platform.part.Pipeline;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.process.Trees;
import dev.shuke.platform.process.Waiting;
import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * An empty platform of its own, Kafka and one Flink job, in a folder and on ports of its own, so
 * that a proof breaks nothing of the one that runs beside it.
 */
final class Stage implements AutoCloseable {
  /** A shipped brand with every source; its name, zone and cut are all that a proof uses of it. */
  private static final String BRAND = "simulated";

  private static final int PORT_BASE = 28_000;
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);
  private static final Duration DRAIN_PAUSE = Duration.ofSeconds(1);

  private final Home home;
  private final InterProcessLock lock;
  private final BrandPlace brand;
  private final Pipeline pipeline;
  private final Progress progress;

  private Stage(Home home, InterProcessLock lock, Progress progress) {
    this.home = home;
    this.lock = lock;
    this.brand = new Brands(home).named(BRAND);
    this.pipeline = new Pipeline(home, brand);
    this.progress = progress;
  }

  /**
   * Starts Kafka on an empty log and the job on empty tables.
   *
   * @param root of the checkout, with the modules packaged
   */
  static Stage open(Path root, Progress progress) throws Exception {
    Path folder = root.resolve(".shuke/proof");
    Files.createDirectories(folder.getParent());
    InterProcessLock lock =
        InterProcessLock.tryTake(folder.resolveSibling("proof.lock"))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Another proof is running; wait until it has ended."));
    Trees.delete(folder);
    Home home =
        Home.of(
            root,
            Map.of("SHUKE_HOME", folder.toString(), "SHUKE_PORT_BASE", Integer.toString(PORT_BASE)),
            Jit.QUICK);
    home.createTemporary();
    Stage stage = new Stage(home, lock, progress);
    // What it starts lives in sessions of its own, so a Ctrl-C does not reach it.
    Runtime.getRuntime().addShutdownHook(new Thread(stage.pipeline::stop, "end the stage"));
    try {
      stage.pipeline.startBroker();
      stage.pipeline.startJob();
    } catch (Exception e) {
      stage.close();
      throw e;
    }
    progress.say("Kafka and the Flink job run in %s", root.relativize(folder));
    return stage;
  }

  BrandPlace brand() {
    return brand;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Producer producer(Traffic traffic) {
    return new Producer(traffic, home.ports().kafka().address(), brand.brand().topic("orders"));
  }

  /** How many Kafka offsets lie below the frontier of the tables. */
  long inTables() {
    return TablesAndTopics.inTables(brand.brand());
  }

  void awaitInTables(long wanted) {
    Waiting.until(
        "%,d events to be in the tables".formatted(wanted),
        DRAIN_LIMIT,
        DRAIN_PAUSE,
        () -> inTables() >= wanted);
  }

  TableCheck.Result check(Traffic traffic, long sent) throws Exception {
    return TableCheck.run(brand.brand(), traffic, sent);
  }

  void say(String line) {
    progress.say("%s", line);
  }

  Progress progress() {
    return progress;
  }

  @Override
  public void close() throws IOException {
    pipeline.stop();
    lock.close();
  }
}
