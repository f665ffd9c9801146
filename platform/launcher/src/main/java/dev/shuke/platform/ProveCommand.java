package dev.shuke.platform;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "prove",
    description = "Run a long proof, on a platform of its own; what runs already stays untouched.",
    subcommands = {
      ProveCommand.Events.class,
      ProveCatalogsCommand.class,
      ProveLanguageCommand.class
    })
final class ProveCommand {

  @Command(
      name = "events",
      description =
          "Break the Flink job while events flow, then hold every row against what was sent.")
  static final class Events implements Callable<Integer> {
    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description = "Traffic and faults follow from it; ${DEFAULT-VALUE} unless told.")
    private long seed;

    @Option(
        names = "--events",
        paramLabel = "N",
        defaultValue = "1000000",
        description = "Events sent; ${DEFAULT-VALUE} unless told.")
    private long events;

    @Option(
        names = "--kills",
        paramLabel = "N",
        defaultValue = "20",
        description = "${DEFAULT-VALUE} unless told.")
    private int kills;

    @Option(
        names = "--seeds",
        paramLabel = "N",
        defaultValue = "5",
        description = "Times that the job ends at each named point; ${DEFAULT-VALUE} unless told.")
    private int seeds;

    @Option(
        names = "--longest-freeze",
        paramLabel = "SECONDS",
        defaultValue = "10",
        description = "Of a frozen process, 5 or more; ${DEFAULT-VALUE} unless told.")
    private int longestFreeze;

    @Option(
        names = "--care-minutes",
        paramLabel = "N",
        defaultValue = "2",
        description = "How long table care is repeated; ${DEFAULT-VALUE} unless told.")
    private int careMinutes;

    @Option(
        names = "--only",
        paramLabel = "R",
        defaultValue = "R1,R2,R3,R5,R6,R7,R10,R15,R29,BRANDS,R13",
        description = "Of ${DEFAULT-VALUE}; all unless told.")
    private String only = "";

    @Override
    public Integer call() {
      List<String> arguments =
          List.of(
              "--seed", Long.toString(seed),
              "--events", Long.toString(events),
              "--kills", Integer.toString(kills),
              "--seeds", Integer.toString(seeds),
              "--longest-freeze", Integer.toString(longestFreeze),
              "--care-minutes", Integer.toString(careMinutes),
              "--only", only);
      Home home = Home.ofThisProcess();
      home.createTemporary();
      return Foreground.run(
          "the proof",
          Program.PROVE_EVENTS.command(home, arguments),
          System.out::println,
          handle -> {});
    }
  }
}
