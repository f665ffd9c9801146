package dev.shuke.ingestion;

/** Kafka did not take the events; some of them may have arrived. */
final class SendingFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SendingFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
