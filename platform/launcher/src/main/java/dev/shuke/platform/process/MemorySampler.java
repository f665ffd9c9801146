package dev.shuke.platform.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Adds up the resident memory (VmRSS) of a changing set of processes a few times a second and keeps
 * the highest sums.
 *
 * <p>Pages that processes share are counted once for each, so the sum errs on the high side.
 */
public final class MemorySampler implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final Supplier<Collection<Long>> pids;
  private final AtomicLong peakBytes = new AtomicLong();
  private final AtomicLong stepPeakBytes = new AtomicLong();
  private final ScheduledExecutorService executor;

  public MemorySampler(Supplier<Collection<Long>> pids) {
    this.pids = pids;
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "memory sampler");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        executor.scheduleAtFixedRate(this::sample, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sample() {
    long sum = pids.get().stream().mapToLong(MemorySampler::residentBytes).sum();
    peakBytes.accumulateAndGet(sum, Math::max);
    stepPeakBytes.accumulateAndGet(sum, Math::max);
  }

  /** The highest sum so far. */
  public long peakBytes() {
    return peakBytes.get();
  }

  /** The highest sum since the last call. */
  public long takeStepPeakBytes() {
    return stepPeakBytes.getAndSet(0);
  }

  /** The memory a process has in RAM; 0 when it is gone or this system has no /proc. */
  public static long residentBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
