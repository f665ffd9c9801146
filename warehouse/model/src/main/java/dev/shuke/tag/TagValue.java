package dev.shuke.tag;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One value of one tag of one customer.
 *
 * @param position 1 for the first of several values, and for a single one
 * @param value as text; {@code true} or {@code false} for a flag, {@code 2026-01-31} for a date
 * @param number of a number; of a date its days since 1970-01-01; of a ranked word its share in
 *     1/100 of a per cent; null for other words
 * @param nextChange the first business date after the as-of date on which it can change with no new
 *     event; null for never
 */
public record TagValue(
    String tagId,
    int definitionVersion,
    int position,
    String value,
    @Nullable Long number,
    @Nullable LocalDate nextChange) {}
