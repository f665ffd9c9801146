package dev.shuke.platform;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "language",
    description =
        "Hold the fold of rules against the naive evaluator on random cases; starts no platform.")
final class ProveLanguageCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Every case follows from it; ${DEFAULT-VALUE} unless told.")
  private long seed;

  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Random cases; ${DEFAULT-VALUE} unless told.")
  private long cases;

  @Override
  public Integer call() {
    Home home = Home.ofThisProcess();
    home.createTemporary();
    return Foreground.run(
        "the proof",
        Program.PROVE_LANGUAGE.command(
            home, List.of("--seed", Long.toString(seed), "--cases", Long.toString(cases))),
        System.out::println,
        handle -> {});
  }
}
