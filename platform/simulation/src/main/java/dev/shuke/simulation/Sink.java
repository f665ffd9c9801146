package dev.shuke.simulation;

import dev.shuke.event.Envelope;

/** Where records go: Kafka, or a digest in a dry run. */
interface Sink extends AutoCloseable {

  /**
   * @throws SendingFailed when this or an earlier record was not taken
   */
  void send(Envelope envelope);

  /**
   * Waits until everything sent is acknowledged.
   *
   * @throws SendingFailed when one was not
   */
  void flush();

  @Override
  void close();
}
