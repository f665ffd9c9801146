package dev.shuke.ingestion;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Prints how far a run is, at most one line a second. */
final class Progress implements Consumer<Supplier<String>> {

  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PrintWriter out;
  private final LongSupplier nanoTime;
  private long printedAt;

  Progress(PrintWriter out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.printedAt = nanoTime.getAsLong();
  }

  @Override
  public void accept(Supplier<String> line) {
    long now = nanoTime.getAsLong();
    if (now - printedAt >= INTERVAL_NANOS) {
      printedAt = now;
      out.println(line.get());
      out.flush();
    }
  }
}
