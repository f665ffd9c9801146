package dev.shuke.proof;

import dev.shuke.platform.chain.TablesAndTopics;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.part.JobOptions;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.part.Pipeline;
import dev.shuke.platform.process.Foreground.Outcome;
import dev.shuke.platform.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A second brand on the stage, with traffic of its own. It comes and goes by {@code ./shuke brand},
 * run as people run it.
 */
final class Neighbour implements AutoCloseable {
  static final String ID = "neighbour";
  private static final Duration DRAIN_LIMIT = Duration.ofMinutes(10);

  private final Stage stage;
  private final BrandPlace brand;
  private final Pipeline pipeline;
  private final Traffic traffic;
  private Producer producer;

  private Neighbour(Stage stage, long seed) {
    this.stage = stage;
    this.brand = new Brands(stage.home()).named(ID);
    this.pipeline = new Pipeline(stage.home(), brand, JobOptions.NONE);
    this.traffic = new Traffic(seed, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    this.producer = producer(0);
    // What it starts lives in sessions of its own, so a Ctrl-C does not reach it.
    Runtime.getRuntime().addShutdownHook(new Thread(pipeline::stop, "end the neighbour"));
  }

  /** Adds it; its job runs. */
  static Neighbour add(Stage stage, long seed) throws IOException {
    Path folder = Files.createDirectories(stage.home().folder().resolve("described"));
    for (Path file : Brands.describing(stage.brand().folder())) {
      String text =
          Files.readString(file)
              .replace("brand=" + stage.brand().id() + "\n", "brand=" + ID + "\n");
      Files.writeString(folder.resolve(file.getFileName()), text);
    }
    shuke(stage, "add", folder.toString());
    return new Neighbour(stage, seed);
  }

  /** Runs a command that must succeed, and shows what it says. */
  private static void shuke(Stage stage, String... arguments) {
    Outcome outcome = tryShuke(stage, arguments);
    outcome.said().forEach(stage::say);
    if (outcome.exitCode() != 0) {
      throw new IllegalStateException(
          "./shuke brand " + String.join(" ", arguments) + ": " + outcome.summary());
    }
  }

  private static Outcome tryShuke(Stage stage, String... arguments) {
    List<String> all = new ArrayList<>(List.of("brand"));
    all.addAll(List.of(arguments));
    return stage.shuke(all.toArray(String[]::new));
  }

  void shuke(String... arguments) {
    shuke(stage, arguments);
  }

  /** What a command came to that may fail. */
  Outcome tryShuke(String... arguments) {
    return tryShuke(stage, arguments);
  }

  BrandPlace brand() {
    return brand;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Producer producer() {
    return producer;
  }

  /** Its topics are others now; what sends begins anew where the traffic was. */
  void sendAnew() {
    long sent = producer.sent();
    producer.close();
    producer = producer(sent);
  }

  private Producer producer(long sent) {
    return new Producer(
        traffic, stage.home().ports().kafka().address(), brand.brand().topic("orders"), sent);
  }

  /** Whether nothing of it is left but backups and logs. */
  boolean isGone() {
    try (KafkaTopics topics = KafkaTopics.of(brand.brand())) {
      return !new Brands(stage.home()).isKnown(ID)
          && topics.existing(ID).isEmpty()
          && Files.notExists(stage.home().warehouse(ID))
          && Files.notExists(stage.home().catalogDatabase(ID))
          && Files.notExists(stage.home().flink(ID))
          && Files.notExists(stage.home().quarantineKey(ID))
          && !isRunning();
    }
  }

  /** Whether there is a process of its job. */
  boolean isRunning() {
    return stage.home().processes().isRunning("flink-" + ID);
  }

  long inTables() {
    return TablesAndTopics.inTables(brand.brand());
  }

  void awaitAllInTables() {
    long wanted = producer.sent();
    Waiting.until(
        "%,d events of the neighbour to be in the tables".formatted(wanted),
        DRAIN_LIMIT,
        () -> inTables() >= wanted);
  }

  TableCheck.Result check() throws Exception {
    return TableCheck.run(brand.brand(), traffic, producer.sent());
  }

  @Override
  public void close() {
    producer.close();
    var unused = pipeline.stopJob(stage.progress());
  }
}
