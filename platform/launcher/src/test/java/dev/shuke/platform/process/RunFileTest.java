package dev.shuke.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  private final Path folder;

  RunFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final RunFile self = RunFile.of("self", ProcessHandle.current(), 18_080);

  @Test
  void isReadAsItWasWritten() {
    self.write(folder);

    assertThat(RunFile.read(RunFile.file(folder, "self"))).contains(self);
  }

  @Test
  void knowsItsProcessWhileItRuns() {
    assertThat(self.isRunning()).isTrue();
    assertThat(self.handle()).contains(ProcessHandle.current());
  }

  @Test
  void takesAReusedPidForAStranger() {
    RunFile earlier = new RunFile("kafka", self.pid(), self.startedAt().minusSeconds(60), 0);

    assertThat(earlier.handle()).isEmpty();
  }

  @Test
  void allowsForABootTimeThatIsRoundedToASecond() {
    RunFile rounded = new RunFile("kafka", self.pid(), self.startedAt().plusMillis(990), 0);

    assertThat(rounded.isRunning()).isTrue();
  }

  @Test
  void isDeadOnceItsProcessHasEnded() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    RunFile sleeper = RunFile.of("sleeper", process.toHandle(), 0);
    assertThat(sleeper.isRunning()).isTrue();

    process.destroyForcibly().waitFor();

    assertThat(sleeper.isRunning()).isFalse();
  }

  @Test
  void ofAProcessThatEndedAtOnceMatchesNone() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    RunFile ended = RunFile.of("short", process.toHandle(), 0);

    assertThat(ended.startedAt()).isEqualTo(Instant.EPOCH);
    assertThat(ended.isRunning()).isFalse();
  }

  @Test
  void countsForNothingWhenItsWritingWasCutOff() throws IOException {
    Files.writeString(folder.resolve("half.properties"), "pid=12\nstarted-");

    assertThat(RunFile.read(folder.resolve("half.properties"))).isEmpty();
    assertThat(RunFile.read(folder.resolve("absent.properties"))).isEmpty();
  }
}
