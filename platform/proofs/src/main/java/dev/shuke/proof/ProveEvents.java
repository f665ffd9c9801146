package dev.shuke.proof;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long proofs of the events' way, one after the other; {@code mvn verify} runs a share. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description =
        "Break the processes while events flow, then hold every row against what was sent. Uses a platform of its own. R8, R9 and R16 are './shuke prove catalogs'.")
public final class ProveEvents implements Callable<Integer> {

  /** In the order in which they run. */
  private enum Proof {
    R1,
    R2,
    R3,
    R5,
    R6,
    R7,
    R10,
    R15,
    R29,
    LEDGER,
    BRANDS,
    R13
  }

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

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Times that the job ends at each named point; 5 unless told.")
  private int seeds = 5;

  @Option(
      names = "--longest-freeze",
      paramLabel = "SECONDS",
      description = "Of a frozen process, 5 or more; 10 unless told.")
  private int longestFreeze = 10;

  @Option(
      names = "--care-minutes",
      paramLabel = "N",
      description = "How long table care is repeated; 2 unless told.")
  private int careMinutes = 2;

  @Option(
      names = "--only",
      paramLabel = "R",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}; all unless told.")
  private Set<Proof> only = EnumSet.allOf(Proof.class);

  @Option(names = "--verbose", description = "Print stack traces.")
  private boolean isVerbose;

  /** Exits 0 when every proof passed, 1 when one failed, 2 on wrong arguments. */
  public static void main(String[] arguments) {
    ProveEvents proof = new ProveEvents();
    CommandLine command = new CommandLine(proof);
    command.setCaseInsensitiveEnumValuesAllowed(true);
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
    int passed = 0;
    try (Stage stage = Stage.open(Home.ofThisProcess().root(), seed, new Progress(System.out))) {
      for (Callable<ProofResult> proof : chosen(stage)) {
        ProofResult result = proof.call();
        System.out.println(result);
        if (!result.isPassed()) {
          // What is wrong in the tables now would be found by the others again.
          System.out.printf("%d passed, one failed, the others were not run%n", passed);
          return 1;
        }
        passed++;
      }
    }
    System.out.printf("All %d proofs passed%n", passed);
    return 0;
  }

  private List<Callable<ProofResult>> chosen(Stage stage) {
    List<Callable<ProofResult>> proofs = new ArrayList<>();
    if (only.contains(Proof.R1)) {
      proofs.add(() -> new KillProof(stage, seed).run(events, kills, perSecond));
    }
    if (only.contains(Proof.R2)) {
      LongStream.range(seed, seed + seeds)
          .forEach(fault -> proofs.add(() -> new CrashProof(stage, fault).run()));
    }
    if (only.contains(Proof.R3)) {
      proofs.add(() -> new BrokerProof(stage, seed).run());
    }
    if (only.contains(Proof.R5)) {
      proofs.add(() -> new FreezeProof(stage, seed).run(longestFreeze));
    }
    if (only.contains(Proof.R6)) {
      proofs.add(() -> new HandoverProof(stage, seed).run());
    }
    if (only.contains(Proof.R7)) {
      proofs.add(() -> new RefusalProof(stage, seed).run());
    }
    if (only.contains(Proof.R10)) {
      proofs.add(() -> new DiskFullProof(stage, seed).run());
    }
    if (only.contains(Proof.R15)) {
      proofs.add(() -> new CareProof(stage, seed).run(Duration.ofMinutes(careMinutes)));
    }
    if (only.contains(Proof.R29)) {
      proofs.add(() -> new SchemaProof(stage, seed).run());
    }
    if (only.contains(Proof.LEDGER)) {
      proofs.add(() -> new LedgerProof(stage, seed).run());
    }
    if (only.contains(Proof.BRANDS)) {
      proofs.add(() -> new LifeProof(stage, seed).run());
      proofs.add(() -> new ApartProof(stage, seed).run());
    }
    if (only.contains(Proof.R13)) {
      proofs.add(() -> new VarietyProof(stage, seed).run(events));
    }
    return proofs;
  }
}
