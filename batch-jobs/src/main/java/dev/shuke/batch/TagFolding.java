package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.shuke.fold.CustomerFold;
import dev.shuke.fold.FoldInputs;
import dev.shuke.fold.FoldResult;
import dev.shuke.table.Tables;
import dev.shuke.tag.ContentHash;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagValue;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Folds every customer's timeline into tag values: one task per bucket of customers, no shuffle, no
 * generated SQL.
 *
 * <p>A row of the result is a value, or, with a null {@code tag_id}, a customer's earliest next
 * change.
 */
final class TagFolding {

  private static final String CUSTOMER_NO = "customer_no";

  /**
   * By time, then place, then line, so that an order's lines stand right behind it. One event can
   * give a customer several rows: both ends of a referral, two contacts of one person in a group.
   * The last two columns tell these apart, so that each run reads them in one order.
   */
  private static final Column[] ORDER =
      Stream.of(
              CUSTOMER_NO,
              "occurred_at",
              "kafka_topic",
              "kafka_partition",
              "kafka_offset",
              "line_no",
              "external_userid",
              "role")
          .map(functions::col)
          .toArray(Column[]::new);

  private TagFolding() {}

  /** All that fixes the values besides the timeline; sent to each task once. */
  record Inputs(TagCatalogue catalogue, FoldInputs fold) implements Serializable {}

  static Dataset<Row> fold(Dataset<Row> timeline, Broadcast<Inputs> inputs) {
    MapPartitionsFunction<Row, Row> fold = rows -> new Bucket(rows, inputs.value());
    return inOrder(timeline).mapPartitions(fold, Encoders.row(schema()));
  }

  /** Each partition's rows as {@link TimelineReader} reads them, customer by customer. */
  static Dataset<Row> inOrder(Dataset<Row> timeline) {
    // Already sorted on disk; sorting again makes several files per bucket one order, and is cheap
    // when it is sorted.
    return timeline.sortWithinPartitions(ORDER).select(TimelineReader.columns());
  }

  /** A scan whose splits are whole buckets of customers. */
  static Dataset<Row> wholeBuckets(Run run, long snapshot) {
    // Not for the whole chain: what is read before this would have one task for each partition.
    // Not taken back: the fold is planned when its rows are asked for.
    run.spark().conf().set("spark.sql.iceberg.planning.preserve-data-grouping", "true");
    Dataset<Row> rows =
        run.spark()
            .read()
            .option("split-size", Long.toString(1L << 40))
            .option("versionAsOf", Long.toString(snapshot))
            .table(run.name(Tables.TIMELINE));
    return withColumnsSince(rows, run.schema(Tables.TIMELINE));
  }

  /** A snapshot of an earlier release lacks the columns that have come since; it told nothing. */
  static Dataset<Row> withColumnsSince(Dataset<Row> rows, StructType today) {
    Set<String> present = Set.of(rows.columns());
    return rows.select(
        Arrays.stream(today.fields())
            .map(
                field ->
                    present.contains(field.name())
                        ? col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new));
  }

  private static StructType schema() {
    return new StructType()
        .add(CUSTOMER_NO, DataTypes.IntegerType, false)
        .add("tag_id", DataTypes.StringType)
        .add("position", DataTypes.IntegerType)
        .add("value", DataTypes.StringType)
        .add("number", DataTypes.LongType)
        .add("next_change", DataTypes.DateType)
        .add("definition_version", DataTypes.IntegerType);
  }

  /** SHA-256 over the values sorted by customer, tag and position. */
  static ContentHash hash(Dataset<Row> values) {
    ContentHash hash = new ContentHash();
    Iterator<Row> sorted =
        values.orderBy(col(CUSTOMER_NO), col("tag_id"), col("position")).toLocalIterator();
    sorted.forEachRemaining(
        row ->
            hash.add(
                row.getInt(0),
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.<Long>getAs("number"),
                row.<LocalDate>getAs("next_change"),
                row.getInt(6)));
    return hash;
  }

  /** Walks the customers of one bucket. */
  private static final class Bucket implements Iterator<Row> {
    private final BucketWalk walk;
    private final CustomerFold fold;
    private final List<CustomerFold> folds;
    private final Queue<Row> ready = new ArrayDeque<>();

    Bucket(Iterator<Row> timeline, Inputs inputs) {
      this.walk = new BucketWalk(timeline);
      this.fold = new CustomerFold(inputs.catalogue(), inputs.fold());
      this.folds = List.of(fold);
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && walk.hasNext()) {
        emit(walk.feed(folds), fold.finish());
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void emit(int customerNo, FoldResult result) {
      for (TagValue value : result.values()) {
        ready.add(
            RowFactory.create(
                customerNo,
                value.tagId(),
                value.position(),
                value.value(),
                value.number(),
                value.nextChange(),
                value.definitionVersion()));
      }
      if (result.nextChange() != null) {
        ready.add(RowFactory.create(customerNo, null, null, null, null, result.nextChange(), null));
      }
    }
  }
}
