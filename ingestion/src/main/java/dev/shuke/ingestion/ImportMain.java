package dev.shuke.ingestion;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Imports a CSV file: {@code KIND FILE --brand-file F --mapping M [--dry-run]}.
 *
 * <p>Exit 0: all rows were sent; 1: some were refused, or Kafka failed; 2: the command, brand,
 * mapping or file cannot be used, and nothing was sent.
 */
@Command(
    name = "import",
    description = "Sends the rows of a CSV file as events.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ImportMain implements Callable<Integer> {

  private static final int REFUSED_OR_FAILED = 1;
  private static final int WRONG_INPUT = 2;
  private static final int EVENTS_SHOWN = 3;

  private final Path folder;
  private final Function<String, Sink> sinks;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "order, product, member, store or staff")
  @SuppressWarnings("NullAway.Init")
  private Mapping.Kind kind;

  @Parameters(index = "1", paramLabel = "FILE", description = "CSV with a header, plain or gzip")
  @SuppressWarnings("NullAway.Init")
  private Path file;

  @Option(names = "--brand-file", required = true, description = "the brand it belongs to")
  @SuppressWarnings("NullAway.Init")
  private Path brandFile;

  @Option(names = "--mapping", required = true, description = "which column fills which field")
  @SuppressWarnings("NullAway.Init")
  private Path mappingFile;

  @Option(names = "--dry-run", description = "do all but sending and writing")
  private boolean isDryRun;

  @Option(names = "--verbose", description = "with the stack trace of a failure")
  private boolean isVerbose;

  /**
   * @param folder where refused rows are written
   * @param sinks by Kafka bootstrap address
   */
  ImportMain(Path folder, Function<String, Sink> sinks) {
    this.folder = folder;
    this.sinks = sinks;
  }

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(new ImportMain(Path.of(""), KafkaSink::new), out, err, arguments));
  }

  static int run(ImportMain main, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(main)
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (e, args) -> {
              err.println(e.getMessage() + "; --help shows how.");
              return WRONG_INPUT;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      return run();
    } catch (ImportException | ConfigurationException e) {
      return fail(WRONG_INPUT, e);
    } catch (RuntimeException | IOException e) {
      return fail(REFUSED_OR_FAILED, e);
    }
  }

  private int fail(int exitCode, Exception e) {
    PrintWriter err = spec.commandLine().getErr();
    String message = e.getMessage();
    err.println(message == null ? "Import failed: " + e.getClass().getSimpleName() : message);
    if (isVerbose) {
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }

  private int run() throws IOException {
    Brand brand = Brand.read(brandFile);
    requireSource(brand);
    Mapping mapping = MappingReader.read(mappingFile, kind);
    check(mapping);
    Optional<Path> refusedFile =
        isDryRun ? Optional.empty() : Optional.of(RefusedRows.fileFor(folder, file));
    try (CsvFile rows = CsvFile.open(file);
        Sink sink = isDryRun ? Sink.none() : sinks.apply(brand.kafkaBootstrap());
        RefusedRows refused = new RefusedRows(refusedFile)) {
      List<Event> first = new ArrayList<>();
      Importer importer =
          new Importer(mapping, brand, event -> keepFirst(first, event), progress());
      ImportReport report = importer.run(rows, sink, refused);
      print(report, brand, first, refused, refusedFile);
      return report.refused() == 0 ? 0 : REFUSED_OR_FAILED;
    }
  }

  private void requireSource(Brand brand) {
    String source = kind.eventType().source();
    if (!brand.hasSource(source)) {
      throw new ImportException(
          "Brand %s has no source '%s'; its sources are %s."
              .formatted(brand.id(), source, String.join(", ", brand.sources())));
    }
  }

  /** Before the first event is sent: what makes the whole file unusable. */
  private void check(Mapping mapping) throws IOException {
    try (CsvFile rows = CsvFile.open(file)) {
      rows.header().require(file.toString(), mapping.columns());
      RowGroups.check(rows, file.toString(), mapping.groupBy());
    }
  }

  private static void keepFirst(List<Event> first, Event event) {
    if (first.size() < EVENTS_SHOWN) {
      first.add(event);
    }
  }

  private Progress progress() {
    return new Progress(spec.commandLine().getOut(), System::nanoTime);
  }

  private void print(
      ImportReport report,
      Brand brand,
      List<Event> first,
      RefusedRows refused,
      Optional<Path> refusedFile) {
    PrintWriter out = spec.commandLine().getOut();
    if (isDryRun) {
      first.forEach(
          event ->
              out.println("event " + new String(EventJson.write(event), StandardCharsets.UTF_8)));
    }
    refused.reasons().forEach(reason -> out.println("refused " + reason));
    if (refused.groupCount() > refused.reasons().size()) {
      out.println(
          "refused … and %d more".formatted(refused.groupCount() - refused.reasons().size()));
    }
    if (report.refused() > 0) {
      refusedFile.ifPresent(path -> out.println("refused rows are in " + path));
    }
    if (kind == Mapping.Kind.ORDER) {
      out.println(
          "amount_paid=%s %s".formatted(BigDecimal.valueOf(report.paidFen(), 2), brand.currency()));
    }
    out.println((isDryRun ? "dry run, nothing sent: " : "") + report.line());
    out.flush();
  }
}
