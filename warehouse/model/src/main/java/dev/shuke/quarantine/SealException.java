package dev.shuke.quarantine;

/** Sealed bytes that do not open; the message is one sentence that says why. */
public final class SealException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SealException(String message) {
    super(message);
  }
}
