package dev.shuke.platform;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.quarantine.Quarantine;
import dev.shuke.platform.quarantine.QuarantinedRecord;
import dev.shuke.platform.quarantine.Selection;
import dev.shuke.platform.text.TextTable;
import dev.shuke.quarantine.RecordPlace;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description =
        "List quarantined records, newest first: why, whether they can be replayed, and what became of a replay.")
final class QuarantineListCommand implements Runnable {
  static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int WIDEST = 60;

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "Only this brand; all brands unless told.")
  private @Nullable String brand;

  @Option(names = "--reason", paramLabel = "R", description = "Only this reason.")
  private @Nullable String reason;

  @Option(names = "--source", paramLabel = "S", description = "Only this source, such as orders.")
  private @Nullable String source;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "Only what the broker took on this UTC day.")
  private @Nullable LocalDate day;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many of a brand; ${DEFAULT-VALUE} unless told.")
  private int limit;

  @Override
  public void run() {
    if (limit < 1) {
      throw ShukeException.wrongSetup("--limit is %d, expected 1 or more.", limit);
    }
    Selection selection = Selection.of(reason, source, day);
    Home home = Home.ofThisProcess();
    for (BrandPlace place : new Brands(home).namedOrAll(Optional.ofNullable(brand))) {
      show(QuarantineCommand.of(home, place), selection);
    }
  }

  private void show(Quarantine quarantine, Selection selection) {
    List<Quarantine.Reason> reasons = quarantine.reasons(selection);
    System.out.println(quarantine.brand().id());
    if (reasons.isEmpty()) {
      System.out.printf("Nothing is quarantined.%n%n");
      return;
    }
    List<QuarantinedRecord> records = quarantine.records(selection, OptionalInt.of(limit));
    System.out.println(table(records, quarantine));
    long more = reasons.stream().mapToLong(Quarantine.Reason::records).sum() - records.size();
    if (more > 0) {
      System.out.printf(Locale.ROOT, "and %,d more%n", more);
    }
    System.out.printf("%n%s%n%n", counts(reasons));
  }

  private static String table(List<QuarantinedRecord> records, Quarantine quarantine) {
    Map<RecordPlace, String> outcomes =
        quarantine.outcomes(records.stream().flatMap(record -> record.replay().stream()).toList());
    TextTable table =
        new TextTable(
            "place", "known at (utc)", "reason", "field", "expected", "bytes", "replayed");
    for (QuarantinedRecord record : records) {
      table.row(
          record.place().toString(),
          UTC.format(record.knownAt()),
          record.reason(),
          record.field(),
          cut(record.expected()),
          record.hasBytes() ? "sealed" : "-",
          record.replay().map(at -> outcome(at, outcomes)).orElse("-"));
    }
    return table.text();
  }

  /** Where the replay lies and its verdict, or that it has none yet. */
  static String outcome(RecordPlace replay, Map<RecordPlace, String> outcomes) {
    return replay + ": " + outcomes.getOrDefault(replay, "not in the tables yet");
  }

  private static String counts(List<Quarantine.Reason> reasons) {
    TextTable table = new TextTable("quarantined for", ">records", ">with bytes", ">replayed");
    for (Quarantine.Reason reason : reasons) {
      table.row(
          reason.reason(),
          count(reason.records()),
          count(reason.withBytes()),
          count(reason.replayed()));
    }
    return table.text();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
  }
}
