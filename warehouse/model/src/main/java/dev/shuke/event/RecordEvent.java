package dev.shuke.event;

import static dev.shuke.event.PrivacyClass.C0;
import static dev.shuke.event.PrivacyClass.C1;
import static dev.shuke.event.PrivacyClass.C2;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody said of a product, store, employee, member … (wecom.md 9.10).
 *
 * <p>{@code occurredAt} is when it was said; {@code validFrom}, a business date, from when it
 * holds, before or after that. A later word on the same kind, key and date replaces the earlier,
 * whole.
 *
 * @param fields values as text; a list or an object is kept as its JSON
 */
public record RecordEvent(
    @Privacy(C0) int schemaVersion,
    @Privacy(C0) Instant occurredAt,
    @Privacy(C0) Kind kind,
    @Privacy(C1) String key,
    @Privacy(C0) LocalDate validFrom,
    @Privacy(C2) Map<String, String> fields,
    @Privacy(C0) @Nullable String sourceEventId,
    @Privacy(C0) @Nullable Boolean isReplay)
    implements Event {

  /** What the record describes. */
  public enum Kind {
    PRODUCT,
    STORE,
    STAFF,
    MEMBER,
    IDENTITY_LINK,
    GOAL,
    MANUAL_TAG,
    IMPORTED_TAG
  }

  public RecordEvent {
    fields = Map.copyOf(fields);
    if (key.isEmpty()) {
      throw new ContractViolation("missing_field", "key", "a key that is not empty");
    }
  }

  @Override
  public List<String> identity() {
    return List.of(kind.name(), key, validFrom.toString());
  }
}
