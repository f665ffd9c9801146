package dev.shuke.streaming;

import dev.shuke.brand.BusinessCalendar;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Lateness;
import dev.shuke.event.Reading;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rule for one Kafka record: young, old or refused. Never throws, whatever the record holds.
 */
final class EventReader {

  /** What becomes of a record before its id is looked at. */
  sealed interface Outcome {
    /** To be judged in the stream. */
    record Young(Arrival arrival) implements Outcome {}

    /** To be judged by the batch. */
    record Old(Arrival arrival) implements Outcome {}

    /** Quarantined. */
    record Refused(Refusal refusal) implements Outcome {}
  }

  private final BusinessCalendar calendar;
  private final EventRows rows = new EventRows();

  EventReader(BusinessCalendar calendar) {
    this.calendar = calendar;
  }

  Outcome read(KafkaRecord at) {
    EventType type = Optional.ofNullable(at.ceType()).flatMap(EventType::ofCeType).orElse(null);
    try {
      return type != null && !at.topic().endsWith("." + type.source())
          ? wrongTopic(at, type)
          : read(at, type);
    } catch (RuntimeException e) {
      // A record that breaks the reader must not stop those behind it.
      String expected =
          "a record that can be read; reading it ended in a " + e.getClass().getName();
      return new Outcome.Refused(Refusal.of(at, type, "reader_failed", "", expected));
    }
  }

  private Outcome read(KafkaRecord at, @Nullable EventType type) {
    Reading reading = EventJson.read(at.ceType(), at.value());
    if (reading instanceof Reading.Refused refused) {
      return new Outcome.Refused(
          Refusal.of(
              at, type, refused.reason(), refused.field(), refused.expected(), refused.shape()));
    }
    Reading.Accepted accepted = (Reading.Accepted) reading;
    int day = Math.toIntExact(calendar.dateOf(accepted.event().occurredAt()).toEpochDay());
    return switch (Lateness.of(accepted.event().occurredAt(), at.knownAt())) {
      case YOUNG -> {
        byte[] row = rows.bytes(accepted.type(), Rows.event(at, accepted, day));
        yield new Outcome.Young(arrival(at, accepted, day, row));
      }
      case OLD -> new Outcome.Old(arrival(at, accepted, day, null));
      case FUTURE -> inFuture(arrival(at, accepted, day, null));
    };
  }

  private static Arrival arrival(
      KafkaRecord at, Reading.Accepted accepted, int businessEpochDay, byte @Nullable [] row) {
    byte[] data = at.value();
    if (data == null) {
      throw new IllegalStateException("A record without a value was accepted");
    }
    return new Arrival(
        at.topic(),
        at.partition(),
        at.offset(),
        at.knownAt(),
        accepted.type(),
        accepted.eventId(),
        accepted.payloadHash(),
        accepted.event().occurredAt(),
        businessEpochDay,
        data,
        row);
  }

  private static Outcome wrongTopic(KafkaRecord at, EventType type) {
    String expected = "the topic of " + type.source() + ", or the ce_type of this topic";
    return new Outcome.Refused(Refusal.of(at, type, "wrong_topic", "ce_type", expected));
  }

  private static Outcome inFuture(Arrival arrival) {
    return new Outcome.Refused(
        Refusal.of(
            arrival,
            "occurred_in_future",
            "occurred_at",
            "at most " + Lateness.SPAN.toHours() + " h after the broker took the record"));
  }
}
