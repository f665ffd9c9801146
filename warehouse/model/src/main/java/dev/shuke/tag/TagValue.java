package dev.shuke.tag;

import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One value of one tag of one customer.
 *
 * @param position 1 for the first of several values, and for a single one
 * @param value as text; {@code true} or {@code false} for a flag
 * @param nextChange the first business date after the as-of date on which it can change with no new
 *     event; null for never
 */
public record TagValue(
    String tagId,
    int definitionVersion,
    int position,
    String value,
    @Nullable LocalDate nextChange) {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

  /**
   * The value as a number when it is written as one. Meaningful for tags of kind {@link
   * TagDefinition.Kind#NUMBER} only: a store may be called {@code 367} as well.
   */
  public OptionalLong number() {
    return WHOLE_NUMBER.matcher(value).matches()
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }
}
