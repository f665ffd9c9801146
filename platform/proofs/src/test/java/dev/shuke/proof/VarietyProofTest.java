package dev.shuke.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * R13 with 20,000 events; {@code ./shuke prove events} sends a million. Last of all by its name,
 * because no other proof can follow it on the stage.
 */
class VarietyProofTest {

  private static final long EVENTS = 20_000;

  @Test
  void losesDoublesAndAltersNothingWhateverIsSent() throws Exception {
    VarietyProof.Result result = new VarietyProof(SharedStage.open(), 17).run(EVENTS);
    System.out.println(result);
    assertThat(result.isPassed()).as(result.toString()).isTrue();
  }
}
