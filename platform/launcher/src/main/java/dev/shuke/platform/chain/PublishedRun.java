package dev.shuke.platform.chain;

import dev.shuke.platform.part.Trino;
import dev.shuke.platform.text.Templates;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The newest published run of a brand.
 *
 * @param asOf the business day it speaks of
 * @param events how many Kafka offsets it knew: the sum of the ends of its frontier
 */
public record PublishedRun(
    long runId, LocalDate asOf, long events, Instant finishedAt, String contentHash) {

  /** Empty when the brand has none yet. */
  public static Optional<PublishedRun> newest(Trino trino, String brand) throws SQLException {
    return trino
        .query(
            Templates.fill("sql/newest_run.sql", Map.of("brand", brand)),
            row ->
                new PublishedRun(
                    row.getLong("run_id"),
                    LocalDate.parse(row.getString("as_of_date")),
                    row.getLong("events"),
                    Instant.ofEpochMilli(row.getLong("finished_millis")),
                    row.getString("content_hash")))
        .stream()
        .findFirst();
  }
}
