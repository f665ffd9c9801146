package dev.shuke.platform;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = "Measure, beside the least that could be done; best with nothing else running.",
    subcommands = BenchCommand.Events.class)
final class BenchCommand {

  @Command(
      name = "events",
      description =
          "Time the Flink job beside raw parsing and Parquet encoding of the same orders.")
  static final class Events implements Callable<Integer> {
    @Option(
        names = "--orders",
        paramLabel = "N",
        defaultValue = "1000000",
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
      Home home = Home.ofThisProcess();
      home.createTemporary();
      List<String> arguments =
          List.of("--orders", Integer.toString(orders), "--runs", Integer.toString(runs));
      return Foreground.run(
          "the benchmark",
          Program.BENCH_EVENTS.command(home, arguments),
          System.out::println,
          handle -> {});
    }
  }
}
