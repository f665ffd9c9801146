package dev.shuke.streaming;

import dev.shuke.brand.ConfigurationException;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;

/** A failed start or job as one sentence on standard error. */
final class Failure {

  private Failure() {}

  /**
   * @return the exit code: 2 for a configuration that cannot be used, 1 for anything else
   */
  static int report(Exception e, CommandLine line, boolean isVerbose) {
    if (isVerbose) {
      e.printStackTrace(line.getErr());
    }
    if (e instanceof ConfigurationException) {
      line.getErr().println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    Throwable cause = rootOf(e);
    line.getErr()
        .println(
            "The job failed: "
                + cause.getClass().getSimpleName()
                + ": "
                + cause.getMessage()
                + ". Its last checkpoint is kept; './shuke up' restores it.");
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static Throwable rootOf(Throwable e) {
    Set<Throwable> seen = new HashSet<>();
    Throwable root = e;
    while (root.getCause() != null && seen.add(root)) {
      root = root.getCause();
    }
    return root;
  }
}
