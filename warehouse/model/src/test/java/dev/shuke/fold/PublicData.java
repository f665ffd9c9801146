package dev.shuke.fold;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shuke.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real public data, and the answers that were counted for it by other means.
 *
 * @param answers a JSON file beside the data
 */
record PublicData(Path folder, Path answers) {

  /** The Complete Journey stands in the repository: its licence allows that. */
  static PublicData journey() {
    return new PublicData(
        Repository.path("platform/samples/complete_journey"),
        Repository.path("platform/e2e/src/test/resources/complete_journey_known_answers.json"));
  }

  /** A data set that is not shipped; where it is, it stands beside the checkout. */
  static PublicData besideTheCheckout(String name) {
    Path folder = Repository.path("../shared/data").resolve(name);
    return new PublicData(folder, folder.resolve("known_answers.json"));
  }

  /** Skips the test, with the reason, where the data is not. */
  PublicData orSkip(String reason) {
    assumeTrue(
        Files.isReadable(answers),
        () -> folder.getFileName() + " is not in " + folder + " and is not shipped: " + reason);
    return this;
  }

  KnownAnswers known() {
    try {
      return new KnownAnswers(new ObjectMapper().readTree(answers.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + answers, e);
    }
  }

  CsvFile file(String name) {
    return new CsvFile(folder.resolve(name));
  }
}
