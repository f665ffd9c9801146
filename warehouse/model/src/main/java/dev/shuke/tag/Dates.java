package dev.shuke.tag;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Business dates of which null is never. */
final class Dates {

  private Dates() {}

  static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.isBefore(a) ? b : a;
  }

  /** The later of two dates, an absent one giving way. */
  static LocalDate later(@Nullable LocalDate a, LocalDate b) {
    return a == null || b.isAfter(a) ? b : a;
  }
}
