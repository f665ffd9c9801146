package dev.shuke.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** R2 with one seed; {@code ./shuke prove events} runs five. */
class CrashPointTest {

  @Test
  void losesDoublesAndAltersNothingWhereverTheJobEnds() throws Exception {
    CrashProof.Result result = new CrashProof(SharedStage.open(), 11).run();
    System.out.println(result);
    assertThat(result.isPassed()).as(result.toString()).isTrue();
  }
}
