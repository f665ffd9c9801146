package dev.shuke.proof;

import dev.shuke.fold.LanguageProof;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.Progress;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The proof of the rule language; nothing is started for it. */
@Command(
    name = "language",
    mixinStandardHelpOptions = true,
    description =
        "Hold the fold against the naive evaluator on random cases, read what is written or tampered with, and run every test of the language.")
public final class ProveLanguage implements Callable<Integer> {

  private static final int INPUTS = 10_000;
  private static final int STEPS = 20;

  @Option(names = "--seed", paramLabel = "N", description = "Every case follows from it.")
  private long seed = 1;

  @Option(names = "--cases", paramLabel = "N", description = "Random cases; 1000000 unless told.")
  private long cases = 1_000_000;

  private final Progress progress = new Progress(System.out);

  /** Exits 0 when the proof passed, 1 when it failed, 2 on wrong arguments. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ProveLanguage()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      ProofResult result = prove();
      System.out.println(result);
      return result.isPassed() ? 0 : 1;
    } catch (AssertionError wrong) {
      System.out.println(wrong.getMessage());
      System.out.printf("LANGUAGE failed seed=%d cases=%d%n", seed, cases);
      return 1;
    }
  }

  private ProofResult prove() {
    TestExecutionSummary tests = new LanguageTests(progress).run();
    LanguageProof proof = new LanguageProof(seed);
    int examples = proof.examplesHold(parameters());
    progress.say("%d examples of the definitions hold", examples);
    proof.whatIsWrittenReadsBack(INPUTS);
    progress.say("%d rules and as many measures read back, as JSON and as text", INPUTS);
    int refused = proof.tamperedInputIsReadOrRefused(INPUTS);
    progress.say(
        "of 3 x %d inputs tampered with, read as rule and as measure, %d were refused",
        INPUTS, refused);
    AtomicLong passed = new AtomicLong();
    long step = Math.max(1, cases / STEPS);
    proof.foldAgreesWithTheOracle(
        cases,
        more -> {
          long now = passed.addAndGet(more);
          if (now / step > (now - more) / step) {
            progress.say("%,d of %,d cases", now, cases);
          }
        });
    return new Passed(
        seed,
        passed.get(),
        examples,
        refused,
        tests.getTestsSucceededCount(),
        tests.getTestsAbortedCount());
  }

  private static Parameters parameters() {
    Path root = Home.ofThisProcess().root();
    return Parameters.read(root.resolve("platform/brands/simulated/parameters.csv"));
  }

  /** Every part held; one that does not ends the proof. */
  private record Passed(long seed, long cases, int examples, int refused, long tests, long skipped)
      implements ProofResult {
    @Override
    public boolean isPassed() {
      return cases > 0 && examples > 0 && tests > 0;
    }

    @Override
    public String toString() {
      return "LANGUAGE %s seed=%d cases=%d round_trips=%d tampered=%d refused=%d definitions=%d examples=%d tests=%d skipped=%d"
          .formatted(
              isPassed() ? "passed" : "failed",
              seed,
              cases,
              4 * INPUTS,
              3 * INPUTS,
              refused,
              TagCatalogue.shipped().definitions().size(),
              examples,
              tests,
              skipped);
    }
  }
}
