package dev.shuke.proof.crash;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** What is woven into a method: counts how often it is passed, and halts the process in time. */
public final class Passing {
  /** As the system says of a process ended by SIGKILL. */
  private static final int KILLED = 137;

  private static final AtomicInteger PASSES = new AtomicInteger();
  private static volatile @Nullable Crash crash;

  private Passing() {}

  static void await(Crash awaited) {
    crash = awaited;
  }

  /** Called by the woven method; does not return from the pass it waits for. */
  public static void pass() {
    Crash awaited = crash;
    if (awaited != null && PASSES.incrementAndGet() == awaited.pass()) {
      try {
        awaited.mark();
      } catch (IOException e) {
        // Without the marker the proof finds the point not reached, and fails.
        System.err.println("Cannot write " + awaited.marker() + ": " + e.getMessage());
      }
      Runtime.getRuntime().halt(KILLED);
    }
  }

  /** Woven in front of a method. */
  static final class Before {
    private Before() {}

    @Advice.OnMethodEnter
    static void enter() {
      Passing.pass();
    }
  }

  /** Woven behind a method that returns; one that throws has not passed. */
  static final class After {
    private After() {}

    @Advice.OnMethodExit
    static void exit() {
      Passing.pass();
    }
  }
}
