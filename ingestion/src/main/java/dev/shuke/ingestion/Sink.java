package dev.shuke.ingestion;

import dev.shuke.event.Envelope;

/** Where events go: Kafka, or nowhere in a dry run. */
interface Sink extends AutoCloseable {

  /**
   * @throws SendingFailed when this or an earlier event was not taken
   */
  void send(Envelope envelope);

  /**
   * Waits until everything sent is acknowledged.
   *
   * @return how many events were
   * @throws SendingFailed when one was not
   */
  long flush();

  @Override
  void close();

  /** Takes nothing. */
  static Sink none() {
    return new Sink() {
      @Override
      public void send(Envelope envelope) {}

      @Override
      public long flush() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }
}
