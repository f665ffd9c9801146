package dev.shuke.platform;

import dev.shuke.platform.home.BuildProperties;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = "Measure, beside the least that could be done; best with nothing else running.",
    subcommands = {
      BenchCommand.Events.class,
      BenchCommand.Admit.class,
      BenchCommand.State.class,
      BenchCommand.Fold.class
    })
final class BenchCommand {

  private static int run(Program program, List<String> javaOptions, List<String> arguments) {
    Home home = Home.ofThisProcess();
    home.createTemporary();
    return Foreground.run(
        "the benchmark",
        program.command(home, Jdk.javaOfThisProcess(), javaOptions, arguments),
        System.out::println,
        handle -> {});
  }

  @Command(
      name = "events",
      description =
          "Time the Flink job beside raw parsing and Parquet encoding of the same orders.")
  static final class Events implements Callable<Integer> {
    @Option(
        names = "--orders",
        paramLabel = "N",
        defaultValue = "3000000",
        description = "Simulated orders of one run of the job; ${DEFAULT-VALUE} unless told.")
    private int orders;

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "9",
        description = "Runs of each; the median counts; ${DEFAULT-VALUE} unless told.")
    private int runs;

    @Override
    public Integer call() {
      return run(
          Program.BENCH_EVENTS,
          List.of(),
          List.of("--orders", Integer.toString(orders), "--runs", Integer.toString(runs)));
    }
  }

  @Command(
      name = "admit",
      description = "Time the admission of late orders beside DuckDB with the same files.")
  static final class Admit implements Callable<Integer> {
    @Option(
        names = "--orders",
        paramLabel = "N",
        defaultValue = "5000000",
        description = "Simulated late orders; ${DEFAULT-VALUE} unless told.")
    private long orders;

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "3",
        description = "Runs of each; the median counts; ${DEFAULT-VALUE} unless told.")
    private int runs;

    @Override
    public Integer call() {
      return run(
          Program.BENCH_ADMIT,
          BuildProperties.sparkOptions(),
          List.of("--orders", Long.toString(orders), "--runs", Integer.toString(runs)));
    }
  }

  @Command(
      name = "state",
      description = "Watch the Flink job's memory while it remembers the ids of 24 hours.")
  static final class State implements Callable<Integer> {
    @Option(
        names = "--per-hour",
        paramLabel = "N",
        defaultValue = "1000000",
        description = "Simulated orders of an hour; ${DEFAULT-VALUE} unless told.")
    private long perHour;

    @Option(
        names = "--hours",
        paramLabel = "N",
        defaultValue = "30",
        description = "Hours of the broker's time; ${DEFAULT-VALUE} unless told.")
    private int hours;

    @Override
    public Integer call() {
      return run(
          Program.BENCH_STATE,
          List.of(),
          List.of("--per-hour", Long.toString(perHour), "--hours", Integer.toString(hours)));
    }
  }

  @Command(
      name = "fold",
      description = "Time the fold of all shipped tags, and of two beside the same by hand.")
  static final class Fold implements Callable<Integer> {
    @Option(
        names = "--forks",
        paramLabel = "N",
        defaultValue = "3",
        description = "Processes of 3 measurements each; ${DEFAULT-VALUE} unless told.")
    private int forks;

    @Override
    public Integer call() {
      return run(Program.BENCH_FOLD, List.of(), List.of("--forks", Integer.toString(forks)));
    }
  }
}
