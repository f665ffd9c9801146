package dev.shuke.batch;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first_value;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.storage.StorageLevel;

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

  private final Run run;

  Admit(Run run) {
    this.run = run;
  }

  /** What became of the old arrivals. */
  record Result(long events, long duplicates, long conflicts) {}

  Result judge() {
    Dataset<Row> waiting = withoutVerdict(run.known(Tables.LATE));
    Map<String, Long> counts =
        waiting.groupBy("event_type").count().collectAsList().stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getLong(1)));
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    if (total == 0) {
      return new Result(0, 0, 0);
    }
    Dataset<Row> losers = losers(waiting, counts.keySet()).persist(StorageLevel.MEMORY_AND_DISK());
    long duplicates = losers.where("is_duplicate").count();
    long conflicts = losers.count() - duplicates;
    for (EventType type : EventType.values()) {
      if (counts.containsKey(type.name())) {
        admit(type, losers);
      }
    }
    if (duplicates > 0) {
      run.append(Tables.DUPLICATES, losers.where("is_duplicate"));
    }
    if (conflicts > 0) {
      run.append(Tables.QUARANTINE, conflictRows(losers));
    }
    losers.unpersist();
    return new Result(total - duplicates - conflicts, duplicates, conflicts);
  }

  private Dataset<Row> withoutVerdict(Dataset<Row> late) {
    Dataset<Row> judged = null;
    for (String table : Tables.verdicts()) {
      Dataset<Row> places = run.table(table).select(place());
      judged = judged == null ? places : judged.unionAll(places);
    }
    return judged == null ? late : late.join(judged, PLACE.toArray(String[]::new), "left_anti");
  }

  /** The tellings that are not the first of their id, by narrow columns only. */
  private Dataset<Row> losers(Dataset<Row> waiting, Iterable<String> types) {
    Dataset<Row> tellings = waiting.selectExpr(NARROW).withColumn("is_stored", lit(false));
    Dataset<Row> dates = waiting.select("event_type", "business_date").distinct();
    for (String type : types) {
      Dataset<Row> ofDates =
          broadcast(dates.where(col("event_type").equalTo(type)).select("business_date"));
      tellings =
          tellings.unionAll(
              run.known(Tables.events(EventType.valueOf(type)))
                  .join(ofDates, "business_date")
                  .withColumn("event_type", lit(type))
                  .selectExpr(NARROW)
                  .withColumn("is_stored", lit(true)));
    }
    WindowSpec tellingsOfOneFact =
        Window.partitionBy("event_id")
            .orderBy(
                col("is_stored").desc(),
                col("known_at"),
                col("kafka_topic"),
                col("kafka_partition"),
                col("kafka_offset"));
    return tellings
        .withColumn("telling", row_number().over(tellingsOfOneFact))
        .withColumn("first_hash", first_value(col("payload_hash")).over(tellingsOfOneFact))
        .where("telling > 1 and not is_stored")
        .withColumn("is_duplicate", col("payload_hash").equalTo(col("first_hash")));
  }

  /**
   * One shuffle by date serves the partitioned write; the data is parsed behind it, so text is
   * shuffled, not objects.
   */
  private void admit(EventType type, Dataset<Row> losers) {
    MapPartitionsFunction<Row, Row> parse = rows -> new Parsing(type, rows);
    Dataset<Row> events =
        withoutVerdict(run.known(Tables.LATE).where(col("event_type").equalTo(type.name())))
            .join(losers.select(place()), PLACE.toArray(String[]::new), "left_anti")
            .repartition(col("business_date"))
            .sortWithinPartitions("business_date")
            .mapPartitions(parse, Encoders.row(run.schema(Tables.events(type))));
    run.appendAsIs(Tables.events(type), events);
  }

  private static Column[] place() {
    return PLACE.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private static Dataset<Row> conflictRows(Dataset<Row> losers) {
    return losers
        .where("not is_duplicate")
        .withColumn("reason", lit("conflict"))
        .withColumn("field", lit(""))
        .withColumn("expected", lit("the payload first told under this id"))
        .withColumn("shape", array().cast("array<struct<name:string,type:string,length:int>>"));
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
