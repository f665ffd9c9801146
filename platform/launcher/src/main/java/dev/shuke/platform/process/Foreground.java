package dev.shuke.platform.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs a command to its end; ends it when this process is ended. */
public final class Foreground {
  private Foreground() {}

  /**
   * What a command that ran to its end left behind.
   *
   * @param said the lines of standard output and error
   */
  public record Outcome(int exitCode, List<String> said) {
    public Outcome {
      said = List.copyOf(said);
    }

    /** All it said, on one line. */
    public String summary() {
      return said.isEmpty() ? "it gave no reason" : String.join("; ", said);
    }
  }

  /**
   * Runs a command, handing on each line of its standard output; its standard error is that of this
   * process.
   *
   * @param started gets its process as soon as there is one
   * @return its exit code
   */
  public static int run(
      String what, List<String> command, Consumer<String> lines, Consumer<ProcessHandle> started) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    return run(what, builder, lines, started);
  }

  /** Runs a tool whose lines matter only when it fails. */
  public static Outcome run(String what, List<String> command) {
    List<String> said = new ArrayList<>();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new Outcome(run(what, builder, said::add, handle -> {}), said);
  }

  private static int run(
      String what,
      ProcessBuilder builder,
      Consumer<String> lines,
      Consumer<ProcessHandle> started) {
    Process process = start(what, builder);
    started.accept(process.toHandle());
    Thread ender = new Thread(process::destroy, "end " + what);
    Runtime.getRuntime().addShutdownHook(ender);
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(line);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw ShukeException.failed("Cannot read what %s says: %s.", what, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ShukeException.failed("Interrupted while %s was running.", what);
    } finally {
      process.destroy();
      forget(ender);
    }
  }

  private static Process start(String what, ProcessBuilder builder) {
    try {
      return builder.redirectInput(Redirect.from(new File("/dev/null"))).start();
    } catch (IOException e) {
      throw ShukeException.failed("Cannot start %s: %s.", what, e.getMessage());
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running already; it has nothing left to end.
    }
  }
}
