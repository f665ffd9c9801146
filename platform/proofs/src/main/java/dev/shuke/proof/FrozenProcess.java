package dev.shuke.proof;

import dev.shuke.platform.process.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that stands still, all its threads, until this is closed; Linux only. */
final class FrozenProcess implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final String STOPPED = "T";

  private final ProcessHandle process;

  private FrozenProcess(ProcessHandle process) {
    this.process = process;
  }

  /** SIGSTOP. */
  static FrozenProcess of(ProcessHandle process) throws Exception {
    signal(process, "STOP");
    FrozenProcess frozen = new FrozenProcess(process);
    Waiting.until("process " + process.pid() + " to stand still", STOP_LIMIT, frozen::isFrozen);
    return frozen;
  }

  /**
   * A freeze that somebody ended early is no fault.
   *
   * @throws IllegalStateException when the process runs, or has ended
   */
  void requireFrozen() throws IOException {
    if (!isFrozen()) {
      throw new IllegalStateException(
          "Process %d was frozen, but is not any more".formatted(process.pid()));
    }
  }

  private boolean isFrozen() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    return stat.startsWith(STOPPED, stat.lastIndexOf(')') + 2);
  }

  /** SIGCONT. */
  @Override
  public void close() throws Exception {
    signal(process, "CONT");
  }

  /** Java knows only the signals that end a process. */
  private static void signal(ProcessHandle process, String name) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          "Cannot send SIG%s to process %d: kill ended with code %d"
              .formatted(name, process.pid(), code));
    }
  }
}
