package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.quarantine.Seal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Computes the brands given in one Spark process. */
@Command(
    name = "daily-chain",
    mixinStandardHelpOptions = true,
    description =
        "Admits late arrivals, links identities, builds orders and timelines, folds tags, counts stores and publishes."
            + " With --as-of computes a past date instead, into tags.as_of.")
public final class DailyChain implements Callable<Integer> {

  /** More would share the same two cores and need more memory. */
  private static final int MOST_AT_ONCE = 2;

  private final JobMetrics metrics = new JobMetrics("shuke_daily_chain");

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

  @Option(names = "--metrics-file", paramLabel = "FILE", description = JobMetrics.OPTION)
  private @Nullable Path metricsFile;

  @Option(names = "--verbose", description = "Print stack traces.")
  private boolean isVerbose;

  /**
   * Exits 0 when every brand was computed, 1 when one failed, 2 on wrong arguments or
   * configuration.
   */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  static CommandLine command() {
    CommandLine command = new CommandLine(new DailyChain());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          System.err.println(failure.getMessage());
          return 1;
        });
    return command;
  }

  @Override
  public Integer call() throws Exception {
    try {
      JobMetrics.check(metricsFile);
      List<Brand> brands = brandFiles.stream().map(Brand::read).toList();
      // A key that cannot be used is found before any work; a past date admits nothing.
      if (asOf == null) {
        brands.forEach(brand -> brand.quarantineKey().ifPresent(Seal::read));
      }
      try (SparkSession spark = SparkSessions.open(brands)) {
        int code = compute(spark, brands);
        metrics.write(metricsFile);
        return code;
      }
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      return 2;
    }
  }

  /**
   * Brands side by side: while one plans on the driver, the other uses the cores. One that fails
   * does not keep the others.
   */
  private int compute(SparkSession spark, List<Brand> brands) throws Exception {
    // The only clock of a run: its start and end, and the as-of date of brands that follow it.
    Clock clock = Clock.systemUTC();
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(brands.size(), MOST_AT_ONCE));
    try {
      List<Callable<Boolean>> chains =
          brands.stream()
              .map(brand -> (Callable<Boolean>) () -> isComputed(spark, brand, clock))
              .toList();
      boolean isGood = true;
      for (Future<Boolean> done : threads.invokeAll(chains)) {
        isGood &= done.get();
      }
      return isGood ? 0 : 1;
    } finally {
      threads.shutdown();
    }
  }

  private boolean isComputed(SparkSession spark, Brand brand, Clock clock) {
    boolean isGood = false;
    try {
      // A session of its own: steps name temporary views.
      BrandChain chain =
          new BrandChain(
              spark.newSession(), brand, clock, new Progress(System.out, clock, metrics));
      LocalDate date = asOf;
      print(brand, date == null ? chain.publish() : chain.asOf(date));
      isGood = true;
    } catch (Exception e) {
      System.err.println("Brand " + brand.id() + ": " + e.getMessage());
      if (isVerbose) {
        e.printStackTrace();
      }
    }
    metrics.ended(brand.id(), isGood, clock.instant());
    return isGood;
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
