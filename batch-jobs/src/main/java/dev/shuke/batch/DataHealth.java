package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import dev.shuke.customer.IdentityLink;
import dev.shuke.customer.Place;
import dev.shuke.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** {@code marts.data_health}: what was stored but is odd; nothing is dropped in silence. */
final class DataHealth {

  private DataHealth() {}

  static void store(Run run, WhoIsWho.Result persons) {
    List<Row> rows = new ArrayList<>();
    persons.conflicts().forEach(link -> rows.add(conflict(link)));
    persons.unreadable().forEach(link -> rows.add(unreadable(link)));
    Dataset<Row> identities = run.rows(Tables.DATA_HEALTH, rows);
    run.overwrite(
        Tables.DATA_HEALTH,
        identities.unionByName(ordersToldTwice(run)).unionByName(new RecordRows(run).unreadable()));
  }

  private static Row conflict(IdentityLink link) {
    return row(
        "identity_conflict",
        link.a().text() + " = " + link.b().text(),
        "not followed ("
            + link.evidence()
            + "): it would put two ids of one namespace into one person",
        link.place());
  }

  private static Row unreadable(WhoIsWho.UnreadableLink link) {
    return row(
        "identity_link_unreadable",
        link.key(),
        "not followed: expected fields a and b, each namespace:value such as member:123",
        link.place());
  }

  private static Row row(String check, String subject, String detail, Place place) {
    return RowFactory.create(
        check,
        subject,
        detail,
        place.topic(),
        place.partition(),
        place.offset(),
        Instant.ofEpochMilli(place.knownAtMillis()));
  }

  private static Dataset<Row> ordersToldTwice(Run run) {
    return Orders.toldTwice(run)
        .select(
            lit("order_told_twice").as("check"),
            concat_ws("/", col("order_source"), col("order_no"), col("status"), col("refund_no"))
                .as("subject"),
            concat_ws(" ", col("tellings"), lit("times of one version; the first place counts"))
                .as("detail"),
            col("place.kafka_topic").as("kafka_topic"),
            col("place.kafka_partition").as("kafka_partition"),
            col("place.kafka_offset").as("kafka_offset"),
            col("place.known_at").as("known_at"));
  }
}
