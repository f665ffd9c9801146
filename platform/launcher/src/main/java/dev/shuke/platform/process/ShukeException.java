package dev.shuke.platform.process;

import com.google.errorprone.annotations.FormatMethod;
import org.jspecify.annotations.Nullable;

/**
 * A failure that its reader can act on: the message is one sentence that says what to do; no stack
 * trace is shown.
 */
public final class ShukeException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int FAILED = 1;
  private static final int WRONG_SETUP = 2;

  private final int exitCode;

  private ShukeException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Something that was tried did not work. */
  @FormatMethod
  public static ShukeException failed(String message, @Nullable Object... values) {
    return new ShukeException(message.formatted(values), FAILED);
  }

  /** Arguments, settings or this machine are not what they must be; nothing was tried. */
  @FormatMethod
  public static ShukeException wrongSetup(String message, @Nullable Object... values) {
    return new ShukeException(message.formatted(values), WRONG_SETUP);
  }

  public int exitCode() {
    return exitCode;
  }
}
