package dev.shuke.platform.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a named condition, no longer than a limit; the one place of the launcher that polls.
 */
public final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(250);

  private Waiting() {}

  /**
   * Something that becomes true. An exception means "not yet"; a {@link ShukeException} means
   * "never".
   */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Waits until the condition holds.
   *
   * @param what completes the sentence "Waited 60 s for …"
   * @throws ShukeException when the limit has passed, with the last reason why the condition did
   *     not hold
   */
  public static void until(String what, Duration limit, Condition condition) {
    until(what, limit, PAUSE, condition);
  }

  /** As above, with a pause of its own for conditions that are dear to ask. */
  public static void until(String what, Duration limit, Duration pause, Condition condition) {
    String lastReason = holds(what, limit, pause, condition);
    if (lastReason != null) {
      throw ShukeException.failed(
          "Waited %d s for %s in vain%s.", limit.toSeconds(), what, lastReason);
    }
  }

  /** Like {@link #until}, but a passed limit is an answer, not an error. */
  public static boolean within(Duration limit, Condition condition) {
    return holds("", limit, PAUSE, condition) == null;
  }

  private static @Nullable String holds(
      String what, Duration limit, Duration pause, Condition condition) {
    long end = System.nanoTime() + limit.toNanos();
    String reason = "";
    while (true) {
      try {
        if (condition.holds()) {
          return null;
        }
      } catch (ShukeException never) {
        throw never;
      } catch (Exception notYet) {
        reason = "; the last answer was: " + firstLine(notYet);
      }
      if (System.nanoTime() > end) {
        return reason;
      }
      pause(what, pause);
    }
  }

  private static void pause(String what, Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ShukeException.failed("Interrupted while waiting for %s.", what);
    }
  }

  private static String firstLine(Exception e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return text.lines().findFirst().orElse(e.getClass().getSimpleName());
  }
}
