package dev.shuke.platform;

import dev.shuke.event.EventType;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.ledger.Ledger;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "ledger",
    description =
        "Show what each Kafka offset became; ends with 1 when one is lost or counted twice.")
final class LedgerCommand implements Callable<Integer> {
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(30);
  private static final Comparator<TopicPartition> BY_NAME =
      Comparator.comparing(TopicPartition::toString);

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "Only this brand; all brands unless told.")
  private @Nullable String brand;

  @Option(
      names = "--source",
      paramLabel = "S",
      description = "Only this source, such as orders; all unless told.")
  private @Nullable String source;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "Only what the broker took on this UTC day; all days unless told.")
  private @Nullable LocalDate day;

  @Override
  public Integer call() {
    Home home = Home.ofThisProcess();
    requireKnownSource();
    boolean isGood = true;
    for (BrandPlace place : new Brands(home).namedOrAll(Optional.ofNullable(brand))) {
      isGood &= show(home, place);
    }
    return isGood ? 0 : 1;
  }

  private void requireKnownSource() {
    Set<String> sources =
        Arrays.stream(EventType.values())
            .map(EventType::source)
            .collect(Collectors.toCollection(TreeSet::new));
    if (source != null && !sources.contains(source)) {
      throw ShukeException.wrongSetup(
          "Unknown source '%s', expected one of %s.", source, String.join(", ", sources));
    }
  }

  private boolean show(Home home, BrandPlace place) {
    // Before the tables are asked, so that these can only know more.
    Map<TopicPartition, Long> committed = committed(home, place);
    Ledger ledger = ledger(home, place);
    if (!missing(ledger, committed).isEmpty()) {
      // Source and sinks hear of a checkpoint one after the other.
      boolean unused =
          Waiting.within(COMMIT_LIMIT, () -> missing(ledger(home, place), committed).isEmpty());
      ledger = ledger(home, place);
    }
    List<String> missing = missing(ledger, committed);
    System.out.printf("%s%n%s%n", place.id(), ledger.text());
    if (!ledger.reasons().isEmpty()) {
      System.out.printf("%n%s%n", ledger.reasonsText());
    }
    missing.forEach(System.out::println);
    boolean isGood = ledger.isGood() && missing.isEmpty();
    System.out.printf(
        "%n%s%n%n",
        isGood
            ? "Nothing is lost, nothing is counted twice."
            : "EVENTS ARE LOST OR COUNTED TWICE.");
    return isGood;
  }

  /**
   * The tables alone cannot show the loss of the newest offsets; but the job tells Kafka how far it
   * has committed. Of a single day nothing can be said so.
   */
  private Map<TopicPartition, Long> committed(Home home, BrandPlace place) {
    if (day != null) {
      return Map.of();
    }
    try (KafkaTopics topics = new KafkaTopics(home.ports().kafka())) {
      Map<TopicPartition, Long> committed = new TreeMap<>(BY_NAME);
      committed.putAll(topics.committedOffsets(place.brand()));
      if (source != null) {
        committed.keySet().removeIf(at -> !at.topic().equals(place.brand().topic(source)));
      }
      return committed;
    }
  }

  private static List<String> missing(Ledger ledger, Map<TopicPartition, Long> committed) {
    return committed.entrySet().stream()
        .filter(
            end -> ledger.offsets(end.getKey().topic(), end.getKey().partition()) < end.getValue())
        .map(
            end ->
                "%s: the job has committed %,d offsets, the tables end at %,d"
                    .formatted(
                        end.getKey(),
                        end.getValue(),
                        ledger.offsets(end.getKey().topic(), end.getKey().partition())))
        .toList();
  }

  private Ledger ledger(Home home, BrandPlace place) {
    try {
      return Ledger.read(
          new Trino(home), place.brand(), Optional.ofNullable(source), Optional.ofNullable(day));
    } catch (SQLException e) {
      throw ShukeException.failed(
          "Trino cannot read the ledger of %s: %s. Is it up (./shuke status), and has %s a published run?",
          place.id(), e.getMessage(), place.id());
    }
  }
}
