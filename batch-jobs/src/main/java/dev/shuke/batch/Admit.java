package dev.shuke.batch;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first_value;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.jspecify.annotations.Nullable;

/**
 * Judges old arrivals up to the frontier: against the events of their date and each other, the
 * first place wins (design.md section 4).
 *
 * <p>Each verdict table is its own commit. A run killed in between is repeated harmlessly: offsets
 * that have a verdict are skipped, and the others are judged as before, because the winner is the
 * first place whether it is still waiting or stored already.
 */
final class Admit {

  private static final List<String> PLACE =
      List.of("kafka_topic", "kafka_partition", "kafka_offset");
  private static final String[] NARROW = {
    "kafka_topic",
    "kafka_partition",
    "kafka_offset",
    "known_at",
    "event_type",
    "event_id",
    "payload_hash",
    "occurred_at",
    "business_date"
  };

  private static final String EVENT = "event";
  private static final String DUPLICATE = "duplicate";
  private static final String CONFLICT = "conflict";

  private final Run run;

  Admit(Run run) {
    this.run = run;
  }

  /** What became of the old arrivals. */
  record Result(long events, long duplicates, long conflicts) {}

  Result judge() {
    // A checkpoint, not a cache: Spark computes a cached plan anew when a table that it reads is
    // written, and what is written below would then count as judged before.
    Dataset<Row> judged = verdicts().localCheckpoint();
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    for (Row row : judged.groupBy("verdict", "event_type").count().collectAsList()) {
      counts
          .computeIfAbsent(row.getString(0), verdict -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    for (String type : counts.getOrDefault(EVENT, Map.of()).keySet()) {
      admit(EventType.valueOf(type), judged);
    }
    if (counts.containsKey(DUPLICATE)) {
      run.append(Tables.DUPLICATES, judged.where(col("verdict").equalTo(DUPLICATE)));
    }
    if (counts.containsKey(CONFLICT)) {
      run.append(Tables.QUARANTINE, conflictRows(judged));
    }
    return new Result(
        sum(counts.get(EVENT)), sum(counts.get(DUPLICATE)), sum(counts.get(CONFLICT)));
  }

  private static long sum(@Nullable Map<String, Long> counts) {
    return counts == null ? 0 : counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Each waiting arrival with its verdict, found by narrow columns only. */
  private Dataset<Row> verdicts() {
    WindowSpec tellingsOfOneFact =
        Window.partitionBy("event_id")
            .orderBy(
                col("is_stored").desc(),
                col("known_at"),
                col("kafka_topic"),
                col("kafka_partition"),
                col("kafka_offset"));
    return tellings(waiting())
        .withColumn("telling", row_number().over(tellingsOfOneFact))
        .withColumn("first_hash", first_value(col("payload_hash")).over(tellingsOfOneFact))
        .where("not is_stored")
        .withColumn(
            "verdict",
            when(col("telling").equalTo(1), EVENT)
                .when(col("payload_hash").equalTo(col("first_hash")), DUPLICATE)
                .otherwise(CONFLICT));
  }

  private Dataset<Row> waiting() {
    return withoutVerdict(run.spark(), run.brand(), run.known(Tables.LATE).selectExpr(NARROW));
  }

  /** The old arrivals whose offset is in no table of verdicts. */
  static Dataset<Row> withoutVerdict(SparkSession spark, Brand brand, Dataset<Row> late) {
    Dataset<Row> judged =
        Tables.verdicts().stream()
            .map(table -> spark.table(brand.id() + "." + table).select(place()))
            .reduce(Dataset::unionAll)
            .orElseThrow();
    return late.join(judged, names(), "left_anti");
  }

  /** What waits, beside the events stored already of the dates that it speaks of. */
  private Dataset<Row> tellings(Dataset<Row> waiting) {
    Dataset<Row> tellings = waiting.withColumn("is_stored", lit(false));
    for (EventType type : EventType.values()) {
      Dataset<Row> stored = run.table(Tables.events(type));
      // The first admission of a history finds nothing stored; asking costs less than planning the
      // join.
      if (run.brand().hasSource(type.source()) && !stored.isEmpty()) {
        Dataset<Row> dates =
            waiting
                .where(col("event_type").equalTo(type.name()))
                .select("business_date")
                .distinct();
        tellings =
            tellings.unionAll(
                stored
                    .join(dates, "business_date")
                    .withColumn("event_type", lit(type.name()))
                    .selectExpr(NARROW)
                    .withColumn("is_stored", lit(true)));
      }
    }
    return tellings;
  }

  /**
   * One shuffle by month serves the partitioned write; the data is parsed behind it, so text is
   * shuffled, not objects.
   */
  private void admit(EventType type, Dataset<Row> judged) {
    MapPartitionsFunction<Row, Row> parse = rows -> new Parsing(type, rows);
    Dataset<Row> winners =
        judged
            .where(col("verdict").equalTo(EVENT).and(col("event_type").equalTo(type.name())))
            .select(place());
    Dataset<Row> events =
        run.known(Tables.LATE)
            .where(col("event_type").equalTo(type.name()))
            .join(winners, names(), "left_semi")
            .repartition(trunc(col("business_date"), "MM"))
            .sortWithinPartitions("business_date")
            .mapPartitions(parse, Encoders.row(run.schema(Tables.events(type))));
    run.appendAsIs(Tables.events(type), events);
  }

  private static Column[] place() {
    return PLACE.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private static String[] names() {
    return PLACE.toArray(String[]::new);
  }

  private Dataset<Row> conflictRows(Dataset<Row> judged) {
    Dataset<Row> conflicts = judged.where(col("verdict").equalTo(CONFLICT)).select(place());
    return run.known(Tables.LATE)
        .join(conflicts, names(), "left_semi")
        .withColumn("reason", lit("conflict"))
        .withColumn("field", lit(""))
        .withColumn("expected", lit("the payload first told under this id"))
        .withColumn("shape", array().cast("array<struct<name:string,type:string,length:int>>"))
        .withColumn("sealed", SealLate.column(run.brand()));
  }

  private record Parsing(EventType type, Iterator<Row> rows) implements Iterator<Row> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      return EventRows.ofLate(type, rows.next());
    }
  }
}
