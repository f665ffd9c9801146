package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Keeps the tables of the brands given small and quick to read. */
@Command(
    name = "table-care",
    mixinStandardHelpOptions = true,
    description =
        "Drops judged days of late arrivals and the bytes of old quarantined records, compacts small files, expires"
            + " old snapshots and removes orphan files;"
            + " safe beside the Flink job and the daily chain.")
public final class TableCare implements Callable<Integer> {

  @Option(
      names = "--brand-file",
      required = true,
      paramLabel = "FILE",
      description = "A brand to care for; may be repeated.")
  private List<Path> brandFiles = List.of();

  @Option(
      names = "--keep-snapshots",
      paramLabel = "DURATION",
      description = "Younger snapshots stay, 3d unless told.")
  private Duration keepSnapshots = Duration.ofDays(3);

  @Option(
      names = "--orphan-age",
      paramLabel = "DURATION",
      description = "Younger orphan files stay, 24h unless told, which is the least.")
  private Duration orphanAge = Duration.ofHours(24);

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean isDryRun;

  @Option(names = "--metrics-file", paramLabel = "FILE", description = JobMetrics.OPTION)
  private @Nullable Path metricsFile;

  @Option(names = "--verbose", description = "Print stack traces.")
  private boolean isVerbose;

  private final JobMetrics metrics = new JobMetrics("shuke_table_care");

  /**
   * Exits 0 when every brand was cared for, 1 when a table of one failed, 2 on wrong arguments or
   * configuration.
   */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  static CommandLine command() {
    CommandLine command = new CommandLine(new TableCare());
    command.registerConverter(Duration.class, TableCare::duration);
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          System.err.println(failure.getMessage());
          return 1;
        });
    return command;
  }

  private static Duration duration(String text) {
    try {
      // ISO-8601 sets days apart from hours.
      return Duration.parse((text.toLowerCase(Locale.ROOT).endsWith("d") ? "P" : "PT") + text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "expected a duration such as 3d or 36h but was '" + text + "'");
    }
  }

  @Override
  public Integer call() throws Exception {
    try {
      JobMetrics.check(metricsFile);
      CareOptions options = new CareOptions(keepSnapshots, orphanAge, isDryRun);
      List<Brand> brands = brandFiles.stream().map(Brand::read).toList();
      try (SparkSession spark = SparkSessions.open(brands)) {
        int code = care(spark, brands, options);
        metrics.write(metricsFile);
        return code;
      }
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  /** One brand that fails does not keep the others. */
  private int care(SparkSession spark, List<Brand> brands, CareOptions options) {
    // The only clock of care: what is old is reckoned from it.
    Clock clock = Clock.systemUTC();
    Progress progress = new Progress(System.out, clock, metrics);
    boolean isGood = true;
    for (Brand brand : brands) {
      boolean isCaredFor = false;
      try {
        new BrandCare(spark, brand, clock, progress, options).run();
        isCaredFor = true;
      } catch (Exception e) {
        System.err.println("Brand " + brand.id() + ": " + e.getMessage());
        if (isVerbose) {
          e.printStackTrace();
        }
      }
      metrics.ended(brand.id(), isCaredFor, clock.instant());
      isGood &= isCaredFor;
    }
    return isGood ? 0 : 1;
  }
}
