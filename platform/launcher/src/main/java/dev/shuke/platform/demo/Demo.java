package dev.shuke.platform.demo;

import dev.shuke.platform.chain.ChainRun;
import dev.shuke.platform.chain.PublishedRun;
import dev.shuke.platform.chain.TablesAndTopics;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.part.Platform;
import dev.shuke.platform.part.TagService;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Waiting;
import dev.shuke.platform.text.Progress;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * From sample files to answers: starts the platform, loads, computes, shows, and leaves it running.
 * Harmless to repeat.
 */
public final class Demo {
  private static final Duration STREAM_LIMIT = Duration.ofMinutes(15);
  private static final Duration STREAM_PAUSE = Duration.ofSeconds(2);
  private static final Duration OTHER_CHAIN_LIMIT = Duration.ofMinutes(15);
  private static final Duration SERVE_LIMIT = Duration.ofMinutes(3);

  private final Home home;
  private final PrintStream out;
  private final Progress progress;
  private final Platform platform;

  public Demo(Home home, PrintStream out) {
    this.home = home;
    this.out = out;
    this.progress = new Progress(out);
    this.platform = new Platform(home, progress);
  }

  /**
   * Runs the demo.
   *
   * @param customers of the simulated chain; the usual number when empty
   */
  public void run(OptionalInt customers) {
    try (Steps steps = new Steps(home)) {
      Samples samples = new Samples(home, progress, steps::count);
      samples.require(platform.brands(), customers);
      steps.run("start", this::start);
      steps.run("load the samples into Kafka", () -> samples.load(platform.brands(), customers));
      steps.run("the rest of Kafka into the tables", this::awaitStream);
      steps.run("daily chain", () -> chain(steps));
      steps.run("serve the new runs", this::awaitService);
      steps.run("scheduler", platform::startScheduler);
      steps.run("report through Trino", this::report);
      out.printf(
          "%n%s%n%nShuke stays up; ./shuke status shows it, ./shuke down ends it.%n", steps.text());
    }
  }

  private void start() {
    platform.start();
    platform.requireAll();
  }

  private void awaitStream() {
    for (BrandPlace brand : platform.brands()) {
      try (KafkaTopics topics = KafkaTopics.of(brand.brand())) {
        awaitStream(brand, TablesAndTopics.inKafka(topics, brand.brand()));
      }
    }
  }

  private void awaitStream(BrandPlace brand, long wanted) {
    Waiting.until(
        "the Flink job of %s to take %,d events (see ./shuke logs flink-%s)"
            .formatted(brand.id(), wanted, brand.id()),
        STREAM_LIMIT,
        STREAM_PAUSE,
        () -> {
          long taken = TablesAndTopics.inTables(brand.brand());
          progress.say("%s: %,d of %,d events are in the tables", brand.id(), taken, wanted);
          return taken >= wanted;
        });
  }

  private void chain(Steps steps) {
    new ChainRun(home, line -> progress.say("chain: %s", line), steps::count)
        .runWhenFree(platform.brands(), OTHER_CHAIN_LIMIT);
  }

  private void awaitService() {
    TagServiceClient service = new TagServiceClient(home);
    for (BrandPlace brand : platform.brands()) {
      long run = newestRun(brand).runId();
      Waiting.until(
          "the tag service to serve run %d of %s (see ./shuke logs tag-service)"
              .formatted(run, brand.id()),
          SERVE_LIMIT,
          () -> service.serves(brand.id(), run));
    }
    progress.say("The tag service serves the new runs: %s", new TagService(home).url());
  }

  private PublishedRun newestRun(BrandPlace brand) {
    try {
      return PublishedRun.newest(new Trino(home), brand.id())
          .orElseThrow(
              () ->
                  ShukeException.failed("The daily chain of %s has published no run.", brand.id()));
    } catch (SQLException e) {
      throw ShukeException.failed(
          "Trino cannot read the runs of %s: %s.", brand.id(), e.getMessage());
    }
  }

  private void report() {
    SideBySide.map(platform.brands(), this::report).forEach(out::print);
  }

  private String report(BrandPlace brand) {
    try {
      return new BrandReport(home, brand).text();
    } catch (SQLException e) {
      throw ShukeException.failed(
          "Trino cannot answer for the report of %s: %s.", brand.id(), e.getMessage());
    }
  }
}
