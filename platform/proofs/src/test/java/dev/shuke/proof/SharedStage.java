package dev.shuke.proof;

import dev.shuke.platform.text.Progress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One stage for all tests of this module; it ends with their process. */
final class SharedStage {
  private static final long SEED = 7;

  private static @Nullable Stage stage;

  private SharedStage() {}

  static synchronized Stage open() throws Exception {
    if (stage == null) {
      stage = Stage.open(Path.of("../..").toRealPath(), SEED, new Progress(System.out));
    }
    return stage;
  }
}
