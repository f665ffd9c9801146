package dev.shuke.platform.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.brand.BusinessCalendar;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextCutTest {

  @ParameterizedTest(name = "{2} in {0}, cut {1}: next at {3}")
  @CsvSource({
    // An ordinary day, before and after the cut, and at it.
    "Asia/Shanghai,    04:00, 2026-06-30T19:59:59Z, 2026-06-30T20:00:00Z",
    "Asia/Shanghai,    04:00, 2026-06-30T20:00:01Z, 2026-07-01T20:00:00Z",
    "Asia/Shanghai,    04:00, 2026-06-30T20:00:00Z, 2026-07-01T20:00:00Z",
    // Clocks go forward at 02:00: the day from 8 to 9 March has 23 hours.
    "America/New_York, 00:00, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
    "America/New_York, 04:00, 2026-03-07T10:00:00Z, 2026-03-08T08:00:00Z",
    // The cut lies in the gap: the day starts where the gap ends, 03:30.
    "America/New_York, 02:30, 2026-03-08T05:00:00Z, 2026-03-08T07:30:00Z",
    // Clocks go back at 02:00: the day from 1 to 2 November has 25 hours.
    "America/New_York, 00:00, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
    // The cut comes twice; the first starts the day, and in the repeated hour the next one is
    // tomorrow's.
    "America/New_York, 01:30, 2026-11-01T05:00:00Z, 2026-11-01T05:30:00Z",
    "America/New_York, 01:30, 2026-11-01T05:45:00Z, 2026-11-02T06:30:00Z",
    "America/New_York, 01:30, 2026-11-01T06:15:00Z, 2026-11-02T06:30:00Z"
  })
  void isTheNextStartOfABusinessDay(ZoneId zone, LocalTime cut, Instant now, Instant next) {
    assertThat(NextCut.after(now, new BusinessCalendar(zone, cut))).isEqualTo(next);
  }
}
