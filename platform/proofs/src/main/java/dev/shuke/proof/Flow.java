package dev.shuke.proof;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends the traffic in the background, at an even pace, until it is closed. */
final class Flow implements AutoCloseable {
  /** How often a second it looks whether to go on. */
  private static final int STEPS = 10;

  private final AtomicBoolean isOver = new AtomicBoolean();
  private final CompletableFuture<Void> sending;

  Flow(Producer producer, long perSecond) {
    this.sending =
        CompletableFuture.runAsync(
            () -> {
              while (!isOver.get()) {
                producer.send(perSecond / STEPS, perSecond);
              }
            });
  }

  /** Returns when all that it took from the traffic is in Kafka. */
  @Override
  public void close() {
    isOver.set(true);
    sending.join();
  }
}
