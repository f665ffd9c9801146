package dev.shuke.platform;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "catalogs",
    description =
        "Run the platform on SQLite, PostgreSQL and REST catalogs, and break the catalog while events flow.")
final class ProveCatalogsCommand implements Callable<Integer> {
  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Traffic and faults follow from it; ${DEFAULT-VALUE} unless told.")
  private long seed;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long an outage lasts; ${DEFAULT-VALUE} unless told.")
  private long seconds;

  @Option(
      names = "--answers",
      paramLabel = "N",
      defaultValue = "50",
      description = "Answers to commits that are lost; ${DEFAULT-VALUE} unless told.")
  private int answers;

  @Option(
      names = "--events",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Events that the engines get; ${DEFAULT-VALUE} unless told.")
  private long events;

  @Option(
      names = "--commits",
      paramLabel = "N",
      defaultValue = "100",
      description = "Of each of four writers; ${DEFAULT-VALUE} unless told.")
  private int commits;

  @Option(
      names = "--only",
      paramLabel = "R",
      defaultValue = "R16,R9,R8,ENGINES",
      description = "Of ${DEFAULT-VALUE}; all unless told.")
  private String only = "";

  @Option(
      names = "--on",
      paramLabel = "CATALOG",
      defaultValue = "sqlite,postgresql,rest",
      description = "Of ${DEFAULT-VALUE}; all unless told.")
  private String on = "";

  @Override
  public Integer call() {
    List<String> arguments =
        List.of(
            "--seed", Long.toString(seed),
            "--seconds", Long.toString(seconds),
            "--answers", Integer.toString(answers),
            "--events", Long.toString(events),
            "--commits", Integer.toString(commits),
            "--only", only,
            "--on", on);
    Home home = Home.ofThisProcess();
    home.createTemporary();
    return Foreground.run(
        "the proof",
        Program.PROVE_CATALOGS.command(home, arguments),
        System.out::println,
        handle -> {});
  }
}
