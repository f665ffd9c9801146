package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.table.Tables;
import dev.shuke.tag.ContentHash;
import dev.shuke.tag.CustomerFold;
import dev.shuke.tag.FoldResult;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagDefinition;
import dev.shuke.tag.TagValue;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Folds every customer's timeline into tag values: one task per bucket of customers, no shuffle, no
 * generated SQL.
 *
 * <p>A row of the result is a value, or, with a null {@code tag_id}, a customer's earliest next
 * change.
 */
final class TagFolding {

  private static final String CUSTOMER_NO = "customer_no";

  private TagFolding() {}

  /** All that fixes the values besides the timeline; sent to each task once. */
  record Inputs(
      List<TagDefinition> definitions, Parameters parameters, ProductBook products, LocalDate asOf)
      implements java.io.Serializable {}

  static Dataset<Row> fold(Dataset<Row> timeline, Broadcast<Inputs> inputs) {
    MapPartitionsFunction<Row, Row> fold = rows -> new Bucket(rows, inputs.value());
    // Already sorted on disk; sorting again makes several files per bucket one order, and is cheap
    // when it is sorted.
    return timeline
        .sortWithinPartitions(
            CUSTOMER_NO, "occurred_at", "kafka_topic", "kafka_partition", "kafka_offset", "line_no")
        .mapPartitions(fold, Encoders.row(schema()));
  }

  /** A scan whose splits are whole buckets of customers. */
  static Dataset<Row> wholeBuckets(Run run, long snapshot) {
    // Not for the whole chain: what is read before this would have one task for each partition.
    // Not taken back: the fold is planned when its rows are asked for.
    run.spark().conf().set("spark.sql.iceberg.planning.preserve-data-grouping", "true");
    return run.spark()
        .read()
        .option("split-size", Long.toString(1L << 40))
        .option("versionAsOf", Long.toString(snapshot))
        .table(run.name(Tables.TIMELINE));
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
                row.<LocalDate>getAs("next_change"),
                row.getInt(6)));
    return hash;
  }

  /** Walks the customers of one bucket. */
  private static final class Bucket implements Iterator<Row> {
    private final Iterator<Row> timeline;
    private final CustomerFold fold;
    private final Map<String, TagDefinition.Kind> kinds;
    private final Queue<Row> ready = new ArrayDeque<>();
    private @Nullable Row next;
    private int lastCustomer = -1;

    Bucket(Iterator<Row> timeline, Inputs inputs) {
      this.timeline = timeline;
      this.fold =
          new CustomerFold(
              inputs.definitions(), inputs.parameters(), inputs.products(), inputs.asOf());
      this.kinds =
          inputs.definitions().stream()
              .collect(java.util.stream.Collectors.toMap(TagDefinition::id, TagDefinition::kind));
      this.next = timeline.hasNext() ? timeline.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && next != null) {
        foldCustomer(next);
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

    private void foldCustomer(Row first) {
      int customerNo = first.getAs(CUSTOMER_NO);
      if (customerNo <= lastCustomer) {
        throw new IllegalStateException(
            "Customer "
                + customerNo
                + " comes after "
                + lastCustomer
                + ", expected the timeline sorted by customer");
      }
      lastCustomer = customerNo;
      fold.start(customerNo);
      while (next != null && next.<Integer>getAs(CUSTOMER_NO) == customerNo) {
        fold.add(timelineRow(next));
        next = timeline.hasNext() ? timeline.next() : null;
      }
      emit(customerNo, fold.finish());
    }

    private void emit(int customerNo, FoldResult result) {
      for (TagValue value : result.values()) {
        boolean isNumber = kinds.get(value.tagId()) == TagDefinition.Kind.NUMBER;
        ready.add(
            RowFactory.create(
                customerNo,
                value.tagId(),
                value.position(),
                value.value(),
                isNumber ? value.number().orElseThrow() : null,
                value.nextChange(),
                value.definitionVersion()));
      }
      if (result.nextChange() != null) {
        ready.add(RowFactory.create(customerNo, null, null, null, null, result.nextChange(), null));
      }
    }
  }

  private static TimelineRow timelineRow(Row row) {
    int attrs = row.fieldIndex("attrs");
    int keywords = row.fieldIndex("keyword_ids");
    return new TimelineRow(
        row.getAs(CUSTOMER_NO),
        TimelineRow.Kind.valueOf(row.<String>getAs("kind").toUpperCase(Locale.ROOT)),
        row.getAs("occurred_at"),
        row.getAs("business_date"),
        row.getAs("order_source"),
        row.getAs("order_no"),
        row.getAs("line_no"),
        row.getAs("store_id"),
        row.getAs("staff_userid"),
        row.getAs("amount_paid_fen"),
        row.getAs("cancelled_date"),
        row.getAs("fully_refunded_date"),
        row.getAs("sku"),
        row.getAs("category"),
        row.getAs("qty"),
        row.getAs("line_amount_fen"),
        row.isNullAt(attrs) ? Map.of() : row.getJavaMap(attrs),
        row.getAs("change"),
        row.getAs("chat_id"),
        row.getAs("direction"),
        row.isNullAt(keywords) ? List.of() : row.getList(keywords));
  }
}
