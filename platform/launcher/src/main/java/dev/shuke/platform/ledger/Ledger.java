package dev.shuke.platform.ledger;

import dev.shuke.brand.Brand;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.text.Templates;
import dev.shuke.platform.text.TextTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The ledger of a brand, read through Trino as anybody can: every Kafka offset has one verdict or
 * waits in {@code late}.
 *
 * @param rows one per topic and partition
 * @param reasons why records were quarantined, most frequent first
 */
public record Ledger(List<Row> rows, List<Reason> reasons) {

  public Ledger {
    rows = List.copyOf(rows);
    reasons = List.copyOf(reasons);
  }

  /**
   * One partition, whole or of one day.
   *
   * @param offsets up to the newest that has a row
   * @param lost offsets without a row
   * @param doubled rows beyond one per offset
   */
  public record Row(
      String topic,
      int partition,
      long offsets,
      long events,
      long duplicates,
      long quarantined,
      long lateWaiting,
      long lost,
      long doubled) {}

  /** How often a topic's records were refused for one reason. */
  public record Reason(String topic, String reason, long records) {}

  /**
   * Reads the ledger.
   *
   * @param source such as {@code orders}; all topics when empty
   * @param day UTC day on which the broker took the events; all when empty
   */
  public static Ledger read(
      Trino trino, Brand brand, Optional<String> source, Optional<LocalDate> day)
      throws SQLException {
    String topic = source.map(brand::topic).orElse("");
    Map<String, String> whole = Map.of("brand", brand.id(), "topic", topic);
    String rows =
        day.map(
                date ->
                    Templates.fill(
                        "sql/ledger_day.sql",
                        Map.of("brand", brand.id(), "topic", topic, "day", date.toString())))
            .orElseGet(() -> Templates.fill("sql/ledger.sql", whole));
    String ofDay =
        day.map(date -> "cast(known_at at time zone 'UTC' as date) = date '" + date + "'")
            .orElse("true");
    String reasons =
        Templates.fill(
            "sql/quarantined.sql", Map.of("brand", brand.id(), "topic", topic, "day", ofDay));
    return new Ledger(
        trino.query(rows, Ledger::row),
        trino.query(
            reasons, row -> new Reason(row.getString(1), row.getString(2), row.getLong(3))));
  }

  /**
   * How many offsets have a row, of those that the job has committed; dearer than the ledger, so
   * asked only when that is not good.
   *
   * @param committed per partition, the offset up to which the job has committed
   */
  public static Map<TopicPartition, Long> withRow(
      Trino trino, Brand brand, Map<TopicPartition, Long> committed) throws SQLException {
    if (committed.isEmpty()) {
      return Map.of();
    }
    String below =
        committed.entrySet().stream()
            .map(
                end ->
                    "(kafka_topic = '%s' and kafka_partition = %d and kafka_offset < %d)"
                        .formatted(end.getKey().topic(), end.getKey().partition(), end.getValue()))
            .collect(Collectors.joining(" or "));
    String sql =
        Templates.fill("sql/ledger_committed.sql", Map.of("brand", brand.id(), "below", below));
    return trino
        .query(
            sql,
            row ->
                Map.entry(
                    new TopicPartition(row.getString("topic"), row.getInt("partition")),
                    row.getLong("offsets")))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("offsets"),
        row.getLong("events"),
        row.getLong("duplicates"),
        row.getLong("quarantined"),
        row.getLong("late_waiting"),
        row.getLong("lost"),
        row.getLong("doubled"));
  }

  /** Nothing lost and nothing doubled. */
  public boolean isGood() {
    return rows.stream().allMatch(row -> row.lost == 0 && row.doubled == 0);
  }

  /** Whether each partition has rows up to these offsets, leaving gaps aside. */
  public boolean reaches(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream().allMatch(end -> offsets(end.getKey()) >= end.getValue());
  }

  /** Up to which offset a partition has rows; 0 when it has none. */
  long offsets(TopicPartition partition) {
    return sum(partition, Row::offsets);
  }

  /** Offsets of a partition without a row. */
  long lost(TopicPartition partition) {
    return sum(partition, Row::lost);
  }

  private long sum(TopicPartition partition, ToLongFunction<Row> column) {
    return rows.stream()
        .filter(row -> row.topic.equals(partition.topic()))
        .filter(row -> row.partition == partition.partition())
        .mapToLong(column)
        .sum();
  }

  /** Rows beyond one per offset, of all partitions. */
  long doubled() {
    return rows.stream().mapToLong(Row::doubled).sum();
  }

  /** One line per partition. */
  public String text() {
    TextTable table =
        new TextTable(
            "topic",
            ">partition",
            ">offsets",
            ">events",
            ">duplicates",
            ">quarantined",
            ">late waiting",
            ">lost",
            ">doubled");
    for (Row row : rows) {
      table.row(
          row.topic,
          Integer.toString(row.partition),
          count(row.offsets),
          count(row.events),
          count(row.duplicates),
          count(row.quarantined),
          count(row.lateWaiting),
          count(row.lost),
          count(row.doubled));
    }
    return table.text();
  }

  /** One line per topic and reason. */
  public String reasonsText() {
    TextTable table = new TextTable("topic", "quarantined for", ">records");
    reasons.forEach(reason -> table.row(reason.topic, reason.reason, count(reason.records)));
    return table.text();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
