package dev.shuke.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading one Kafka record. */
public sealed interface Reading {

  /**
   * An event that keeps its contract.
   *
   * @param payloadHash SHA-256 of the canonical data; same id with another hash is a conflict
   * @param unknownFields JSON of the fields the contract doesn't name, null when there are none
   */
  record Accepted(
      EventType type,
      Event event,
      String eventId,
      byte[] payloadHash,
      @Nullable String unknownFields)
      implements Reading {}

  /**
   * A record that cannot be read or contradicts itself.
   *
   * @param reason stable code
   * @param field where, empty for the whole record
   * @param expected what would have been right
   * @param shape field names, types and lengths: what may be kept of it without its content
   */
  record Refused(String reason, String field, String expected, List<FieldShape> shape)
      implements Reading {
    public Refused {
      shape = List.copyOf(shape);
    }
  }
}
