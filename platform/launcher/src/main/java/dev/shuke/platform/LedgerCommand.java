package dev.shuke.platform;

import dev.shuke.event.EventType;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.ledger.Balance;
import dev.shuke.platform.ledger.Ledger;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Waiting;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "ledger",
    description = {
      "Show what each Kafka offset became.",
      "Ends with 1 when one is lost or counted twice; with 3 when some have no row yet that the Flink job has not"
          + " committed, because it is committing just now or is down: ask again. A commit is given 30 s."
    })
final class LedgerCommand implements Callable<Integer> {
  private static final int PENDING = 3;
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(30);

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
    Balance.State worst = Balance.State.GOOD;
    for (BrandPlace place : new Brands(home).namedOrAll(Optional.ofNullable(brand))) {
      Balance.State state = show(home, place);
      worst = state.compareTo(worst) > 0 ? state : worst;
    }
    return switch (worst) {
      case GOOD -> 0;
      case PENDING -> PENDING;
      case ALARM -> 1;
    };
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

  private Balance.State show(Home home, BrandPlace place) {
    // Before the tables are asked, so that these can only know more.
    Map<TopicPartition, Long> committed = committed(place);
    Ledger[] newest = {ledger(home, place)};
    if (!isWhole(newest[0], committed)) {
      // The tables of a checkpoint, and Kafka, hear of it one after the other.
      boolean unused =
          Waiting.within(
              COMMIT_LIMIT,
              () -> {
                newest[0] = ledger(home, place);
                return isWhole(newest[0], committed);
              });
    }
    Ledger ledger = newest[0];
    Balance balance = balance(home, place, ledger, committed);
    System.out.printf("%s%n%s%n", place.id(), ledger.text());
    if (!ledger.reasons().isEmpty()) {
      System.out.printf("%n%s%n", ledger.reasonsText());
    }
    System.out.printf("%n%s%n%n", balance.text(place.id()));
    return balance.state();
  }

  /** The rows of a single day do not tell up to which offset there are rows. */
  private boolean isWhole(Ledger ledger, Map<TopicPartition, Long> committed) {
    return ledger.isGood() && (day != null || ledger.reaches(committed));
  }

  private Balance balance(
      Home home, BrandPlace place, Ledger ledger, Map<TopicPartition, Long> committed) {
    Map<TopicPartition, Long> withRow =
        isWhole(ledger, committed)
            ? committed
            : ask(place, () -> Ledger.withRow(new Trino(home), place.brand(), committed));
    return day == null
        ? Balance.of(ledger, committed, withRow)
        : Balance.ofDay(ledger, committed, withRow);
  }

  /**
   * The tables alone cannot show the loss of the newest offsets, nor tell a loss from a commit at
   * work; but the job tells Kafka how far it has committed.
   */
  private Map<TopicPartition, Long> committed(BrandPlace place) {
    try (KafkaTopics topics = KafkaTopics.of(place.brand())) {
      Map<TopicPartition, Long> committed = new HashMap<>(topics.committedOffsets(place.brand()));
      if (source != null) {
        committed.keySet().removeIf(at -> !at.topic().equals(place.brand().topic(source)));
      }
      return committed;
    }
  }

  private Ledger ledger(Home home, BrandPlace place) {
    return ask(
        place,
        () ->
            Ledger.read(
                new Trino(home),
                place.brand(),
                Optional.ofNullable(source),
                Optional.ofNullable(day)));
  }

  /** Something that Trino is asked. */
  private interface Question<T> {
    T ask() throws SQLException;
  }

  private static <T> T ask(BrandPlace place, Question<T> question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw ShukeException.failed(
          "Trino cannot read the ledger of %s: %s. Is it up (./shuke status)? The tag service makes the ledger when both are up; if it cannot, ./shuke logs tag-service says why.",
          place.id(), e.getMessage());
    }
  }
}
