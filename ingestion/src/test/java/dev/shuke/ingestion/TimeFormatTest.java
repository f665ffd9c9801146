package dev.shuke.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeFormatTest {

  private static final Optional<ZoneId> NEW_YORK = Optional.of(ZoneId.of("America/New_York"));

  @Test
  void readsIsoTimesWithTheirOffset() {
    assertThat(TimeFormat.isoTime(NEW_YORK).instant("2017-07-01T07:30:27+08:00"))
        .isEqualTo(Instant.parse("2017-06-30T23:30:27Z"));
  }

  @Test
  void takesTheZoneOnlyWithoutOffset() {
    assertThat(TimeFormat.isoTime(NEW_YORK).instant("2017-07-01T07:30:27"))
        .isEqualTo(Instant.parse("2017-07-01T11:30:27Z"));
  }

  @Test
  void refusesATimeWithNeitherOffsetNorZone() {
    assertThatThrownBy(() -> TimeFormat.isoTime(Optional.empty()).instant("2017-07-01T07:30:27"))
        .isInstanceOf(UnreadableValue.class)
        .hasMessage("expected a time with offset, because the mapping names no zone");
  }

  @Test
  void refusesAWallTimeThatDaylightSavingSkips() {
    assertThatThrownBy(() -> TimeFormat.isoTime(NEW_YORK).instant("2017-03-12T02:30:00"))
        .isInstanceOf(UnreadableValue.class)
        .hasMessage("expected a time that exists in America/New_York (daylight saving skips it)");
  }

  @Test
  void meansTheFirstOfAWallTimeThatComesTwice() {
    assertThat(TimeFormat.isoTime(NEW_YORK).instant("2017-11-05T01:30:00"))
        .isEqualTo(Instant.parse("2017-11-05T05:30:00Z"));
  }

  @Test
  void readsAPatternStrictly() {
    TimeFormat format = TimeFormat.timeOf("dd.MM.yyyy HH:mm", NEW_YORK);
    assertThat(format.instant("28.02.2017 07:30")).isEqualTo(Instant.parse("2017-02-28T12:30:00Z"));
    assertThatThrownBy(() -> format.instant("30.02.2017 07:30"))
        .isInstanceOf(UnreadableValue.class)
        .hasMessage("expected a time in the format dd.MM.yyyy HH:mm");
  }

  @Test
  void needsAZoneForAPatternWithoutOffset() {
    assertThatThrownBy(() -> TimeFormat.timeOf("dd.MM.yyyy HH:mm", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "format 'dd.MM.yyyy HH:mm' has no offset, so a zone such as Asia/Shanghai is needed");
  }

  @Test
  void needsATimeOfDayForATime() {
    assertThatThrownBy(() -> TimeFormat.timeOf("dd.MM.yyyy", NEW_YORK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("format 'dd.MM.yyyy' does not tell both a date and a time of day");
  }

  @Test
  void readsDates() {
    assertThat(TimeFormat.isoDate().date("2024-02-29")).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(TimeFormat.dateOf("dd.MM.yyyy").date("29.02.2024"))
        .isEqualTo(LocalDate.of(2024, 2, 29));
    assertThatThrownBy(() -> TimeFormat.dateOf("dd.MM.yyyy").date("29.02.2023"))
        .isInstanceOf(UnreadableValue.class)
        .hasMessage("expected a date in the format dd.MM.yyyy");
  }
}
