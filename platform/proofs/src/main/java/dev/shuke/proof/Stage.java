package dev.shuke.proof;

import dev.shuke.platform.chain.TablesAndTopics;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jit;
import dev.shuke.platform.part.JobOptions;
import dev.shuke.platform.part.Pipeline;
import dev.shuke.platform.process.Foreground;
import dev.shuke.platform.process.Foreground.Outcome;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.process.Trees;
import dev.shuke.platform.process.Waiting;
import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A platform of its own, Kafka and one Flink job, in a folder and on ports of its own, so that a
 * proof breaks nothing of the one that runs beside it.
 *
 * <p>It starts empty. Several proofs may follow each other on it: each finds no job running and
 * leaves none, sends more of the same traffic, and holds all that was ever sent against the tables.
 */
final class Stage implements AutoCloseable {
  /** A shipped brand with every source; its name, zone and cut are all that a proof uses of it. */
  private static final String BRAND = "simulated";

  static final int PORT_BASE = 28_000;
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);

  /** Where checkpoints are more often, faults fall between more of them. */
  private static final List<String> ARGUMENTS = List.of("--checkpoint-interval", "500ms");

  private final Map<String, String> environment;
  private final Home home;
  private final InterProcessLock lock;
  private final BrandPlace brand;
  private final Pipeline pipeline;
  private final Traffic traffic;
  private final Producer producer;
  private final Progress progress;

  private Stage(Path root, Path folder, InterProcessLock lock, long seed, Progress progress) {
    this.environment =
        Map.of("SHUKE_HOME", folder.toString(), "SHUKE_PORT_BASE", Integer.toString(PORT_BASE));
    this.home = Home.of(root, environment, Jit.QUICK);
    this.lock = lock;
    this.brand = new Brands(home).named(BRAND);
    this.pipeline = new Pipeline(home, brand, new JobOptions(List.of(), ARGUMENTS));
    this.traffic = new Traffic(seed, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    this.producer =
        new Producer(traffic, home.ports().kafka().address(), brand.brand().topic("orders"));
    this.progress = progress;
  }

  /**
   * Starts Kafka on an empty log; the tables are empty.
   *
   * @param root of the checkout, with the modules packaged
   * @param seed the traffic follows from it
   */
  static Stage open(Path root, long seed, Progress progress) throws Exception {
    return open(root, seed, progress, folder -> Map.of());
  }

  /** Lines of a brand file, found once the stage's empty folder stands. */
  @FunctionalInterface
  interface Places {
    Map<String, String> in(Path folder) throws Exception;
  }

  /**
   * As above.
   *
   * @param places lines that stand behind those of the brand, such as another catalog's address
   */
  static Stage open(Path root, long seed, Progress progress, Places places) throws Exception {
    Path folder = root.resolve(".shuke/proof");
    Files.createDirectories(folder.getParent());
    InterProcessLock lock =
        InterProcessLock.tryTake(folder.resolveSibling("proof.lock"))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Another proof is running; wait until it has ended."));
    Trees.delete(folder);
    Files.createDirectories(folder.resolve("local"));
    Files.write(
        folder.resolve("local").resolve(BRAND + ".properties"),
        places.in(folder).entrySet().stream().map(Object::toString).toList());
    Stage stage = new Stage(root, folder, lock, seed, progress);
    stage.home.createTemporary();
    // What it starts lives in sessions of its own, so a Ctrl-C does not reach it.
    Runtime.getRuntime().addShutdownHook(new Thread(stage.pipeline::stop, "end the stage"));
    try {
      stage.pipeline.startBroker();
    } catch (Exception e) {
      stage.close();
      throw e;
    }
    progress.say("Kafka runs in %s", root.relativize(folder));
    return stage;
  }

  /** Runs {@code ./shuke} on this stage, as people run it. */
  Outcome shuke(String... arguments) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("SHUKE_JIT=quick", "SHUKE_SKIP_BUILD=1"));
    command.add(home.root().resolve("shuke").toString());
    command.addAll(List.of(arguments));
    return Foreground.run("./shuke " + String.join(" ", arguments), command);
  }

  Home home() {
    return home;
  }

  BrandPlace brand() {
    return brand;
  }

  Traffic traffic() {
    return traffic;
  }

  Producer producer() {
    return producer;
  }

  Flow flow(long perSecond) {
    return new Flow(producer, perSecond);
  }

  /** The job as the launcher starts it. */
  Pipeline pipeline() {
    return pipeline;
  }

  /** The same job with more options for its Java. */
  Pipeline pipelineWith(List<String> jvmOptions) {
    return new Pipeline(home, brand, new JobOptions(jvmOptions, ARGUMENTS));
  }

  /** The same job with checkpoints as far apart as told, such as {@code 3s}. */
  Pipeline pipelineWithCheckpoints(String interval) {
    return new Pipeline(
        home, brand, new JobOptions(List.of(), List.of("--checkpoint-interval", interval)));
  }

  /** The job of another checkout, or with other settings, on the same state. */
  Pipeline pipelineOf(Path root, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(settings);
    return new Pipeline(Home.of(root, all, Jit.QUICK), brand, new JobOptions(List.of(), ARGUMENTS));
  }

  /** How many Kafka offsets lie below the frontier of the tables. */
  long inTables() {
    return TablesAndTopics.inTables(brand.brand());
  }

  /** Waits until the tables hold more than now. */
  void awaitProgress() {
    awaitInTables(inTables() + 1);
  }

  /** Waits until the tables hold all that was sent. */
  void awaitAllInTables() {
    awaitInTables(producer.sent());
  }

  private void awaitInTables(long wanted) {
    Waiting.until(
        "%,d events to be in the tables".formatted(wanted),
        DRAIN_LIMIT,
        () -> inTables() >= wanted);
  }

  /** Holds every row against all that was sent since the stage opened. */
  TableCheck.Result check() throws Exception {
    return TableCheck.run(brand.brand(), traffic, producer.sent());
  }

  /** The same once the daily chain has judged what came through late. */
  TableCheck.Result checkJudged() throws Exception {
    return TableCheck.runJudged(brand.brand(), traffic, producer.sent());
  }

  void say(String line) {
    progress.say("%s", line);
  }

  Progress progress() {
    return progress;
  }

  @Override
  public void close() throws IOException {
    producer.close();
    pipeline.stop();
    lock.close();
  }
}
