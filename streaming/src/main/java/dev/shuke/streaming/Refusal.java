package dev.shuke.streaming;

import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.FieldShape;
import dev.shuke.event.Reading;
import dev.shuke.quarantine.KeptRecord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that cannot be read or contradicts itself or another.
 *
 * @param type its contract, null when unknown
 * @param eventId its id, null when it could not be read
 * @param reason stable code
 * @param field path of the field, empty for the whole record
 * @param shape names, types and lengths of its fields
 * @param kept the bytes of its {@link KeptRecord}, null for a chat; sealed before they are written
 */
public record Refusal(
    String topic,
    int partition,
    long offset,
    Instant knownAt,
    @Nullable EventType type,
    @Nullable String eventId,
    String reason,
    String field,
    String expected,
    List<FieldShape> shape,
    byte @Nullable [] kept) {

  static Refusal of(
      KafkaRecord at, @Nullable EventType type, String reason, String field, String expected) {
    return of(at, type, reason, field, expected, shapeOf(at.value()));
  }

  static Refusal of(
      KafkaRecord at,
      @Nullable EventType type,
      String reason,
      String field,
      String expected,
      List<FieldShape> shape) {
    return new Refusal(
        at.topic(),
        at.partition(),
        at.offset(),
        at.knownAt(),
        type,
        null,
        reason,
        field,
        expected,
        shape,
        KeptRecord.isChat(at.topic(), at.ceType())
            ? null
            : new KeptRecord(at.key(), at.headers(), at.value()).bytes());
  }

  static Refusal of(Arrival at, String reason, String field, String expected) {
    return new Refusal(
        at.topic(),
        at.partition(),
        at.offset(),
        at.knownAt(),
        at.type(),
        at.eventId(),
        reason,
        field,
        expected,
        shapeOf(at.data()),
        KeptRecord.isChat(at.topic(), at.type().ceType())
            ? null
            : KeptRecord.accepted(at.type(), at.data()).bytes());
  }

  /** The contracts describe the shape of what they refuse, and without a type they refuse all. */
  private static List<FieldShape> shapeOf(byte @Nullable [] value) {
    return EventJson.read("", value) instanceof Reading.Refused refused
        ? refused.shape()
        : List.of();
  }
}
