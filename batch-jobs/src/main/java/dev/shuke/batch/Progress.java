package dev.shuke.batch;

import dev.shuke.tag.ContentHash;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

  private static String shown(Object result) {
    if (result instanceof ContentHash hash) {
      return hash.rows() + " values";
    } else if (result instanceof List<?> ends) {
      return ends.size() + " partitions";
    }
    String text = String.valueOf(result);
    return text.length() > 120 ? text.substring(0, 119) + "…" : text;
  }
}
