package dev.shuke.platform;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.quarantine.Quarantine;
import dev.shuke.platform.quarantine.QuarantinedRecord;
import dev.shuke.platform.quarantine.Replay;
import dev.shuke.platform.quarantine.Selection;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "replay",
    description = {
      "Send quarantined records to Kafka again, after code, contract or configuration was fixed, or with a corrected value.",
      "Each gets a verdict of its own at its new place; the same fact is stored once however often it is replayed."
    })
final class QuarantineReplayCommand implements Runnable {
  @Parameters(
      arity = "0..*",
      paramLabel = "PLACE",
      description = "As list names them; replayed even if they were before.")
  private List<String> places = List.of();

  @Option(
      names = "--reason",
      paramLabel = "R",
      description = "Instead of places: all of this reason not replayed yet.")
  private @Nullable String reason;

  @Option(names = "--source", paramLabel = "S", description = "Of them, those of this source.")
  private @Nullable String source;

  @Option(
      names = "--day",
      paramLabel = "DATE",
      description = "Of them, those that the broker took on this UTC day.")
  private @Nullable LocalDate day;

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "Only this brand; with --reason all brands unless told.")
  private @Nullable String brand;

  @Option(
      names = "--value-file",
      paramLabel = "FILE",
      description = "Send what this file holds instead; for one place.")
  private @Nullable Path valueFile;

  @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
  private boolean isDryRun;

  private final Clock clock = Clock.systemUTC();

  @Override
  public void run() {
    requireOneWay();
    Home home = Home.ofThisProcess();
    if (places.isEmpty()) {
      Selection selection = Selection.of(reason, source, day);
      for (BrandPlace place : new Brands(home).namedOrAll(Optional.ofNullable(brand))) {
        replayAll(home, place, selection);
      }
    } else {
      replayNamed(home);
    }
  }

  private void requireOneWay() {
    boolean isBySelection = reason != null || source != null || day != null;
    if (places.isEmpty() ? reason == null : isBySelection) {
      throw ShukeException.wrongSetup(
          "Name either places, or --reason and perhaps --source and --day; ./shuke quarantine list shows both.");
    }
    if (valueFile != null && places.size() != 1) {
      throw ShukeException.wrongSetup(
          "--value-file is the value of one record, so name one place; %d are named.",
          places.size());
    }
  }

  /** All or none: what cannot be sent is said before anything is. */
  private void replayNamed(Home home) {
    Map<BrandPlace, Map<RecordPlace, KeptRecord>> wanted = new LinkedHashMap<>();
    for (String text : places) {
      RecordPlace place = QuarantineCommand.place(text);
      BrandPlace of = QuarantineCommand.brandOf(home, place, brand);
      KeptRecord record = corrected(kept(QuarantineCommand.of(home, of), place));
      replay(home, of)
          .stillRefused(place, record)
          .ifPresent(
              why -> {
                throw ShukeException.failed(
                    "%s is still refused: %s. Nothing was sent; fix it, or send a corrected value with --value-file.",
                    place, why);
              });
      wanted.computeIfAbsent(of, ignored -> new LinkedHashMap<>()).put(place, record);
    }
    wanted.forEach((of, records) -> send(home, of, records));
  }

  private KeptRecord kept(Quarantine quarantine, RecordPlace place) {
    QuarantinedRecord record = quarantine.record(place);
    return Optional.ofNullable(quarantine.kept(List.of(place)).get(place))
        .orElseThrow(
            () ->
                ShukeException.failed(
                    "%s keeps no bytes, because %s; let its sender send it again.",
                    place, record.whyNoBytes(clock.instant())));
  }

  private KeptRecord corrected(KeptRecord record) {
    if (valueFile == null) {
      return record;
    }
    try {
      return new KeptRecord(record.key(), record.headers(), Files.readAllBytes(valueFile));
    } catch (IOException e) {
      throw ShukeException.wrongSetup(
          "Cannot read --value-file %s; expected a file with the record's JSON.", valueFile);
    }
  }

  private void replayAll(Home home, BrandPlace of, Selection selection) {
    Quarantine quarantine = QuarantineCommand.of(home, of);
    List<QuarantinedRecord> meant = quarantine.records(selection, OptionalInt.empty());
    List<RecordPlace> open =
        meant.stream()
            .filter(record -> record.hasBytes() && record.replay().isEmpty())
            .map(QuarantinedRecord::place)
            .toList();
    Map<RecordPlace, KeptRecord> ready = new LinkedHashMap<>();
    Replay replay = replay(home, of);
    Map<RecordPlace, KeptRecord> kept = open.isEmpty() ? Map.of() : quarantine.kept(open);
    for (RecordPlace place : open) {
      KeptRecord record = kept.get(place);
      if (record != null && replay.stillRefused(place, record).isEmpty()) {
        ready.put(place, record);
      }
    }
    System.out.printf(
        "%s: %d records, of them %d replayed before, %d without bytes, %d still refused, %d to send%n",
        of.id(),
        meant.size(),
        meant.stream().filter(record -> record.replay().isPresent()).count(),
        meant.stream().filter(record -> !record.hasBytes() && record.replay().isEmpty()).count(),
        open.size() - ready.size(),
        ready.size());
    send(home, of, ready);
  }

  private void send(Home home, BrandPlace of, Map<RecordPlace, KeptRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    if (isDryRun) {
      records.keySet().forEach(place -> System.out.println(place + " would be sent again"));
      return;
    }
    Map<RecordPlace, RecordPlace> replays = replay(home, of).send(records, valueFile != null);
    replays.forEach((old, fresh) -> System.out.println(old + " was sent again as " + fresh));
    System.out.printf(
        "Their verdicts stand in ./shuke quarantine list --brand %s once the job has judged them, some seconds from now;"
            + " an old arrival waits for the next daily chain.%n",
        of.id());
  }

  private Replay replay(Home home, BrandPlace of) {
    return new Replay(new Trino(home), of.brand(), clock);
  }
}
