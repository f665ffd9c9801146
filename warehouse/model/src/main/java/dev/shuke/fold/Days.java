package dev.shuke.fold;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Business dates as days since 1970-01-01, so that a row is compared without an object. */
final class Days {

  static final int NEVER = Integer.MAX_VALUE;

  private Days() {}

  static int of(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }

  static int orNever(@Nullable LocalDate date) {
    return date == null ? NEVER : of(date);
  }

  static @Nullable LocalDate date(int day) {
    return day == NEVER ? null : LocalDate.ofEpochDay(day);
  }

  static LocalDate dateOf(int day) {
    return LocalDate.ofEpochDay(day);
  }

  /** A day that may lie too far ahead to matter. */
  static int clamp(long day) {
    return day >= NEVER ? NEVER : (int) Math.max(day, Integer.MIN_VALUE);
  }
}
