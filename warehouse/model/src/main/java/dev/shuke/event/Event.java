package dev.shuke.event;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened, as one of the contracts of wecom.md section 9 tells it. An object that
 * exists is valid.
 */
public sealed interface Event
    permits OrderEvent, ContactEvent, GroupEvent, ChatEvent, RecordEvent, VisitEvent, TouchEvent {

  /** When it happened; millisecond precision, UTC. */
  Instant occurredAt();

  /**
   * What makes it the same fact when told again, without {@link #occurredAt}, which belongs to
   * every id.
   */
  List<String> identity();

  /** What is unusual but stored, as stable codes; empty for nearly all. */
  default List<String> flags() {
    return List.of();
  }
}
