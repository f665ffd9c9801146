package dev.shuke.simulation;

import dev.shuke.event.Envelope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Counts what passes, says so at most once a second, and holds back what is too fast. */
final class PacedSink implements Sink {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Sink sink;
  private final double perSecond;
  private final LongSupplier nanoTime;
  private final Progress progress;
  private final long startedAt;
  private long count;
  private long saidAt;

  /** Is told how much passed, and how fast. */
  interface Progress {
    void passed(long count, long perSecond);
  }

  /**
   * @param perSecond most records a second, {@link Double#POSITIVE_INFINITY} for no limit
   */
  PacedSink(Sink sink, double perSecond, LongSupplier nanoTime, Progress progress) {
    this.sink = sink;
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.progress = progress;
    this.startedAt = nanoTime.getAsLong();
    this.saidAt = startedAt;
  }

  @Override
  public void send(Envelope envelope) {
    sink.send(envelope);
    count++;
    // A clock costs more than a record, so it is read for each hundredth.
    if (count % 100 == 0 || perSecond < 10_000) {
      long now = nanoTime.getAsLong();
      say(now);
      holdBack(now);
    }
  }

  private void say(long now) {
    if (now - saidAt >= SECOND) {
      saidAt = now;
      progress.passed(count, perSecond(now));
    }
  }

  private void holdBack(long now) {
    long due = startedAt + (long) (count / perSecond * SECOND);
    for (long rest = due - now; rest > 0; rest = due - nanoTime.getAsLong()) {
      LockSupport.parkNanos(rest);
    }
  }

  private long perSecond(long now) {
    return now == startedAt ? 0 : (long) (count * (double) SECOND / (now - startedAt));
  }

  /** Records a second so far. */
  long perSecond() {
    return perSecond(nanoTime.getAsLong());
  }

  @Override
  public void flush() {
    sink.flush();
  }

  @Override
  public void close() {
    sink.close();
  }
}
