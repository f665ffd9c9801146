package dev.shuke.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareTimesTest {
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
  private static final Duration PAUSE = Duration.ofDays(1);

  @TempDir private Path folder;

  @Test
  void passesTheFirstDayOfABrand() {
    assertThat(new CareTimes(folder).isDue("journey", NOON)).isFalse();
    assertThat(new CareTimes(folder).isDue("journey", NOON.plus(PAUSE).minusMillis(1))).isFalse();
    assertThat(new CareTimes(folder).isDue("journey", NOON.plus(PAUSE))).isTrue();
  }

  @Test
  void remembersEachBrandOverARestart() {
    new CareTimes(folder).done("journey", NOON);
    assertThat(new CareTimes(folder).isDue("journey", NOON.plus(Duration.ofHours(1)))).isFalse();
    assertThat(new CareTimes(folder).isDue("journey", NOON.plus(Duration.ofHours(24)))).isTrue();
    assertThat(new CareTimes(folder).isDue("cafe", NOON.plus(Duration.ofHours(24)))).isFalse();
  }
}
