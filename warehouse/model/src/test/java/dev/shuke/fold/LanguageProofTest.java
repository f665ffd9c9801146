package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.Repository;
import dev.shuke.tag.Parameters;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LanguageProofTest {

  private final LanguageProof proof = new LanguageProof(7);

  @Test
  void tellsOfEveryCaseOnce() {
    AtomicLong done = new AtomicLong();
    proof.foldAgreesWithTheOracle(1_234, done::addAndGet);
    assertThat(done).hasValue(1_234);
  }

  @Test
  void readsBackWhatIsWritten() {
    proof.whatIsWrittenReadsBack(2_000);
  }

  @Test
  void refusesMostOfWhatWasTamperedWith() {
    assertThat(proof.tamperedInputIsReadOrRefused(1_000)).isGreaterThan(3_000);
  }

  @Test
  void computesAllExamples() {
    Path parameters = Repository.path("platform/brands/simulated/parameters.csv");
    assertThat(proof.examplesHold(Parameters.read(parameters))).isGreaterThan(100);
  }
}
