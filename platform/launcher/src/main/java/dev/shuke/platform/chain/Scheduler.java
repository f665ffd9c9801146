package dev.shuke.platform.chain;

import dev.shuke.brand.Brand;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Waiting;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the daily chain of each brand when it is due. A brand that follows the wall clock is due
 * after each cut, until the business day that then ended is published; one with a fixed as-of date
 * once after the start, if Kafka holds what its newest run did not know. What is due follows from
 * what is published, so a restart neither repeats a day nor forgets one. Once a day it cares for
 * the tables of each brand, whatever became of its chain.
 */
public final class Scheduler {
  private static final Duration STREAM_LIMIT = Duration.ofMinutes(30);
  private static final Duration STREAM_PAUSE = Duration.ofSeconds(3);

  private final Home home;
  private final Clock clock;
  private final Consumer<String> say;
  private final CountDownLatch end = new CountDownLatch(1);

  public Scheduler(Home home, Clock clock, Consumer<String> say) {
    this.home = home;
    this.clock = clock;
    this.say = say;
  }

  /** Watches until {@link #end} is called. */
  public void run() throws InterruptedException {
    Rounds rounds = new Rounds(clock, new CareTimes(home.cared()), work(), say);
    List<BrandPlace> brands = List.of();
    say.accept("Watching the brands");
    do {
      brands = brandsOfNow(brands);
      rounds.go(brands);
    } while (!end.await(rounds.pause().toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Brands come and go while this process runs. */
  private List<BrandPlace> brandsOfNow(List<BrandPlace> before) {
    try {
      return new Brands(home).all();
    } catch (UncheckedIOException goingJustNow) {
      return before;
    }
  }

  public void end() {
    end.countDown();
  }

  private Rounds.Work work() {
    return new Rounds.Work() {
      @Override
      public void runChainIfDue(BrandPlace place) throws SQLException {
        Optional<String> reason = reasonToRun(place.brand());
        if (reason.isPresent()) {
          chain(place, reason.get());
        }
      }

      @Override
      public void care(BrandPlace place) {
        requireNotEnding();
        say.accept("%s: caring for its tables".formatted(place.id()));
        process(place).care(List.of(place), List.of());
      }
    };
  }

  private Optional<String> reasonToRun(Brand brand) throws SQLException {
    Optional<PublishedRun> newest = PublishedRun.newest(new Trino(home), brand.id());
    if (brand.fixedAsOf().isEmpty()) {
      return Due.afterCut(newest, brand.asOf(clock.instant()));
    }
    try (KafkaTopics topics = KafkaTopics.of(brand)) {
      return Due.afterStart(newest, TablesAndTopics.inKafka(topics, brand));
    }
  }

  private void chain(BrandPlace place, String reason) {
    say.accept("%s: running the daily chain, for %s".formatted(place.id(), reason));
    awaitStream(place.brand());
    process(place).run(List.of(place), Optional.empty());
    say.accept("%s: published".formatted(place.id()));
  }

  private ChainRun process(BrandPlace place) {
    return new ChainRun(home, line -> say.accept(place.id() + ": " + line), started -> {});
  }

  /**
   * What Kafka held at the start must be in the tables, else the run would publish a frontier that
   * is old at once.
   */
  private void awaitStream(Brand brand) {
    try (KafkaTopics topics = KafkaTopics.of(brand)) {
      long wanted = TablesAndTopics.inKafka(topics, brand);
      Waiting.until(
          "the Flink job of %s to take %,d events".formatted(brand.id(), wanted),
          STREAM_LIMIT,
          STREAM_PAUSE,
          () -> end.getCount() == 0 || TablesAndTopics.inTables(brand) >= wanted);
    }
    requireNotEnding();
  }

  /** A process started while this one ends would outlive it. */
  private void requireNotEnding() {
    if (end.getCount() == 0) {
      throw ShukeException.failed("The scheduler was told to end.");
    }
  }
}
