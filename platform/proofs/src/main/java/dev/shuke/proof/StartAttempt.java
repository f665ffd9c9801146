package dev.shuke.proof;

import dev.shuke.platform.part.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Starts the job by the command with which the launcher would start it, and hears what it says. */
final class StartAttempt {
  private static final int WRONG_SETUP = 2;
  private static final long REFUSAL_LIMIT_SECONDS = 120;

  private StartAttempt() {}

  /** The exit code and what the job said. */
  static String of(Stage stage) throws Exception {
    return of(stage, stage.pipeline());
  }

  /** The same of another brand on the stage. */
  static String of(Stage stage, Pipeline pipeline) throws Exception {
    Path said = Files.createTempFile(stage.home().temporary(), "refusal", ".log");
    Process job =
        new ProcessBuilder(pipeline.jobCommand())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    if (!job.waitFor(REFUSAL_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      job.destroyForcibly().waitFor();
      return "it started, and ran until it was killed";
    }
    return "code " + job.exitValue() + ": " + Files.readString(said).strip();
  }

  /** Whether the job refused before it did anything. */
  static boolean isRefused(String answer) {
    return answer.startsWith("code " + WRONG_SETUP + ":");
  }
}
