package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.table.PartitionEnd;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The inputs that fix what a run computes, and how its steps reach their tables.
 *
 * @param id the run's number, 1 and up
 * @param asOf the business day it speaks of
 * @param frontier what is known: offsets below these ends
 */
record Run(SparkSession spark, Brand brand, long id, LocalDate asOf, List<PartitionEnd> frontier) {

  Run {
    frontier = List.copyOf(frontier);
  }

  String name(String table) {
    return brand.id() + "." + table;
  }

  Dataset<Row> table(String table) {
    return spark.table(name(table));
  }

  /** The rows of an {@code events} table that are known: later ones wait for the next run. */
  Dataset<Row> known(String table) {
    return table(table).where(isKnown());
  }

  /** The same, read with options of Iceberg. */
  Dataset<Row> known(String table, Map<String, String> options) {
    return spark.read().options(options).table(name(table)).where(isKnown());
  }

  private Column isKnown() {
    return functions.expr(
        frontier.isEmpty()
            ? "false"
            : frontier.stream().map(Run::below).collect(Collectors.joining(" or ")));
  }

  private static String below(PartitionEnd end) {
    return "(kafka_topic = '%s' and kafka_partition = %d and kafka_offset < %d)"
        .formatted(end.topic(), end.partition(), end.endOffset());
  }

  /** Replaces the table's rows in one commit; sorted and partitioned as its definition says. */
  void overwrite(String table, Dataset<Row> rows) {
    try {
      columnsOf(table, rows)
          .writeTo(name(table))
          // The default for a sorted table is a range distribution, which samples the input first.
          .option("distribution-mode", "hash")
          .overwrite(functions.lit(true));
    } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
      throw missing(table, e);
    }
  }

  /** Adds rows to the table in one commit. */
  void append(String table, Dataset<Row> rows) {
    try {
      columnsOf(table, rows).writeTo(name(table)).option("distribution-mode", "hash").append();
    } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
      throw missing(table, e);
    }
  }

  /**
   * Adds rows that are in the table's column order, each where it is: not shuffled, not sorted, a
   * file for each partition that a task has rows of.
   */
  void appendAsIs(String table, Dataset<Row> rows) {
    try {
      rows.writeTo(name(table))
          .option("use-table-distribution-and-ordering", "false")
          .option("fanout-enabled", "true")
          .append();
    } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
      throw missing(table, e);
    }
  }

  /** Rows made on the driver, in the table's schema. */
  Dataset<Row> rows(String table, List<Row> rows) {
    return spark.createDataFrame(rows, schema(table));
  }

  StructType schema(String table) {
    return table(table).schema();
  }

  private Dataset<Row> columnsOf(String table, Dataset<Row> rows) {
    return rows.select(
        java.util.Arrays.stream(schema(table).fieldNames())
            .map(functions::col)
            .toArray(Column[]::new));
  }

  private IllegalStateException missing(String table, Exception cause) {
    return new IllegalStateException(
        "Table " + name(table) + " does not exist; './shuke up' creates it", cause);
  }
}
