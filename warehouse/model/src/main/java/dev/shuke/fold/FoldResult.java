package dev.shuke.fold;

import dev.shuke.tag.TagValue;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All values of one customer on the as-of date.
 *
 * @param values those that are not empty, by tag id in UTF-8 order, then position
 * @param nextChange the first business date on which any of the tags, empty ones included, can
 *     change with no new event; null for never
 */
public record FoldResult(List<TagValue> values, @Nullable LocalDate nextChange) {

  public FoldResult {
    values = List.copyOf(values);
  }
}
