package dev.shuke.brand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

  private static BusinessCalendar calendar(String zone, String cut) {
    return new BusinessCalendar(ZoneId.of(zone), LocalTime.parse(cut));
  }

  @ParameterizedTest
  @CsvSource({
    // one minute around the cut in Shanghai, UTC+8
    "Asia/Shanghai, 04:00, 2026-03-01T19:59:59.999Z, 2026-03-01",
    "Asia/Shanghai, 04:00, 2026-03-01T20:00:00Z, 2026-03-02",
    // before the cut on the first of a month and of a year
    "Asia/Shanghai, 04:00, 2025-12-31T17:00:00Z, 2025-12-31",
    // leap day
    "Asia/Shanghai, 04:00, 2024-02-29T19:00:00Z, 2024-02-29",
    // New York jumps from 02:00 to 03:00 on 2017-03-12 (07:00Z): 01:59 EST and 03:00 EDT are a
    // minute apart
    "America/New_York, 02:30, 2017-03-12T06:59:00Z, 2017-03-11",
    "America/New_York, 02:30, 2017-03-12T07:00:00Z, 2017-03-12",
    // subtracting four hours from 07:30Z (03:30 EDT) would give 22:30 EST of the 11th as well, from
    // 08:00Z (04:00 EDT) 23:00 of the 11th
    "America/New_York, 04:00, 2017-03-12T07:59:59Z, 2017-03-11",
    "America/New_York, 04:00, 2017-03-12T08:00:00Z, 2017-03-12",
    // it falls back from 02:00 to 01:00 on 2017-11-05 (06:00Z): 04:00 EST is 09:00Z
    "America/New_York, 04:00, 2017-11-05T08:59:59Z, 2017-11-04",
    "America/New_York, 04:00, 2017-11-05T09:00:00Z, 2017-11-05",
    // 01:30 comes twice that night, both before and after is the same business day
    "America/New_York, 00:00, 2017-11-05T05:30:00Z, 2017-11-05",
    "America/New_York, 00:00, 2017-11-05T06:30:00Z, 2017-11-05",
  })
  void findsTheBusinessDate(String zone, String cut, Instant instant, LocalDate expected) {
    assertThat(calendar(zone, cut).dateOf(instant)).isEqualTo(expected);
  }

  @Test
  void lastEndedDayIsTheDayBeforeTheCurrentOne() {
    BusinessCalendar shanghai = calendar("Asia/Shanghai", "04:00");
    assertThat(shanghai.lastEnded(Instant.parse("2026-03-01T19:59:59Z"))).isEqualTo("2026-02-28");
    assertThat(shanghai.lastEnded(Instant.parse("2026-03-01T20:00:00Z"))).isEqualTo("2026-03-01");
  }

  @Test
  void startOfADayIsTheCutOrTheEndOfTheGap() {
    assertThat(calendar("Asia/Shanghai", "04:00").startOf(LocalDate.parse("2026-03-02")))
        .isEqualTo("2026-03-01T20:00:00Z");
    // 02:30 does not exist that day in New York; java.time moves it by the length of the gap
    assertThat(calendar("America/New_York", "02:30").startOf(LocalDate.parse("2017-03-12")))
        .isEqualTo("2017-03-12T07:30:00Z");
  }
}
