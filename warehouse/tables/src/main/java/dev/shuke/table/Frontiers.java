package dev.shuke.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The frontier of a brand: per topic and partition the end of the gapless run of offsets over all
 * its tables, never one table's newest offset, because the sinks of one job commit one after the
 * other.
 */
public final class Frontiers {

  private Frontiers() {}

  /**
   * Reads the places of all rows; topics without any are absent. Ordered by topic and partition.
   */
  public static List<PartitionEnd> read(Catalog catalog) {
    Map<String, Map<Integer, BitSet>> seen = new TreeMap<>();
    Stream.concat(Tables.verdicts().stream(), Stream.of(Tables.LATE))
        .forEach(name -> mark(catalog.loadTable(TableIdentifier.parse(name)), seen));
    return seen.entrySet().stream()
        .flatMap(
            topic ->
                topic.getValue().entrySet().stream()
                    .map(
                        p ->
                            new PartitionEnd(
                                topic.getKey(), p.getKey(), p.getValue().nextClearBit(0))))
        .toList();
  }

  private static void mark(Table table, Map<String, Map<Integer, BitSet>> seen) {
    if (table.currentSnapshot() == null) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .select("kafka_topic", "kafka_partition", "kafka_offset")
            .build()) {
      for (Record row : rows) {
        // A BitSet holds 2^31 offsets, 256 MB; a partition that outgrows it needs the sums of
        // earlier runs kept.
        seen.computeIfAbsent((String) row.getField("kafka_topic"), topic -> new TreeMap<>())
            .computeIfAbsent((Integer) row.getField("kafka_partition"), partition -> new BitSet())
            .set(Math.toIntExact((Long) row.getField("kafka_offset")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
