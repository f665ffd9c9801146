package dev.shuke.batch;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first_value;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.table.Tables;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.spark.SparkReadOptions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.util.LongAccumulator;

/**
 * Judges old arrivals up to the frontier: against the events of their date and each other, the
 * first place wins (design.md section 4).
 *
 * <p>Each verdict table is its own commit. A run killed in between is repeated harmlessly: offsets
 * that have a verdict are skipped, and the others are judged as before, because the winner is the
 * first place whether it is still waiting or stored already.
 *
 * <p>An arrival that its contract accepted and cannot be read now is quarantined as {@code
 * contract_narrowed}. Whether there is any is known only when events are written, because reading
 * JSON takes longest and is done once.
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
    "business_date"
  };

  /** Bytes for one task: reading JSON as rows and writing them takes longer than Spark assumes. */
  private static final String LATE_SPLIT = Integer.toString(32 << 20);

  private static final String EVENT = "event";
  private static final String DUPLICATE = "duplicate";
  private static final String CONFLICT = "conflict";

  private final Run run;

  Admit(Run run) {
    this.run = run;
  }

  /**
   * What became of the old arrivals.
   *
   * @param narrowed quarantined, because they were accepted on arrival and cannot be read now
   */
  record Result(long events, long duplicates, long conflicts, long narrowed) {
    private Result after(long eventsBefore, long narrowedBefore) {
      return new Result(eventsBefore + events, duplicates, conflicts, narrowedBefore + narrowed);
    }
  }

  Result judge() {
    Map<String, Offsets> judged = Offsets.by(col("verdict"), verdicts());
    Offsets events = judged.getOrDefault(EVENT, new Offsets());
    Offsets duplicates = judged.getOrDefault(DUPLICATE, new Offsets());
    Offsets conflicts = judged.getOrDefault(CONFLICT, new Offsets());
    LongAccumulator unreadable = run.spark().sparkContext().longAccumulator("unreadable");
    for (EventType type : EventType.values()) {
      if (events.count(run.brand().topic(type.source())) > 0) {
        admit(type, events, unreadable);
      }
    }
    if (!unreadable.isZero()) {
      return judgeWithoutUnreadable(events, duplicates);
    }
    if (duplicates.count() > 0) {
      run.append(Tables.DUPLICATES, late(duplicates));
    }
    if (conflicts.count() > 0) {
      run.append(Tables.QUARANTINE, conflictRows(conflicts));
    }
    return new Result(events.count(), duplicates.count(), conflicts.count(), 0);
  }

  /**
   * Quarantines the arrivals that were to be events and cannot be read, and judges the others anew:
   * as in the stream, a refused record tells nothing, so the first that can be read is the event.
   *
   * <p>Comes before any verdict that relies on these arrivals, so a run killed here is repeated
   * harmlessly too. Their repeats go with them; else each would take a round of its own.
   */
  private Result judgeWithoutUnreadable(Offsets events, Offsets duplicates) {
    // Only those of which no event was written are looked at, because reading JSON takes long.
    Offsets first = Offsets.of(unreadable(withoutVerdict(run.spark(), run.brand(), late(events))));
    if (first.count() == 0) {
      throw new IllegalStateException(
          "Cannot admit late arrivals of "
              + run.brand().id()
              + ": some could not be read and now can, expected the same each time; run the chain again");
    }
    Dataset<Row> repeated =
        late(duplicates).join(late(first).select("event_id"), "event_id", "left_semi");
    Offsets repeats = Offsets.of(unreadable(repeated));
    run.append(Tables.QUARANTINE, narrowedRows(first).unionByName(narrowedRows(repeats)));
    return judge().after(events.count() - first.count(), first.count() + repeats.count());
  }

  private Dataset<Row> late(Offsets places) {
    return run.known(Tables.LATE, Map.of(SparkReadOptions.SPLIT_SIZE, LATE_SPLIT))
        .where(places.holdPlace(run.spark()));
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
        .drop("event_type", "business_date")
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
    List<Row> firsts =
        late.groupBy("kafka_topic", "kafka_partition").agg(min("kafka_offset")).collectAsList();
    if (firsts.isEmpty()) {
      return late;
    }
    // Files of verdicts on what came before the first of these are not read.
    String sinceFirst =
        firsts.stream()
            .map(
                first ->
                    "(kafka_topic = '%s' and kafka_partition = %d and kafka_offset >= %d)"
                        .formatted(first.getString(0), first.getInt(1), first.getLong(2)))
            .collect(Collectors.joining(" or "));
    Dataset<Row> verdicts =
        Tables.verdicts().stream()
            .map(table -> spark.table(brand.id() + "." + table).where(sinceFirst).select(place()))
            .reduce(Dataset::unionAll)
            .orElseThrow();
    return late.where(not(Offsets.of(verdicts).holdPlace(spark)));
  }

  /** What waits, beside the events stored already of the dates that it speaks of. */
  private Dataset<Row> tellings(Dataset<Row> waiting) {
    Map<String, SortedSet<LocalDate>> dates = new HashMap<>();
    for (Row row : waiting.select("event_type", "business_date").distinct().collectAsList()) {
      dates.computeIfAbsent(row.getString(0), type -> new TreeSet<>()).add(row.getAs(1));
    }
    Dataset<Row> tellings = waiting.withColumn("is_stored", lit(false));
    for (Map.Entry<String, SortedSet<LocalDate>> entry : dates.entrySet()) {
      Dataset<Row> stored = run.table(Tables.events(EventType.valueOf(entry.getKey())));
      // The first admission of a history finds nothing stored; asking costs less than reading.
      if (!stored.isEmpty()) {
        tellings =
            tellings.unionAll(
                stored
                    .where(isOneOf(entry.getValue()))
                    .withColumn("event_type", lit(entry.getKey()))
                    .selectExpr(NARROW)
                    .withColumn("is_stored", lit(true)));
      }
    }
    return tellings;
  }

  /** The span too, by which files are left out before they are read. */
  private static Column isOneOf(SortedSet<LocalDate> dates) {
    Column date = col("business_date");
    return date.between(dates.first(), dates.last()).and(date.isInCollection(dates));
  }

  /**
   * Arrivals are written where they are read: moving or sorting their text takes longer than
   * reading and writing it, and they lie by time already.
   */
  private void admit(EventType type, Offsets events, LongAccumulator unreadable) {
    String table = Tables.events(type);
    Dataset<Row> arrivals = late(events).where(col("event_type").equalTo(type.name()));
    run.appendAsIs(table, EventRows.ofLate(type, arrivals, run.schema(table), unreadable));
  }

  private static Column[] place() {
    return PLACE.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private static Dataset<Row> unreadable(Dataset<Row> late) {
    return late.withColumn("refusal", EventRows.refusal()).where("refusal is not null");
  }

  private Dataset<Row> narrowedRows(Offsets narrowed) {
    return quarantined(
        unreadable(late(narrowed)),
        "contract_narrowed",
        col("refusal.field"),
        col("refusal.expected"));
  }

  private Dataset<Row> conflictRows(Offsets conflicts) {
    return quarantined(
        late(conflicts), CONFLICT, lit(""), lit("the payload first told under this id"));
  }

  private Dataset<Row> quarantined(
      Dataset<Row> late, String reason, Column field, Column expected) {
    return late.withColumn("reason", lit(reason))
        .withColumn("field", field)
        .withColumn("expected", expected)
        .withColumn("shape", array().cast("array<struct<name:string,type:string,length:int>>"))
        .withColumn("sealed", SealLate.column(run.brand()));
  }
}
