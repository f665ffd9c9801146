package dev.shuke.brand;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The business days of a brand: the wall date in its zone, one day earlier while the wall time is
 * before the cut.
 *
 * <p>The cut is compared with the wall time, never subtracted from an instant, which would err on
 * daylight-saving days.
 *
 * @param zone the zone of the stores
 * @param cut the wall time at which a business day starts, 00:00 for calendar days
 */
public record BusinessCalendar(ZoneId zone, LocalTime cut) implements Serializable {

  /** The business date on which {@code instant} falls. */
  public LocalDate dateOf(Instant instant) {
    LocalDateTime wall = instant.atZone(zone).toLocalDateTime();
    return wall.toLocalTime().isBefore(cut) ? wall.toLocalDate().minusDays(1) : wall.toLocalDate();
  }

  /**
   * The first instant of a business date; in a gap of the zone, the first instant after the gap.
   */
  public Instant startOf(LocalDate businessDate) {
    return businessDate.atTime(cut).atZone(zone).toInstant();
  }

  /** The newest business date that has ended at {@code now}. */
  public LocalDate lastEnded(Instant now) {
    return dateOf(now).minusDays(1);
  }
}
