package dev.shuke.platform;

import dev.shuke.event.EventType;
import dev.shuke.event.FieldShape;
import dev.shuke.event.MaskedJson;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.quarantine.Quarantine;
import dev.shuke.platform.quarantine.QuarantinedRecord;
import dev.shuke.platform.text.TextTable;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description =
        "Show one quarantined record; of what may identify a person or is unknown only type and length.")
final class QuarantineShowCommand implements Runnable {
  @Parameters(
      paramLabel = "PLACE",
      description = "As list names it, such as journey.orders-1@4711.")
  private String place = "";

  @Option(names = "--brand", paramLabel = "B", description = "The place's topic tells it already.")
  private @Nullable String brand;

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    RecordPlace at = QuarantineCommand.place(place);
    Quarantine quarantine = QuarantineCommand.of(home, QuarantineCommand.brandOf(home, at, brand));
    QuarantinedRecord record = quarantine.record(at);
    Optional<KeptRecord> kept =
        record.hasBytes()
            ? Optional.ofNullable(quarantine.kept(List.of(at)).get(at))
            : Optional.empty();
    System.out.printf("%s%n%n", head(record, quarantine));
    kept.ifPresentOrElse(
        QuarantineShowCommand::show,
        () -> System.out.println(shape(quarantine.shape(record.place()))));
  }

  private static String head(QuarantinedRecord record, Quarantine quarantine) {
    TextTable table = new TextTable("quarantined", "");
    table.row("place", record.place().toString());
    table.row("known at", QuarantineListCommand.UTC.format(record.knownAt()) + " UTC");
    table.row("type", record.type().map(EventType::ceType).orElse("unknown"));
    table.row("reason", record.reason());
    table.row("field", record.field().isEmpty() ? "the whole record" : record.field());
    table.row("expected", record.expected());
    table.row(
        "bytes",
        record.hasBytes()
            ? "sealed, kept for %d days".formatted(KeptRecord.KEPT.getDays())
            : "none: " + record.whyNoBytes(Instant.now()));
    record
        .replay()
        .ifPresent(
            at ->
                table.row(
                    "replayed",
                    QuarantineListCommand.outcome(at, quarantine.outcomes(List.of(at)))));
    return table.text();
  }

  /**
   * The type a record came with is no personal data; whatever else a header or a key says may be.
   */
  private static void show(KeptRecord kept) {
    TextTable around = new TextTable("header", "value");
    new TreeMap<>(kept.headers())
        .forEach(
            (name, value) ->
                around.row(
                    MaskedJson.shown(name),
                    name.equals("ce_type")
                        ? MaskedJson.shown(value)
                        : "string, length " + value.length()));
    byte[] key = kept.key();
    around.row("(key)", key == null ? "none" : "bytes, length " + key.length);
    System.out.printf("%s%n%n%s%n", around.text(), fields(kept));
  }

  private static String fields(KeptRecord kept) {
    byte[] value = kept.value();
    if (value == null) {
      return "The record has no value.";
    }
    Optional<EventType> type =
        Optional.ofNullable(kept.headers().get("ce_type")).flatMap(EventType::ofCeType);
    TextTable table = new TextTable("field", "value");
    table.row("(bytes)", "bytes, length " + value.length);
    MaskedJson.of(type.orElse(null), value).forEach(line -> table.row(line.field(), line.text()));
    return table.text();
  }

  private static String shape(List<FieldShape> shape) {
    TextTable table = new TextTable("field", "type", ">length");
    shape.forEach(
        field ->
            table.row(
                MaskedJson.shown(field.name()), field.type(), Integer.toString(field.length())));
    return table.text();
  }
}
