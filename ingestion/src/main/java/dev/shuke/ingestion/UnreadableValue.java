package dev.shuke.ingestion;

/**
 * A text that is not what its field needs; whoever knows the place makes it a {@link RowRefused}.
 */
final class UnreadableValue extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;

  UnreadableValue(String expected) {
    super("expected " + expected, null, false, false);
    this.expected = expected;
  }

  String expected() {
    return expected;
  }
}
