package dev.shuke.table;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code tags.definitions}.
 *
 * @param publishedAt the newest row of a tag counts
 * @param content the whole definition as JSON; null in rows of an early release
 * @param isRetired whether runs no longer compute it; null for a shipped tag, of which the brand's
 *     file says whether runs compute it
 */
public record DefinitionRow(
    String tagId,
    int version,
    Instant publishedAt,
    @Nullable String content,
    @Nullable Boolean isRetired) {

  /** Whether a person has published it, and has not retired it with this row. */
  boolean isLive() {
    return Boolean.FALSE.equals(isRetired);
  }

  boolean isShipped() {
    return isRetired == null;
  }
}
