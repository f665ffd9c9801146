package dev.shuke.ingestion;

/**
 * A row that cannot become an event. The message names line, column, class of the value and what
 * was expected, never the value itself, which may be personal.
 */
final class RowRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param line of the file, the header being line 1
   * @param column in the file, or what the value is made of
   * @param valueClass such as {@code a negative number}
   */
  RowRefused(long line, String column, String valueClass, String expected) {
    this("line %d, column %s: %s, expected %s".formatted(line, column, valueClass, expected));
  }

  /** Without a stack trace: a bad file may have as many of these as rows. */
  private RowRefused(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
