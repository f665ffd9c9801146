package dev.shuke.proof.crash;

import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/** Weaves one {@link Crash} into the Flink job before it starts. */
public final class CrashAgent {
  /** As the system says of a command that cannot be run. */
  private static final int CANNOT_RUN = 126;

  private CrashAgent() {}

  /**
   * Called by Java before main; ends the process when there is nothing to weave into, so no proof
   * runs without its fault.
   */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    try {
      Crash crash = Crash.ofThisProcess();
      requireMethods();
      Passing.await(crash);
      weave(crash.point(), instrumentation);
    } catch (RuntimeException e) {
      end(e);
    }
  }

  /** Every step's method, also those not woven now: a library that moved one is found at once. */
  private static void requireMethods() {
    TypePool types = TypePool.Default.ofSystemLoader();
    for (CrashPoint.Step step : CrashPoint.Step.values()) {
      TypePool.Resolution type = types.describe(step.className());
      int found =
          type.isResolved() ? type.resolve().getDeclaredMethods().filter(methodOf(step)).size() : 0;
      if (found != 1) {
        throw new IllegalStateException(
            "Expected one method %s in %s, found %d; let CrashPoint name where %s happens now"
                .formatted(step.method(), step.className(), found, step));
      }
    }
  }

  private static ElementMatcher.Junction<MethodDescription> methodOf(CrashPoint.Step step) {
    return named(step.method()).and(not(isBridge()));
  }

  private static void weave(CrashPoint point, Instrumentation instrumentation) {
    Class<?> advice =
        switch (point.side()) {
          case BEFORE -> Passing.Before.class;
          case AFTER -> Passing.After.class;
        };
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .with(new EndOnError())
        .type(named(point.step().className()))
        .transform(
            (type, description, loader, module, domain) ->
                type.visit(Advice.to(advice).on(methodOf(point.step()))))
        .installOn(instrumentation);
  }

  private static void end(Throwable failure) {
    System.err.println("The crash agent cannot work: " + failure.getMessage());
    Runtime.getRuntime().halt(CANNOT_RUN);
  }

  /** Byte Buddy itself would leave the class as it was and say nothing. */
  private static final class EndOnError extends AgentBuilder.Listener.Adapter {
    @Override
    public void onError(
        String typeName,
        @Nullable ClassLoader loader,
        @Nullable JavaModule module,
        boolean isLoaded,
        Throwable failure) {
      end(failure);
    }
  }
}
