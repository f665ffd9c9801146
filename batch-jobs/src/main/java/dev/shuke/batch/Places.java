package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import dev.shuke.customer.Place;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** The place of a row in Kafka, as a column to compare and as the rules know it. */
final class Places {

  private Places() {}

  /** A struct that orders like {@link Place}: Spark compares strings by their UTF-8 bytes too. */
  static Column column() {
    return struct(col("known_at"), col("kafka_topic"), col("kafka_partition"), col("kafka_offset"));
  }

  static Place of(Row place) {
    return new Place(
        place.<Instant>getAs("known_at").toEpochMilli(),
        place.getAs("kafka_topic"),
        place.getAs("kafka_partition"),
        place.getAs("kafka_offset"));
  }
}
