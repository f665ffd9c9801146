package dev.shuke.platform.text;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands on one line every few seconds, and the last one: progress of something that reports each
 * second.
 */
public final class Sparse implements Consumer<String>, AutoCloseable {
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final Consumer<String> target;
  private long next = System.nanoTime() + INTERVAL_NANOS;
  private @Nullable String held;

  public Sparse(Consumer<String> target) {
    this.target = target;
  }

  @Override
  public void accept(String line) {
    held = line;
    if (System.nanoTime() - next >= 0) {
      close();
    }
  }

  /** Hands on the line that was held back. */
  @Override
  public void close() {
    if (held != null) {
      target.accept(held);
      held = null;
    }
    next = System.nanoTime() + INTERVAL_NANOS;
  }
}
