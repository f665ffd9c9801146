package dev.shuke.fold;

import dev.shuke.rule.HostileRules;
import dev.shuke.rule.RoundTrips;
import dev.shuke.tag.Example;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * The parts of the proof of the rule language, of any size; the tests run a share. Each part
 * returns when it holds, else it throws an {@link AssertionError} that tells the case.
 */
public final class LanguageProof {

  private static final int CASES_AT_A_TIME = 500;

  private final long seed;

  public LanguageProof(long seed) {
    this.seed = seed;
  }

  /**
   * Asks the fold and the oracle the same random questions, on each day up to the next change that
   * the fold names, on all cores.
   *
   * @param done is told how many cases more have passed
   */
  public void foldAgreesWithTheOracle(long cases, LongConsumer done) {
    Agreement agreement = new Agreement(new Fold());
    // The cases of different seeds are different ones.
    long first = seed << Integer.SIZE;
    LongStream.iterate(0, from -> from < cases, from -> from + CASES_AT_A_TIME)
        .parallel()
        .forEach(
            from -> {
              int count = (int) Math.min(CASES_AT_A_TIME, cases - from);
              agreement.holds(first + from, count);
              done.accept(count);
            });
  }

  /** Writes so many rules and so many measures as JSON and as text, and reads them back. */
  public void whatIsWrittenReadsBack(int count) {
    RoundTrips.json(seed, count);
    RoundTrips.text(seed, count);
  }

  /**
   * Reads so many pieces of JSON, trees and texts that were tampered with.
   *
   * @return how often one was refused with a {@link dev.shuke.rule.RuleException}; the others were
   *     read
   */
  public int tamperedInputIsReadOrRefused(int count) {
    return HostileRules.mutatedJson(seed, count)
        + HostileRules.mutatedTrees(seed, count)
        + HostileRules.mutatedText(seed, count);
  }

  /**
   * Computes the examples of every shipped definition.
   *
   * @return how many there are
   */
  public int examplesHold(Parameters parameters) {
    TagCatalogue catalogue = TagCatalogue.shipped();
    int examples = 0;
    for (TagDefinition definition : catalogue.definitions()) {
      for (Example example : definition.examples()) {
        Optional<String> wrong = ExampleCheck.of(definition, example, catalogue, parameters);
        if (wrong.isPresent()) {
          throw new AssertionError(wrong.get());
        }
        examples++;
      }
    }
    return examples;
  }
}
