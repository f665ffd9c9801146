package dev.shuke.service.segment;

/** A rule asks what a run's values cannot tell. */
final class NotInRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
