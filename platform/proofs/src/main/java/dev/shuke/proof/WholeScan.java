package dev.shuke.proof;

import java.io.IOException;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A snapshot of a table, read to its last row.
 *
 * @param read rows that came
 * @param told rows that the snapshot says it has
 */
record WholeScan(long read, long told) {

  static WholeScan of(Table table, Snapshot snapshot) throws IOException {
    long read = 0;
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).useSnapshot(snapshot.snapshotId()).build()) {
      for (Record row : rows) {
        read += row == null ? 0 : 1;
      }
    }
    return new WholeScan(
        read,
        Long.parseLong(snapshot.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "-1")));
  }

  boolean isComplete() {
    return read == told;
  }
}
