package dev.shuke.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs {@link FoldBenchmark} and prints rows a second, bytes a row and the ratio. */
@Command(
    name = "fold",
    mixinStandardHelpOptions = true,
    description = "Time the fold of all shipped tags, and of two of them beside the same by hand.")
public final class FoldReport implements Callable<Integer> {

  private static final List<Integer> ROWS = List.of(10, 100, 1_000);
  private static final int ITERATIONS = 3;
  private static final double NANOS_OF_SECOND = 1e9;

  /** What the profiler calls the bytes that one call allocates. */
  private static final String BYTES_OF_CALL = "gc.alloc.rate.norm";

  @Option(names = "--forks", description = "Processes of 3 measurements each; 3 unless told.")
  private int forks = 3;

  /** Medians of one benchmark. */
  private record Figure(double rowsPerSecond, double bytesPerRow) {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FoldReport()).execute(arguments));
  }

  @Override
  public Integer call() throws RunnerException {
    List<String> lines = new ArrayList<>();
    for (int rows : ROWS) {
      Figure all = figure("allDefinitions", rows);
      Figure compiled = figure("twoCompiled", rows);
      Figure byHand = figure("twoByHand", rows);
      lines.add(
          told(
              "%,5d rows a customer: all tags %,10.0f rows/s, %,5.0f bytes a row; rfm and"
                  + " most_visited_store %,10.0f compiled, %,10.0f by hand, ratio %.2f (asked: 0.5)",
              rows,
              all.rowsPerSecond,
              all.bytesPerRow,
              compiled.rowsPerSecond,
              byHand.rowsPerSecond,
              compiled.rowsPerSecond / byHand.rowsPerSecond));
    }
    System.out.printf(
        "%nRows a second of CPU time, medians of %d measurements of 1 s%n", forks * ITERATIONS);
    lines.forEach(System.out::println);
    return 0;
  }

  private Figure figure(String benchmark, int rows) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(FoldBenchmark.class.getName() + "\\." + benchmark + "$")
            .param("rows", Integer.toString(rows))
            .forks(forks)
            .warmupIterations(ITERATIONS)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuTime.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Figure figure = figure(new Runner(options).run(), rows);
    System.out.println(
        told(
            "%s, %d rows: %,.0f rows/s, %,.0f bytes a row",
            benchmark, rows, figure.rowsPerSecond, figure.bytesPerRow));
    return figure;
  }

  private static Figure figure(Collection<RunResult> results, int rows) {
    RunResult result = results.iterator().next();
    long rowsOfCall = (long) rows * FoldBenchmark.customers(rows);
    return new Figure(
        rowsOfCall * NANOS_OF_SECOND / median(result, CpuTime.NANOS_OF_CALL),
        median(result, BYTES_OF_CALL) / rowsOfCall);
  }

  private static double median(RunResult result, String figure) {
    return Objects.requireNonNull(result.getSecondaryResults().get(figure), figure)
        .getStatistics()
        .getPercentile(50);
  }

  private static String told(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
