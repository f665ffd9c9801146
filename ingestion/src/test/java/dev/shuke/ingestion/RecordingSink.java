package dev.shuke.ingestion;

import dev.shuke.event.Envelope;
import dev.shuke.event.EventJson;
import dev.shuke.event.Reading;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is sent. */
final class RecordingSink implements Sink {

  final List<Envelope> envelopes = new ArrayList<>();

  @Override
  public void send(Envelope envelope) {
    envelopes.add(envelope);
  }

  @Override
  public long flush() {
    return envelopes.size();
  }

  @Override
  public void close() {}

  /** What {@code streaming} will read of them. */
  List<Reading.Accepted> readings() {
    return envelopes.stream()
        .map(envelope -> EventJson.read(envelope.headers().get("ce_type"), envelope.value()))
        .map(Reading.Accepted.class::cast)
        .toList();
  }
}
