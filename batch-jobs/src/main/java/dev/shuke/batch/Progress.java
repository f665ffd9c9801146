package dev.shuke.batch;

import dev.shuke.tag.ContentHash;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Says on one line each what a step did and how long it took, and notes the time. */
final class Progress {

  private final PrintStream out;
  private final Clock clock;
  private final JobMetrics metrics;

  Progress(PrintStream out, Clock clock, JobMetrics metrics) {
    this.out = out;
    this.clock = clock;
    this.metrics = metrics;
  }

  <T> T step(String brand, String step, Supplier<T> work) {
    Instant started = clock.instant();
    T result = work.get();
    Duration took = Duration.between(started, clock.instant());
    metrics.step(brand, step, took);
    out.printf(
        Locale.ROOT,
        "%-28s %6.1f s  %s%n",
        brand + " " + step,
        took.toMillis() / 1000.0,
        shown(result));
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
