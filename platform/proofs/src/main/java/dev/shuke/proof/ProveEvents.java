package dev.shuke.proof;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long proofs of the events' way; a share of each runs in {@code mvn verify}. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description =
        "Break the processes while events flow, then hold every row against what was sent. Uses a platform of its own.")
public final class ProveEvents implements Callable<Integer> {

  @Option(names = "--seed", paramLabel = "N", description = "Traffic and faults follow from it.")
  private long seed = 1;

  @Option(names = "--events", paramLabel = "N", description = "Events sent; 1000000 unless told.")
  private long events = 1_000_000;

  @Option(
      names = "--kills",
      paramLabel = "N",
      description = "Times the job is killed; 20 unless told.")
  private int kills = 20;

  @Option(
      names = "--per-second",
      paramLabel = "N",
      description = "Events a second while it is killed; 4000 unless told.")
  private long perSecond = 4_000;

  @Option(names = "--verbose", description = "Print stack traces.")
  private boolean isVerbose;

  /** Exits 0 when every proof passed, 1 when one failed, 2 on wrong arguments. */
  public static void main(String[] arguments) {
    ProveEvents proof = new ProveEvents();
    CommandLine command = new CommandLine(proof);
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          if (proof.isVerbose) {
            failure.printStackTrace();
          }
          System.err.println(failure.getMessage());
          return 1;
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.printf("R1: %,d events, %d kills, seed %d%n", events, kills, seed);
    try (Stage stage = Stage.open(Home.ofThisProcess().root(), seed, new Progress(System.out))) {
      KillProof.Result result = new KillProof(stage, seed).run(events, kills, perSecond);
      System.out.println(result);
      return result.isPassed() ? 0 : 1;
    }
  }
}
