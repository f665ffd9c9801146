package dev.shuke.service.run;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A published run, as its row in {@code tags.runs} tells it.
 *
 * @param id also called the data version
 * @param asOf the business day it speaks of
 * @param definitions version of each tag it computed
 * @param snapshots snapshot of each table to read
 */
public record Run(
    long id,
    LocalDate asOf,
    Map<String, Integer> definitions,
    Map<String, Long> snapshots,
    OffsetDateTime finishedAt) {

  private static final String PUBLISHED = "published";
  private static final List<String> COLUMNS =
      List.of("run_id", "as_of_date", "definitions", "snapshots", "finished_at");

  public Run {
    definitions = Map.copyOf(definitions);
    snapshots = Map.copyOf(snapshots);
  }

  /** The newest published run, by number; a run for a past date publishes nothing. */
  static Optional<Run> newest(Table runs) throws Exception {
    if (runs.currentSnapshot() == null) {
      return Optional.empty();
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(runs)
            .where(Expressions.equal("kind", PUBLISHED))
            .select(COLUMNS)
            .build()) {
      return StreamSupport.stream(rows.spliterator(), false)
          .map(Run::of)
          .max(Comparator.comparingLong(Run::id));
    }
  }

  /**
   * The snapshot of a table.
   *
   * @throws UnusableRunException when the run names none
   */
  long snapshotOf(String table) {
    Long snapshot = snapshots.get(table);
    if (snapshot == null) {
      throw new UnusableRunException("Run " + id + " names no snapshot of " + table);
    }
    return snapshot;
  }

  @SuppressWarnings("unchecked")
  private static Run of(Record row) {
    return new Run(
        (Long) row.getField("run_id"),
        (LocalDate) row.getField("as_of_date"),
        (Map<String, Integer>) row.getField("definitions"),
        (Map<String, Long>) row.getField("snapshots"),
        (OffsetDateTime) row.getField("finished_at"));
  }
}
