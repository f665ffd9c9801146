package dev.shuke.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import dev.shuke.brand.BusinessCalendar;
import dev.shuke.customer.Identity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the timeline that records tell: who became a member when, and which tags were given
 * by hand or imported. They speak of days, so each stands at the start of its business day.
 */
final class RecordRows {

  /** A field of a tag record. */
  static final String TAG = "tag";

  /** A field of a tag record; without it the tag is taken away. */
  static final String VALUE = "value";

  /** A field of a tag record, {@code namespace:value} such as {@code member:906}. */
  static final String PERSON = "person";

  private static final Pattern MILLIS = Pattern.compile("-?[0-9]{1,15}");

  /** Years that the tables and all their readers can hold. */
  private static final int LAST_YEAR = 9999;

  private final Run run;

  RecordRows(Run run) {
    this.run = run;
  }

  /** One row per member number: its first record, on the day it joined. */
  Dataset<Row> members() {
    WindowSpec ofNumber =
        Window.partitionBy("member_no")
            .orderBy(col("valid_from"), col("occurred_at"), Places.column());
    Dataset<Row> members =
        memberRecords()
            .withColumn("record", row_number().over(ofNumber))
            .where("record = 1")
            .withColumn("store_id", field("home_store"));
    return PersonColumns.numbered(
        run, atStartOfDay(members), lit(Identity.MEMBER), col("member_no"));
  }

  private Dataset<Row> memberRecords() {
    return Records.lastWords(run, "member")
        .withColumn("member_no", coalesce(field("member_no"), col("key")))
        .withColumn("business_date", joinedOn(run.brand().calendar()));
  }

  /** One row per tag record that names a tag and a known person. */
  Dataset<Row> tags() {
    return PersonColumns.numbered(
        run,
        atStartOfDay(tagRecords().where("is_readable")),
        col("identity.namespace"),
        col("identity.value"));
  }

  private Dataset<Row> tagRecords() {
    return Records.lastWords(run, "manual_tag", "imported_tag")
        .withColumn("tag_id", filled(field(TAG)))
        .withColumn("tag_value", filled(field(VALUE)))
        .withColumn("identity", PersonColumns.ofText(field(PERSON)))
        .withColumn("business_date", col("valid_from"))
        .withColumn("is_readable", col("tag_id").isNotNull().and(col("identity").isNotNull()));
  }

  /** What {@code data_health} lists: records that should give a row and don't. */
  Dataset<Row> unreadable() {
    Dataset<Row> tags = tagRecords();
    Dataset<Row> strangers =
        tags.where("is_readable")
            .join(
                WhoIsWho.numbers(run),
                col("identity.namespace")
                    .equalTo(col("namespace"))
                    .and(col("identity.value").equalTo(col("value"))),
                "left_anti");
    return listed(
            tags.where("not is_readable"),
            concat_ws("_", col("kind"), lit("unreadable")),
            "not on the timeline: expected fields tag and person, the person as namespace:value such as"
                + " member:123")
        .unionAll(
            listed(
                strangers,
                concat_ws("_", col("kind"), lit("of_nobody")),
                "not on the timeline: nothing else names this person; it counts once something does"));
  }

  private static Dataset<Row> listed(Dataset<Row> records, Column check, String detail) {
    return records.select(
        check.as("check"),
        col("key").as("subject"),
        lit(detail).as("detail"),
        col("kafka_topic"),
        col("kafka_partition"),
        col("kafka_offset"),
        col("known_at"));
  }

  private static Column field(String name) {
    return col("fields").getItem(name);
  }

  private static Column filled(Column text) {
    return when(text.notEqual(""), text);
  }

  private Dataset<Row> atStartOfDay(Dataset<Row> records) {
    BusinessCalendar calendar = run.brand().calendar();
    UDF1<LocalDate, Instant> start = calendar::startOf;
    return records.withColumn(
        "occurred_at", udf(start, DataTypes.TimestampType).apply(col("business_date")));
  }

  private static Column joinedOn(BusinessCalendar calendar) {
    UDF2<String, LocalDate, LocalDate> joinedOn =
        (joinedAt, validFrom) -> joinedOn(calendar, joinedAt, validFrom);
    return udf(joinedOn, DataTypes.DateType).apply(field("joined_at"), col("valid_from"));
  }

  /**
   * The day on which a member joined: an ISO date is a business date already, milliseconds UTC are
   * an instant of one; else the day from which the record holds.
   */
  static LocalDate joinedOn(
      BusinessCalendar calendar, @Nullable String joinedAt, LocalDate validFrom) {
    @Nullable LocalDate told = joinedAt == null ? null : day(calendar, joinedAt.strip());
    return told == null ? validFrom : told;
  }

  private static @Nullable LocalDate day(BusinessCalendar calendar, String text) {
    try {
      return readable(
          MILLIS.matcher(text).matches()
              ? calendar.dateOf(Instant.ofEpochMilli(Long.parseLong(text)))
              : LocalDate.parse(text));
    } catch (DateTimeException e) {
      // Whatever else stands there, the record's own day serves.
      return null;
    }
  }

  private static @Nullable LocalDate readable(LocalDate day) {
    return day.getYear() >= 1 && day.getYear() <= LAST_YEAR ? day : null;
  }
}
