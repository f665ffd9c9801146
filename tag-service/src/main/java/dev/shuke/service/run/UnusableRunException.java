package dev.shuke.service.run;

/** A published run that contradicts itself or this release; the last good one stays in service. */
final class UnusableRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableRunException(String message) {
    super(message);
  }
}
