package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Computes the brands given, one after the other, in one Spark process. */
@Command(
    name = "daily-chain",
    mixinStandardHelpOptions = true,
    description =
        "Admits late arrivals, links identities, builds orders and timelines, folds tags, counts stores and publishes."
            + " With --as-of computes a past date instead, into tags.as_of.")
public final class DailyChain implements Callable<Integer> {

  @Option(
      names = "--brand-file",
      required = true,
      paramLabel = "FILE",
      description = "A brand to compute; may be repeated.")
  private List<Path> brandFiles = List.of();

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "A past business date, such as 2017-09-30.")
  private @Nullable LocalDate asOf;

  @Option(names = "--verbose", description = "Print stack traces.")
  private boolean isVerbose;

  /**
   * Exits 0 when every brand was computed, 1 when one failed, 2 on wrong arguments or
   * configuration.
   */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new DailyChain());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          System.err.println(failure.getMessage());
          return 1;
        });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try {
      List<Brand> brands = brandFiles.stream().map(Brand::read).toList();
      try (SparkSession spark = SparkSessions.open(brands)) {
        return compute(spark, brands);
      }
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  /** A brand that fails does not keep the others from being computed. */
  private int compute(SparkSession spark, List<Brand> brands) {
    // The only clock of a run: its start and end, and the as-of date of brands that follow it.
    Clock clock = Clock.systemUTC();
    int exit = 0;
    for (Brand brand : brands) {
      try {
        BrandChain chain = new BrandChain(spark, brand, clock, new Progress(System.out, clock));
        LocalDate date = asOf;
        print(brand, date == null ? chain.publish() : chain.asOf(date));
      } catch (Exception e) {
        exit = 1;
        System.err.println("Brand " + brand.id() + ": " + e.getMessage());
        if (isVerbose) {
          e.printStackTrace();
        }
      }
    }
    return exit;
  }

  private void print(Brand brand, BrandChain.Result result) {
    System.out.printf(
        "%s run=%d kind=%s as_of=%s customers=%d values=%d content_hash=%s%n",
        brand.id(),
        result.runId(),
        asOf == null ? RunTables.PUBLISHED : RunTables.AS_OF,
        result.asOf(),
        result.customers(),
        result.values(),
        result.contentHash());
  }
}
