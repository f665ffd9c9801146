package dev.shuke.proof;

import dev.shuke.table.Catalogs.ClosableCatalog;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;

/**
 * Published runs, written by the proof's own hand, that pin snapshots of a table by the tags that a
 * daily chain would set. All finished days ago, so only the newest two are live.
 */
final class PlantedRuns implements AutoCloseable {
  private static final int RUNS = 3;
  private static final Duration AGE = Duration.ofDays(10);

  private final Table runs;
  private final Table pinned;
  private final DataFile rows;

  private PlantedRuns(Table runs, Table pinned, DataFile rows) {
    this.runs = runs;
    this.pinned = pinned;
    this.rows = rows;
  }

  /** Pins what the table holds now: run 1 is over, runs 2 and 3 are live. */
  static PlantedRuns in(ClosableCatalog opened, String table) throws IOException {
    Table runs = opened.catalog().loadTable(TableIdentifier.parse(Tables.RUNS));
    Table pinned = opened.catalog().loadTable(TableIdentifier.parse(table));
    List<Record> rows = new ArrayList<>();
    for (int run = 1; run <= RUNS; run++) {
      pinned.manageSnapshots().createTag(tag(run), pinned.currentSnapshot().snapshotId()).commit();
      rows.add(row(runs, run));
    }
    DataFile file = write(runs, rows);
    runs.newAppend().appendFile(file).commit();
    return new PlantedRuns(runs, pinned, file);
  }

  private static String tag(int run) {
    return "run-" + run;
  }

  private static Record row(Table runs, long run) {
    Record row = GenericRecord.create(runs.schema());
    Instant finished = Instant.now().minus(AGE).plus(Duration.ofHours(run));
    row.setField("run_id", run);
    row.setField("kind", "published");
    row.setField("as_of_date", LocalDate.EPOCH);
    row.setField("frontier", List.of());
    row.setField("definitions", Map.of());
    row.setField("parameters_hash", "");
    row.setField("content_hash", "");
    row.setField("snapshots", Map.of());
    row.setField("customers", 0L);
    row.setField("row_counts", Map.of());
    row.setField("started_at", finished.atOffset(ZoneOffset.UTC));
    row.setField("finished_at", finished.atOffset(ZoneOffset.UTC));
    return row;
  }

  private static DataFile write(Table table, List<Record> rows) throws IOException {
    OutputFile file =
        table
            .io()
            .newOutputFile(
                table
                    .locationProvider()
                    .newDataLocation("planted-" + UUID.randomUUID() + ".parquet"));
    DataWriter<Record> writer =
        new GenericAppenderFactory(table.schema(), table.spec())
            .newDataWriter(EncryptedFiles.plainAsEncryptedOutput(file), FileFormat.PARQUET, null);
    try (writer) {
      rows.forEach(writer::write);
    }
    return writer.toDataFile();
  }

  /** Whether the run that is over was let go, and each row of the live ones can be read. */
  boolean areKept() throws IOException {
    pinned.refresh();
    if (pinned.refs().containsKey(tag(1))) {
      return false;
    }
    for (int run = 2; run <= RUNS; run++) {
      if (!pinned.refs().containsKey(tag(run))
          || !WholeScan.of(pinned, pinned.snapshot(tag(run))).isComplete()) {
        return false;
      }
    }
    return true;
  }

  /** So that a daily chain does not take them for its own. */
  @Override
  public void close() {
    runs.newDelete().deleteFile(rows).commit();
    pinned.refresh();
    pinned.refs().keySet().stream()
        .filter(ref -> ref.startsWith("run-"))
        .forEach(tag -> pinned.manageSnapshots().removeTag(tag).commit());
  }
}
