package dev.shuke.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** R6: another parallelism, a drain, another build. */
class HandoverTest {

  @Test
  void losesDoublesAndAltersNothingWhenAnotherJobGoesOn() throws Exception {
    HandoverProof.Result result = new HandoverProof(SharedStage.open(), 13).run();
    System.out.println(result);
    assertThat(result.isPassed()).as(result.toString()).isTrue();
  }
}
