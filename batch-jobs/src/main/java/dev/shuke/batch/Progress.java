package dev.shuke.batch;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;

/** Says on one line each what a step did and how long it took. */
final class Progress {

  private final PrintStream out;
  private final Clock clock;

  Progress(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  <T> T step(String name, Supplier<T> work) {
    Instant started = clock.instant();
    T result = work.get();
    double seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
    out.printf(Locale.ROOT, "%-28s %6.1f s  %s%n", name, seconds, shown(result));
    return result;
  }

  /** Small results are worth a look; lists of a thousand ends are not. */
  private static String shown(Object result) {
    String text =
        result instanceof dev.shuke.tag.ContentHash hash
            ? hash.rows() + " values"
            : String.valueOf(result);
    return text.length() > 100 ? text.substring(0, 97) + "…" : text;
  }
}
