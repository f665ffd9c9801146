package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdFiltersTest {

  private static final Fingerprint ID = new Fingerprint(1, 2);
  private static final Fingerprint OTHER = new Fingerprint(3, 0b1010_1010_1010);

  @Test
  void asksTheStateForWhatWasAddedInItsHourOnly() {
    IdFilters filters = new IdFilters(List.of());
    filters.add(7, ID);

    assertThat(filters.mayHold(7, ID)).isTrue();
    assertThat(filters.mayHold(7, OTHER)).isFalse();
    assertThat(filters.mayHold(8, ID)).isFalse();
    assertThat(filters.hours()).containsExactly(7L);
  }

  @Test
  void asksTheStateForEveryIdOfAnHourBegunBefore() {
    IdFilters filters = new IdFilters(List.of(7L));
    filters.add(7, ID);
    filters.add(8, ID);

    assertThat(filters.mayHold(7, OTHER)).isTrue();
    assertThat(filters.mayHold(8, OTHER)).isFalse();
    assertThat(filters.hours()).containsExactlyInAnyOrder(7L, 8L);
  }

  @Test
  void asksTheStateForEveryIdOfAnHourThatHasNoMemoryLeft() {
    long mostBytes = 100_000; // two parts of the first hour, the first part of the second
    IdFilters filters = new IdFilters(List.of(), mostBytes);
    for (int i = 0; i < 20_000; i++) {
      filters.add(7, new Fingerprint(i, i));
      assertThat(filters.mayHold(7, new Fingerprint(i, i))).isTrue();
    }
    for (int i = 0; i < 30_000; i++) {
      filters.add(8, new Fingerprint(i, i));
      assertThat(filters.mayHold(8, new Fingerprint(i, i))).isTrue();
    }

    assertThat(filters.mayHold(7, OTHER)).isFalse();
    assertThat(filters.mayHold(8, new Fingerprint(-1, -1))).isTrue();
    assertThat(filters.hours()).containsExactlyInAnyOrder(7L, 8L);
  }

  @Test
  void forgetsAnHourWithTheState() {
    long hour = Duration.between(Instant.EPOCH, Samples.OCCURRED).toHours();
    IdFilters filters = new IdFilters(List.of(hour - 1, hour));
    filters.add(hour + 1, ID);
    Instant forgotten = IdGroup.hourForgottenAt(hour);

    filters.forget(forgotten.minusMillis(1));
    assertThat(filters.hours()).containsExactlyInAnyOrder(hour, hour + 1);

    filters.forget(forgotten);
    assertThat(filters.hours()).containsExactly(hour + 1);

    filters.forget(forgotten.plus(Duration.ofHours(1)));
    assertThat(filters.hours()).isEmpty();
    assertThat(filters.mayHold(hour + 1, ID)).isFalse();
  }
}
