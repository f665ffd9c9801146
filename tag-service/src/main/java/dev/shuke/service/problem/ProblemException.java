package dev.shuke.service.problem;

import org.jspecify.annotations.Nullable;

/** Ends a request with a {@link Problem} as the answer. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final @Nullable Integer retryAfterSeconds;

  ProblemException(Problem problem, @Nullable Integer retryAfterSeconds) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public Problem problem() {
    return problem;
  }

  @Nullable Integer retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
