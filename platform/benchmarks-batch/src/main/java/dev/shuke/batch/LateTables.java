package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.table.Frontiers;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;

/** Tables that wait for an admission, and wait again once it is undone. */
final class LateTables {
  private static final String ORDERS = Tables.events(EventType.ORDER);
  private static final int TASKS = 16;

  private final SparkSession spark;
  private final Brand brand;
  private final Catalog catalog;
  private long waitingSnapshot;

  LateTables(SparkSession spark, Brand brand, Catalog catalog) {
    this.spark = spark;
    this.brand = brand;
    this.catalog = catalog;
  }

  /** Writes so many late tellings, and the orders that are stored before them. */
  void write(long tellings) {
    LateOrders made = new LateOrders(brand);
    Run nothing = new Run(spark, brand, 0, LocalDate.EPOCH, List.of());
    StructType late = nothing.schema(Tables.LATE);
    // In order of known_at, so each file is of one day, as those of the Flink job.
    nothing.appendAsIs(Tables.LATE, rows(tellings, late, made::told));
    Dataset<Row> before = rows(LateOrders.stored(tellings), late, made::before);
    LongAccumulator unreadable = spark.sparkContext().longAccumulator("unreadable");
    nothing.append(
        ORDERS, EventRows.ofLate(EventType.ORDER, before, nothing.schema(ORDERS), unreadable));
    waitingSnapshot = table(ORDERS).currentSnapshot().snapshotId();
  }

  private Dataset<Row> rows(long count, StructType schema, MapFunction<Long, Row> row) {
    return spark.range(0, count, 1, TASKS).map(row, Encoders.row(schema));
  }

  /** What a run of the chain would see now. */
  Run run() {
    return new Run(spark, brand, 1, LocalDate.EPOCH, Frontiers.read(catalog));
  }

  /** Takes back what was admitted. */
  void undo() {
    table(ORDERS).manageSnapshots().rollbackTo(waitingSnapshot).commit();
    table(Tables.DUPLICATES).newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
  }

  /** The files of a table, as a list of DuckDB. */
  String files(String table) {
    try (CloseableIterable<FileScanTask> tasks = table(table).newScan().planFiles()) {
      List<String> files = new ArrayList<>();
      tasks.forEach(
          task -> files.add("'" + task.file().location().replaceFirst("^file:/*", "/") + "'"));
      return files.stream().collect(Collectors.joining(", ", "[", "]"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Table table(String name) {
    return catalog.loadTable(TableIdentifier.parse(name));
  }
}
