package dev.shuke.proof;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The proofs of each kind of catalog, each kind on a stage of its own. */
@Command(
    name = "catalogs",
    mixinStandardHelpOptions = true,
    description =
        "Run the platform on each kind of catalog and break the catalog while events flow. Uses a platform of its own.")
public final class ProveCatalogs implements Callable<Integer> {

  /** In the order in which they run on one stage. */
  private enum Proof {
    R16,
    R9,
    R8,
    ENGINES
  }

  @Option(names = "--seed", paramLabel = "N", description = "Traffic and faults follow from it.")
  private long seed = 1;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long an outage lasts; 60 unless told.")
  private long seconds = 60;

  @Option(
      names = "--answers",
      paramLabel = "N",
      description = "Answers to commits that are lost; 50 unless told.")
  private int answers = 50;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Events that the engines get; 20000 unless told.")
  private long events = 20_000;

  @Option(
      names = "--commits",
      paramLabel = "N",
      description = "Of each of four writers; 100 unless told.")
  private int commits = 100;

  @Option(
      names = "--only",
      paramLabel = "R",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}; all unless told.")
  private Set<Proof> only = EnumSet.allOf(Proof.class);

  @Option(
      names = "--on",
      paramLabel = "CATALOG",
      split = ",",
      description = "Of ${COMPLETION-CANDIDATES}; all unless told.")
  private Set<CatalogKind> kinds = EnumSet.allOf(CatalogKind.class);

  @Option(names = "--verbose", description = "Print stack traces.")
  private boolean isVerbose;

  /** Exits 0 when every proof passed, 1 when one failed, 2 on wrong arguments. */
  public static void main(String[] arguments) {
    ProveCatalogs proof = new ProveCatalogs();
    CommandLine command = new CommandLine(proof).setCaseInsensitiveEnumValuesAllowed(true);
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
    Path root = Home.ofThisProcess().root();
    for (CatalogKind kind : kinds) {
      try (CatalogStage catalog = CatalogStage.of(kind, root);
          Stage stage = Stage.open(root, seed, new Progress(System.out), catalog::start)) {
        for (Callable<ProofResult> proof : chosen(catalog, stage)) {
          ProofResult result = proof.call();
          System.out.println(result);
          if (!result.isPassed()) {
            System.out.printf("%d passed, one failed, the others were not run%n", passed);
            return 1;
          }
          passed++;
        }
      }
    }
    // Nothing proved is no proof passed.
    System.out.println(
        passed == 0 ? "No such proof on these catalogs" : "All " + passed + " proofs passed");
    return passed == 0 ? 1 : 0;
  }

  private List<Callable<ProofResult>> chosen(CatalogStage catalog, Stage stage) {
    List<Callable<ProofResult>> proofs = new ArrayList<>();
    String on = catalog.kind().text();
    if (only.contains(Proof.R16)) {
      proofs.add(() -> WritersProof.run(on, stage.brand().brand(), commits));
    }
    if (only.contains(Proof.R9) && !catalog.outages().isEmpty()) {
      proofs.add(
          () ->
              new OutageProof(stage, seed, on).run(catalog.outages(), Duration.ofSeconds(seconds)));
    }
    if (only.contains(Proof.R8) && catalog instanceof RestStage rest) {
      proofs.add(() -> new LostAnswerProof(stage, rest.proxy(), seed).run(answers));
    }
    if (only.contains(Proof.ENGINES)) {
      proofs.add(() -> new EnginesProof(stage, catalog, seed).run(events));
    }
    return proofs;
  }
}
