package dev.shuke.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.brand.Brand;
import dev.shuke.brand.BusinessCalendar;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.process.Port;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final BrandPlace FIXED = place(Optional.of(LocalDate.parse("2017-12-31")));
  private static final BrandPlace OF_WALL_CLOCK = place(Optional.empty());

  @TempDir private Path cared;
  private final HandClock clock = new HandClock();
  private final RecordedWork work = new RecordedWork();
  private final List<String> said = new ArrayList<>();
  private Rounds rounds;

  @BeforeEach
  void start() {
    rounds = new Rounds(clock, new CareTimes(cared), work, said::add);
  }

  @Test
  void caresEachDayForABrandWithAFixedDate() {
    goAt(NOON, FIXED);
    assertThat(work.done).containsExactly("chain");
    goAt(NOON.plus(DAY).minusMillis(1), FIXED);
    goAt(NOON.plus(DAY), FIXED);
    goAt(NOON.plus(DAY).plusSeconds(60), FIXED);
    goAt(NOON.plus(DAY.multipliedBy(2)), FIXED);
    assertThat(work.done).containsExactly("chain", "care", "care");
  }

  @Test
  void caresAfterTheChainThatIsDueInTheSameRound() {
    new CareTimes(cared).done("first", NOON.minus(DAY));
    goAt(NOON, OF_WALL_CLOCK);
    assertThat(work.done).containsExactly("chain", "care");
  }

  @Test
  void caresThoughTheChainFails() {
    new CareTimes(cared).done("first", NOON.minus(DAY));
    work.chainFailure = Optional.of("No chain today.");
    goAt(NOON, OF_WALL_CLOCK);
    assertThat(work.done).containsExactly("chain", "care");
    assertThat(said).containsExactly("first: No chain today. Next try in 10 minutes.");

    Instant second = NOON.plus(Rounds.PAUSE_AFTER_FAILED_CHAIN);
    goAt(second.minusMillis(1), OF_WALL_CLOCK);
    goAt(second, OF_WALL_CLOCK);
    assertThat(work.done).containsExactly("chain", "care", "chain");
  }

  @Test
  void triesAFailedCareAgainAfterAPause() {
    new CareTimes(cared).done("first", NOON.minus(DAY));
    work.careFailure = Optional.of("No care today.");
    goAt(NOON, FIXED);
    goAt(NOON.plus(Rounds.PAUSE_AFTER_FAILED_CARE).minusMillis(1), FIXED);
    assertThat(work.done).containsExactly("chain", "care");
    assertThat(said).containsExactly("first: No care today. Next try in 60 minutes.");

    work.careFailure = Optional.empty();
    goAt(NOON.plus(Rounds.PAUSE_AFTER_FAILED_CARE), FIXED);
    goAt(NOON.plus(DAY), FIXED);
    assertThat(work.done).containsExactly("chain", "care", "care");
  }

  @Test
  void restsUntilTheNextCutAndForAFixedDateForGood() {
    goAt(NOON, OF_WALL_CLOCK);
    goAt(Instant.parse("2026-07-01T19:59:59Z"), OF_WALL_CLOCK);
    assertThat(work.done).containsExactly("chain");
    assertThat(rounds.pause()).isEqualTo(Duration.ofMillis(1001));
    goAt(Instant.parse("2026-07-01T20:00:00Z"), OF_WALL_CLOCK);
    assertThat(work.done).containsExactly("chain", "chain");
    assertThat(rounds.pause()).isEqualTo(Duration.ofMinutes(1).plusMillis(1));
  }

  @Test
  void takesABrandThatComesBackForANewOne() {
    goAt(NOON, FIXED);
    goAt(NOON);
    goAt(NOON, FIXED);
    assertThat(work.done).containsExactly("chain", "chain");
  }

  private void goAt(Instant now, BrandPlace... brands) {
    clock.now = now;
    rounds.go(List.of(brands));
  }

  /** Its day starts at 20:00 UTC. */
  private static BrandPlace place(Optional<LocalDate> fixedAsOf) {
    Brand brand =
        new Brand(
            "first",
            "小馆",
            "Small place",
            false,
            new BusinessCalendar(ZoneId.of("Asia/Shanghai"), LocalTime.of(4, 0)),
            Currency.getInstance("CNY"),
            fixedAsOf,
            Set.of("orders"),
            List.of(),
            Path.of("parameters.csv"),
            "127.0.0.1:19092",
            "jdbc:sqlite:none",
            "file:///none",
            Optional.empty(),
            Optional.empty());
    return new BrandPlace(brand, Path.of("first"), Path.of("."), new Port(18101, "flink"));
  }

  /** Writes down what it is asked to do, and fails where it is told to. */
  private static final class RecordedWork implements Rounds.Work {
    private final List<String> done = new ArrayList<>();
    private Optional<String> chainFailure = Optional.empty();
    private Optional<String> careFailure = Optional.empty();

    @Override
    public void runChainIfDue(BrandPlace place) {
      note("chain", chainFailure);
    }

    @Override
    public void care(BrandPlace place) {
      note("care", careFailure);
    }

    private void note(String what, Optional<String> failure) {
      done.add(what);
      failure.ifPresent(
          message -> {
            throw new IllegalStateException(message);
          });
    }
  }

  /** Stands until it is moved. */
  private static final class HandClock extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
