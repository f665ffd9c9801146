package dev.shuke.platform.quarantine;

import dev.shuke.event.EventType;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of {@code events.quarantine}.
 *
 * @param type its contract, empty when unknown
 * @param hasBytes whether the record itself is kept, sealed
 * @param replay where its newest replay lies
 */
public record QuarantinedRecord(
    RecordPlace place,
    Instant knownAt,
    Optional<EventType> type,
    String reason,
    String field,
    String expected,
    boolean hasBytes,
    Optional<RecordPlace> replay) {

  /** Completes the sentence "… keeps no bytes, because". */
  public String whyNoBytes(Instant now) {
    if (type.equals(Optional.of(EventType.CHAT)) || KeptRecord.isChat(place.topic(), null)) {
      return "nothing of chats is kept";
    } else if (knownAt.isBefore(KeptRecord.keptFrom(now))) {
      return "they are kept for " + KeptRecord.KEPT.getDays() + " days only";
    }
    return "it names a chat, or the brand had no key when it was quarantined";
  }
}
