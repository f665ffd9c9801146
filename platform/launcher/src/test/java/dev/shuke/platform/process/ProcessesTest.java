package dev.shuke.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final Processes processes;

  ProcessesTest(@TempDir Path folder) {
    this.folder = folder;
    this.processes = new Processes(folder.resolve("run"), new LogFiles(folder.resolve("logs")));
  }

  @AfterEach
  void endProcesses() {
    processes.all().forEach(process -> processes.stop(process.name()));
  }

  @Test
  void startAndEndAProcess() {
    start("sleeper", "exec sleep 600");
    assertThat(processes.isRunning("sleeper")).isTrue();

    assertThat(processes.stop("sleeper")).isTrue();

    assertThat(processes.isRunning("sleeper")).isFalse();
    assertThat(processes.find("sleeper")).isEmpty();
  }

  @Test
  void neverEndAStranger() {
    RunFile self = RunFile.of("self", ProcessHandle.current(), 0);
    new RunFile("kafka", self.pid(), self.startedAt().minusSeconds(60), 0)
        .write(folder.resolve("run"));

    assertThat(processes.stop("kafka")).isFalse();
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void nameTheDeadAndForgetThem() throws Exception {
    RunFile process = start("short", "exit 3");
    Waiting.until("it to end", LIMIT, () -> !process.isRunning());

    assertThat(processes.forgetDead()).extracting(RunFile::name).containsExactly("short");
    assertThat(processes.all()).isEmpty();
  }

  @Test
  void tellTheLastWordsOfOneThatEndsWhileStarting() {
    start("broken", "echo 'Cannot open the door: no key.'; printf '\\tat some.Frame\\n'; exit 1");

    assertThatThrownBy(() -> processes.awaitReady("broken", LIMIT, () -> false))
        .isInstanceOf(ShukeException.class)
        .hasMessageContaining("broken ended while it was starting")
        .hasMessageContaining("Cannot open the door: no key.");
  }

  @Test
  void refuseAPortInUseAndNameItsSetting() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, Port.loopback())) {
      Port port = new Port(taken.getLocalPort(), "trino");

      assertThatThrownBy(() -> processes.start(launch("trino", "exec sleep 1", Optional.of(port))))
          .hasMessageContaining("Port " + taken.getLocalPort() + ", wanted by trino, is in use")
          .hasMessageContaining("set trino in .shuke/ports.properties");
    }
    assertThat(processes.all()).isEmpty();
  }

  @Test
  void refuseToTakeOneOnAnotherPortForTheWantedOne() {
    start("trino", "exec sleep 600");

    assertThatThrownBy(() -> processes.isMissing("trino", Optional.of(new Port(18_080, "trino"))))
        .hasMessage(
            "trino is running on port 0 but the settings now say 18080: run ./shuke down first.");
  }

  private RunFile start(String name, String script) {
    return processes.start(launch(name, script, Optional.empty()));
  }

  private Launch launch(String name, String script, Optional<Port> port) {
    return new Launch(name, List.of("/bin/sh", "-c", script), folder, port);
  }
}
