package dev.shuke.platform.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * A ledger held against how far the job has told Kafka that its rows are committed. An offset
 * without a row is lost below that, and may still come above it: the tables of one checkpoint are
 * committed one after the other, after a kill when the job is back.
 *
 * @param lost offsets without a row that the job has committed
 * @param pending offsets without a row that it has not
 * @param doubled rows beyond one per offset
 */
public record Balance(List<Gap> lost, List<Gap> pending, long doubled) {
  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::toString);

  public Balance {
    lost = List.copyOf(lost);
    pending = List.copyOf(pending);
  }

  /**
   * Offsets of one partition that have no row.
   *
   * @param committed up to where the job has committed the partition
   */
  public record Gap(TopicPartition partition, long offsets, long committed) {}

  /** What is to be made of it. */
  public enum State {
    GOOD,
    /** Nothing is lost as far as can be known now; ask again. */
    PENDING,
    ALARM
  }

  /**
   * The balance of whole partitions.
   *
   * @param committed up to where the job has committed, asked before the tables
   * @param withRow how many offsets below that have a row
   */
  public static Balance of(
      Ledger ledger, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> withRow) {
    List<Gap> lost = new ArrayList<>();
    List<Gap> pending = new ArrayList<>();
    for (TopicPartition partition : partitions(ledger, committed)) {
      long end = committed.getOrDefault(partition, 0L);
      long below = missing(partition, committed, withRow);
      add(lost, partition, below, end);
      if (ledger.offsets(partition) > end) {
        add(pending, partition, ledger.lost(partition) - below, end);
      }
    }
    return new Balance(lost, pending, ledger.doubled());
  }

  /**
   * The balance of one day. Which day a missing offset was of nobody knows, so those that a
   * partition lacks below its committed end are taken for those that the day lacks.
   */
  public static Balance ofDay(
      Ledger day, Map<TopicPartition, Long> committed, Map<TopicPartition, Long> withRow) {
    List<Gap> lost = new ArrayList<>();
    List<Gap> pending = new ArrayList<>();
    for (TopicPartition partition : partitions(day, Map.of())) {
      long end = committed.getOrDefault(partition, 0L);
      long below = Math.min(day.lost(partition), missing(partition, committed, withRow));
      add(lost, partition, below, end);
      add(pending, partition, day.lost(partition) - below, end);
    }
    return new Balance(lost, pending, day.doubled());
  }

  private static Set<TopicPartition> partitions(
      Ledger ledger, Map<TopicPartition, Long> committed) {
    Set<TopicPartition> partitions = new TreeSet<>(BY_NAME);
    ledger.rows().forEach(row -> partitions.add(new TopicPartition(row.topic(), row.partition())));
    partitions.addAll(committed.keySet());
    return partitions;
  }

  private static long missing(
      TopicPartition partition,
      Map<TopicPartition, Long> committed,
      Map<TopicPartition, Long> withRow) {
    return committed.getOrDefault(partition, 0L) - withRow.getOrDefault(partition, 0L);
  }

  private static void add(List<Gap> gaps, TopicPartition partition, long offsets, long committed) {
    if (offsets > 0) {
      gaps.add(new Gap(partition, offsets, committed));
    }
  }

  public State state() {
    if (!lost.isEmpty() || doubled > 0) {
      return State.ALARM;
    }
    return pending.isEmpty() ? State.GOOD : State.PENDING;
  }

  /** One line per gap, and what to make of them. */
  public String text(String brand) {
    List<String> lines = new ArrayList<>();
    lost.forEach(gap -> lines.add(line("%s: %,d offsets below %,d have no row", gap)));
    pending.forEach(gap -> lines.add(line("%s: %,d offsets from %,d on have no row yet", gap)));
    switch (state()) {
      case GOOD -> lines.add("Nothing is lost, nothing is counted twice.");
      case PENDING ->
          lines.add(
              "Nothing is lost yet, nothing is counted twice: the Flink job of %s has not committed these offsets. It is committing them just now, or it is down: ./shuke status shows whether it runs, ./shuke up starts it; then ask again."
                  .formatted(brand));
      case ALARM -> lines.add("EVENTS ARE LOST OR COUNTED TWICE.");
    }
    if (!lost.isEmpty()) {
      // A job that was killed may have told Kafka of a checkpoint and not yet all tables.
      lines.add(
          "The Flink job of %s has committed the offsets that have no row. If it is down (./shuke status), run ./shuke up and ask again: it may hold the rest of its last commit."
              .formatted(brand));
    }
    return String.join("\n", lines);
  }

  private static String line(String format, Gap gap) {
    return String.format(Locale.ROOT, format, gap.partition, gap.offsets, gap.committed);
  }
}
