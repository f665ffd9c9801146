package dev.shuke.fold;

import org.jspecify.annotations.Nullable;

/**
 * One value of a measure.
 *
 * @param text as people read it: a number in digits, a date as 2026-01-31, true or false
 * @param number a number, the days of a date since 1970-01-01, or the share of a ranked word in
 *     1/100 of a per cent; null for other words
 */
public record FoldValue(String text, @Nullable Long number) {

  static FoldValue word(String text) {
    return new FoldValue(text, null);
  }
}
