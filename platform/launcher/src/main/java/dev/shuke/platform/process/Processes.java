package dev.shuke.platform.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes that were started and are to outlive the command that started them; each has a run
 * file and a log.
 */
public final class Processes {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  private final Path runFolder;
  private final LogFiles logs;

  public Processes(Path runFolder, LogFiles logs) {
    this.runFolder = runFolder;
    this.logs = logs;
  }

  /** What is written down of the process, whether it still runs or not. */
  public Optional<RunFile> find(String name) {
    return RunFile.read(RunFile.file(runFolder, name));
  }

  public boolean isRunning(String name) {
    return find(name).filter(RunFile::isRunning).isPresent();
  }

  public List<RunFile> all() {
    if (!Files.isDirectory(runFolder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(runFolder)) {
      return files
          .filter(file -> file.toString().endsWith(".properties"))
          .sorted()
          .flatMap(file -> RunFile.read(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Forgets the processes that have ended, and names them: the remains of a crash or of a
   * half-finished start.
   */
  public List<RunFile> forgetDead() {
    List<RunFile> dead = new ArrayList<>();
    for (RunFile process : all()) {
      if (!process.isRunning()) {
        forget(process.name());
        dead.add(process);
      }
    }
    return dead;
  }

  /**
   * Whether a part needs to be started; refuses one that runs on another port than the settings
   * say.
   *
   * @param port on which it listens, if on any
   */
  public boolean isMissing(String name, Optional<Port> port) {
    Optional<RunFile> running = find(name).filter(RunFile::isRunning);
    if (running.isEmpty()) {
      return true;
    }
    int wanted = port.map(Port::number).orElse(0);
    if (running.get().port() != wanted) {
      throw ShukeException.wrongSetup(
          "%s is running on port %d but the settings now say %d: run ./shuke down first.",
          name, running.get().port(), wanted);
    }
    return false;
  }

  /**
   * Starts a process that stays when this command and its terminal end.
   *
   * @throws ShukeException if its port is taken
   */
  public RunFile start(Launch launch) {
    launch.port().ifPresent(port -> port.requireFree(launch.name()));
    File log = logs.startNew(launch.name()).toFile();
    ProcessBuilder builder =
        new ProcessBuilder(inSessionOfItsOwn(launch.command()))
            .directory(launch.folder().toFile())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log);
    try {
      Files.createDirectories(launch.folder());
      Process process = builder.start();
      int port = launch.port().map(Port::number).orElse(0);
      RunFile runFile = RunFile.of(launch.name(), process.toHandle(), port);
      runFile.write(runFolder);
      return runFile;
    } catch (IOException e) {
      throw ShukeException.failed("Cannot start %s: %s.", launch.name(), e.getMessage());
    }
  }

  /**
   * Else Ctrl-C in the terminal of {@code up} would end the platform too. The pid stays the same.
   */
  private static List<String> inSessionOfItsOwn(List<String> command) {
    if (!Files.isExecutable(SETSID)) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of(SETSID.toString()));
    all.addAll(command);
    return all;
  }

  /**
   * Waits until a started process is ready.
   *
   * @throws ShukeException as soon as the process has ended, with the last line of its log, or when
   *     the limit has passed
   */
  public void awaitReady(String name, Duration limit, Waiting.Condition ready) {
    Waiting.until(
        name + " to become ready (see ./shuke logs " + name + ")",
        limit,
        () -> {
          requireRunning(name);
          return ready.holds();
        });
  }

  private void requireRunning(String name) {
    if (!isRunning(name)) {
      throw ShukeException.failed(
          "%s ended while it was starting; its last words were \"%s\", all of them: ./shuke logs %s -n 100",
          name, logs.lastWords(name), name);
    }
  }

  /**
   * Ends a process in the order SIGTERM, 20 s, SIGKILL, and forgets it; true if it had to be ended.
   */
  public boolean stop(String name) {
    Optional<ProcessHandle> running = find(name).flatMap(RunFile::handle);
    running.ifPresent(handle -> end(name, handle));
    forget(name);
    return running.isPresent();
  }

  private void end(String name, ProcessHandle handle) {
    handle.destroy();
    if (!Waiting.within(GRACE, () -> !isRunning(name))) {
      handle.destroyForcibly();
      Waiting.until(
          name + " (pid " + handle.pid() + ") to end", KILL_LIMIT, () -> !isRunning(name));
    }
  }

  /** Ends a process as a failing machine would: at once, without a word to it. */
  public void kill(String name) {
    RunFile process =
        find(name)
            .filter(RunFile::isRunning)
            .orElseThrow(
                () -> ShukeException.failed("%s does not run, so it cannot be killed.", name));
    process.handle().ifPresent(ProcessHandle::destroyForcibly);
    awaitDead(name, KILL_LIMIT);
  }

  /**
   * Waits until a process and its port are gone, and forgets it.
   *
   * @throws ShukeException when the limit has passed
   */
  public void awaitDead(String name, Duration limit) {
    int port = find(name).map(RunFile::port).orElse(0);
    // A process is dead a moment before the system has closed its sockets.
    Waiting.until(
        name + " to be dead",
        limit,
        () -> !isRunning(name) && (port == 0 || new Port(port, name).isFree()));
    forget(name);
  }

  /** Waits for a process that is ending by itself; false if it still runs after the limit. */
  public boolean awaitEnd(String name, Duration limit) {
    return Waiting.within(limit, () -> !isRunning(name));
  }

  private void forget(String name) {
    try {
      Files.deleteIfExists(RunFile.file(runFolder, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
