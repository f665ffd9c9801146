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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the daily chain of each brand when it is due. A brand that follows the wall clock is due
 * after each cut, until the business day that then ended is published; one with a fixed as-of date
 * once after the start, if Kafka holds what its newest run did not know. What is due follows from
 * what is published, so a restart neither repeats a day nor forgets one. After a chain, once a day,
 * it cares for the brand's tables: then Flink has just committed, and no chain is at work.
 */
public final class Scheduler {
  /** After a failed chain; a cut that comes earlier does not shorten it. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(10);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration STREAM_LIMIT = Duration.ofMinutes(30);
  private static final Duration STREAM_PAUSE = Duration.ofSeconds(3);

  private final Home home;
  private final Clock clock;
  private final Consumer<String> say;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, Instant> notBefore = new TreeMap<>();

  public Scheduler(Home home, Clock clock, Consumer<String> say) {
    this.home = home;
    this.clock = clock;
    this.say = say;
  }

  /** Watches until {@link #end} is called. */
  public void run() throws InterruptedException {
    List<BrandPlace> brands = List.of();
    say.accept("Watching the brands");
    do {
      brands = brandsOfNow(brands);
      // One that comes back is due at once.
      notBefore.keySet().retainAll(brands.stream().map(BrandPlace::id).toList());
      brands.forEach(this::runIfDue);
    } while (!end.await(untilNextLook(brands).toMillis(), TimeUnit.MILLISECONDS));
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

  private void runIfDue(BrandPlace place) {
    if (clock.instant().isBefore(notBefore.getOrDefault(place.id(), Instant.MIN))) {
      return;
    }
    try {
      Optional<String> reason = reasonToRun(place.brand());
      if (reason.isPresent()) {
        run(place, reason.get());
      }
      rest(place);
    } catch (RuntimeException | SQLException e) {
      say.accept(
          "%s: %s Next try in %d minutes."
              .formatted(place.id(), e.getMessage(), PAUSE_AFTER_FAILURE.toMinutes()));
      notBefore.put(place.id(), clock.instant().plus(PAUSE_AFTER_FAILURE));
    }
  }

  /**
   * When nothing can become due before the next cut; for a fixed date: before the next start of
   * this process.
   */
  private void rest(BrandPlace place) {
    Brand brand = place.brand();
    Instant next =
        brand.fixedAsOf().isPresent()
            ? Instant.MAX
            : NextCut.after(clock.instant(), brand.calendar());
    notBefore.put(place.id(), next);
  }

  private Optional<String> reasonToRun(Brand brand) throws SQLException {
    Optional<PublishedRun> newest = PublishedRun.newest(new Trino(home), brand.id());
    if (brand.fixedAsOf().isEmpty()) {
      return Due.afterCut(newest, brand.asOf(clock.instant()));
    }
    try (KafkaTopics topics = new KafkaTopics(home.ports().kafka())) {
      return Due.afterStart(newest, TablesAndTopics.inKafka(topics, brand));
    }
  }

  private void run(BrandPlace place, String reason) {
    say.accept("%s: running the daily chain, for %s".formatted(place.id(), reason));
    awaitStream(place.brand());
    new ChainRun(home, line -> say.accept(place.id() + ": " + line), chain -> {})
        .run(List.of(place), Optional.empty());
    say.accept("%s: published".formatted(place.id()));
    careIfDue(place);
  }

  /** What fails here does not make the published day due again; care is due after the next one. */
  private void careIfDue(BrandPlace place) {
    CareTimes times = new CareTimes(home.cared());
    if (!times.isDue(place.id(), clock.instant())) {
      return;
    }
    try {
      new ChainRun(home, line -> say.accept(place.id() + ": " + line), care -> {})
          .care(List.of(place), List.of());
      times.done(place.id(), clock.instant());
    } catch (ShukeException e) {
      say.accept(
          "%s: %s The next try follows the next daily chain."
              .formatted(place.id(), e.getMessage()));
    }
  }

  /**
   * What Kafka held at the start must be in the tables, else the run would publish a frontier that
   * is old at once.
   */
  private void awaitStream(Brand brand) {
    try (KafkaTopics topics = new KafkaTopics(home.ports().kafka())) {
      long wanted = TablesAndTopics.inKafka(topics, brand);
      Waiting.until(
          "the Flink job of %s to take %,d events".formatted(brand.id(), wanted),
          STREAM_LIMIT,
          STREAM_PAUSE,
          () -> end.getCount() == 0 || TablesAndTopics.inTables(brand) >= wanted);
    }
    if (end.getCount() == 0) {
      throw ShukeException.failed("The scheduler was told to end.");
    }
  }

  private Duration untilNextLook(List<BrandPlace> brands) {
    Instant now = clock.instant();
    Instant earliest =
        brands.stream()
            .map(brand -> notBefore.getOrDefault(brand.id(), now))
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    Instant latest = now.plus(LONGEST_PAUSE);
    return Duration.between(now, earliest.isBefore(latest) ? earliest : latest).plusMillis(1);
  }
}
