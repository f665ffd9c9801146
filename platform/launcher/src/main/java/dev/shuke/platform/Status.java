package dev.shuke.platform;

import dev.shuke.platform.chain.PublishedRun;
import dev.shuke.platform.chain.TablesAndTopics;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.part.Platform;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.MemorySampler;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.process.RunFile;
import dev.shuke.platform.text.TextTable;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What runs, and how fresh what it published is. A part that does not run leaves its cells empty;
 * nothing is waited for.
 */
final class Status {
  private static final String NONE = "-";
  private static final DateTimeFormatter SINCE =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

  private final Home home;
  private final Platform platform;
  private final Processes processes;
  private final Clock clock;
  private final Set<String> unanswered = new TreeSet<>();

  Status(Home home, Platform platform, Clock clock) {
    this.home = home;
    this.platform = platform;
    this.processes = home.processes();
    this.clock = clock;
  }

  TextTable processes() {
    TextTable table = new TextTable("process", ">pid", "state", ">port", "since", ">memory");
    for (String name : platform.partNames()) {
      Optional<RunFile> known = processes.find(name);
      if (known.isEmpty()) {
        table.row(name, NONE, "not started", NONE, NONE, NONE);
      } else {
        table.row(cells(known.get()));
      }
    }
    return table;
  }

  private static String[] cells(RunFile process) {
    boolean isRunning = process.isRunning();
    String pid = Long.toString(process.pid());
    String port = process.port() == 0 ? NONE : Integer.toString(process.port());
    String since = SINCE.format(process.startedAt().atZone(ZoneId.systemDefault()));
    String memory =
        isRunning ? TextTable.megabytes(MemorySampler.residentBytes(process.pid())) : NONE;
    return new String[] {process.name(), pid, isRunning ? "running" : "dead", port, since, memory};
  }

  TextTable brands() {
    TextTable table =
        new TextTable(
            "brand", ">events in Kafka", ">published", ">behind", "as of", ">run", "age of run");
    for (BrandPlace brand : platform.brands()) {
      Optional<Long> inKafka = inKafka(brand);
      Optional<PublishedRun> run = newestRun(brand);
      table.row(
          brand.id() + (brand.brand().isSimulated() ? " (simulated)" : ""),
          inKafka.map(Status::count).orElse(NONE),
          run.map(r -> count(r.events())).orElse(NONE),
          inKafka.flatMap(end -> run.map(r -> count(end - r.events()))).orElse(NONE),
          run.map(r -> r.asOf().toString()).orElse(NONE),
          run.map(r -> Long.toString(r.runId())).orElse(NONE),
          age(brand, run));
    }
    return table;
  }

  private String age(BrandPlace brand, Optional<PublishedRun> run) {
    return run.map(r -> TextTable.age(Duration.between(r.finishedAt(), clock.instant())))
        .orElseGet(
            () ->
                unanswered.contains(brand.id())
                    ? "unknown, Trino does not answer"
                    : "nothing published yet");
  }

  private Optional<Long> inKafka(BrandPlace brand) {
    if (home.holdsTopicsOf(brand.brand()) && !processes.isRunning("kafka")) {
      return Optional.empty();
    }
    try (KafkaTopics topics = KafkaTopics.of(brand.brand())) {
      return Optional.of(TablesAndTopics.inKafka(topics, brand.brand()));
    } catch (IllegalStateException doesNotAnswer) {
      return Optional.empty();
    }
  }

  private Optional<PublishedRun> newestRun(BrandPlace brand) {
    try {
      return PublishedRun.newest(new Trino(home), brand.id());
    } catch (SQLException doesNotAnswer) {
      unanswered.add(brand.id());
      return Optional.empty();
    }
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
