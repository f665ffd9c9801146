package dev.shuke.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.platform.text.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** R2 with one seed; {@code ./shuke prove events} runs five. */
class CrashPointTest {

  @Test
  void losesDoublesAndAltersNothingWhereverTheJobEnds() throws Exception {
    try (Stage stage = Stage.open(Path.of("../..").toRealPath(), 11, new Progress(System.out))) {
      CrashProof.Result result = new CrashProof(stage, 11).run();
      System.out.println(result);
      assertThat(result.isPassed()).as(result.toString()).isTrue();
    }
  }
}
