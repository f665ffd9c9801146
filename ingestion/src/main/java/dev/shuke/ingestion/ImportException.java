package dev.shuke.ingestion;

/**
 * Why an import cannot start: a wrong mapping, file or brand. The message is one sentence for the
 * person who gave the command; nothing was sent.
 */
final class ImportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ImportException(String message) {
    super(message);
  }

  ImportException(String message, Throwable cause) {
    super(message, cause);
  }
}
