package dev.shuke.ingestion;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * How a column tells dates and times.
 *
 * @param pattern as the mapping says it, {@code iso} for ISO 8601
 * @param zone counts only for texts without an offset
 */
record TimeFormat(String pattern, DateTimeFormatter formatter, Optional<ZoneId> zone) {

  private static final String ISO = "iso";
  private static final OffsetDateTime PROBE =
      OffsetDateTime.of(2026, 1, 31, 23, 59, 58, 0, ZoneOffset.ofHours(8));

  /** ISO 8601 times. */
  static TimeFormat isoTime(Optional<ZoneId> zone) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    return new TimeFormat(ISO, formatter, zone);
  }

  /** ISO 8601 dates. */
  static TimeFormat isoDate() {
    return new TimeFormat(
        ISO,
        DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT),
        Optional.empty());
  }

  /**
   * Times by a pattern of {@link DateTimeFormatter}.
   *
   * @throws IllegalArgumentException when it is no pattern, has no time of day, or has no offset
   *     and there is no zone
   */
  static TimeFormat timeOf(String pattern, Optional<ZoneId> zone) {
    if (pattern.equals(ISO)) {
      return isoTime(zone);
    }
    TimeFormat format = new TimeFormat(pattern, strict(pattern), zone);
    try {
      if (format.parsed(format.formatter.format(PROBE)) instanceof LocalDateTime
          && zone.isEmpty()) {
        throw new IllegalArgumentException(
            "format '" + pattern + "' has no offset, so a zone such as Asia/Shanghai is needed");
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "format '" + pattern + "' does not tell both a date and a time of day", e);
    }
    return format;
  }

  /**
   * Dates by a pattern of {@link DateTimeFormatter}.
   *
   * @throws IllegalArgumentException when it is no pattern or tells no date
   */
  static TimeFormat dateOf(String pattern) {
    if (pattern.equals(ISO)) {
      return isoDate();
    }
    TimeFormat format = new TimeFormat(pattern, strict(pattern), Optional.empty());
    try {
      LocalDate.parse(format.formatter.format(PROBE), format.formatter);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("format '" + pattern + "' does not tell a date", e);
    }
    return format;
  }

  /** Strict, because a lenient one would silently turn 30 February into another day. */
  private static DateTimeFormatter strict(String pattern) {
    return new DateTimeFormatterBuilder()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * @throws UnreadableValue also for a wall time that the zone skips; of a wall time that it has
   *     twice the first is meant
   */
  Instant instant(String text) {
    TemporalAccessor time;
    try {
      time = parsed(text);
    } catch (DateTimeException e) {
      throw new UnreadableValue("a time in the format " + pattern);
    }
    if (time instanceof OffsetDateTime withOffset) {
      return withOffset.toInstant();
    }
    LocalDateTime wall = (LocalDateTime) time;
    ZoneId place =
        zone.orElseThrow(
            () -> new UnreadableValue("a time with offset, because the mapping names no zone"));
    if (place.getRules().getValidOffsets(wall).isEmpty()) {
      throw new UnreadableValue("a time that exists in " + place + " (daylight saving skips it)");
    }
    return wall.atZone(place).toInstant();
  }

  /**
   * @throws UnreadableValue when it is no date in this format
   */
  LocalDate date(String text) {
    try {
      return LocalDate.parse(text, formatter);
    } catch (DateTimeException e) {
      throw new UnreadableValue("a date in the format " + pattern);
    }
  }

  private TemporalAccessor parsed(String text) {
    return formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
  }
}
