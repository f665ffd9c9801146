package dev.shuke.event;

import static dev.shuke.event.ContractViolation.require;
import static dev.shuke.event.PrivacyClass.C0;
import static dev.shuke.event.PrivacyClass.C1;
import static dev.shuke.event.PrivacyClass.C2;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was in a store, or a counter at its door counted heads (wecom.md 9.8 and 9.10). Neither
 * a position nor a face nor a MAC address is carried.
 *
 * <p>{@code occurredAt} is when they entered or when the count began, so a count that crosses the
 * brand's cut belongs to the day on which it began. A visit of nobody known has a {@code
 * visitorCount}.
 *
 * @param visitSource how a visit came to be known
 * @param counter the source of a footfall count, such as the name of a door counter
 * @param countedFrom the interval of a count; {@code from} and {@code to} are words of SQL
 */
public record VisitEvent(
    @Privacy(C0) int schemaVersion,
    @Privacy(C1) Instant occurredAt,
    @Privacy(C0) Kind kind,
    @Privacy(C0) String storeId,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "visit") @Nullable VisitSource visitSource,
    @Privacy(C1) @RequiredWhen(field = "kind", is = "visit") @Nullable Instant enterTime,
    @Privacy(C1) @Nullable Instant leaveTime,
    @Privacy(C1) @Nullable Boolean purchased,
    @Privacy(C1) @Nullable String staffUserid,
    @Privacy(C0) @Nullable String corpId,
    @Privacy(C0) @Nullable String idNamespace,
    @Privacy(C2) @Nullable PersonRef personRef,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "footfall") @Nullable Integer visitorCount,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "footfall") @Nullable String counter,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "footfall") @Nullable Instant countedFrom,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "footfall") @Nullable Instant countedTo,
    @Privacy(C0) @Nullable String sourceEventId,
    @Privacy(C0) @Nullable Boolean isReplay)
    implements Event {

  /** One visit, or the heads counted in an interval. */
  public enum Kind {
    VISIT,
    FOOTFALL
  }

  /** How a visit came to be known; each but the inferred one is the customer's own act. */
  public enum VisitSource {
    SCAN_QR,
    WIFI_OPTIN,
    ORDER_INFERRED,
    APPOINTMENT,
    STAFF_CHECKIN
  }

  public VisitEvent {
    switch (kind) {
      case VISIT -> {
        require(visitSource, "visit_source", "how the visit is known");
        require(enterTime, "enter_time", "when they entered");
        if (personRef == null && visitorCount == null) {
          throw new ContractViolation(
              "no_person_key", "person_ref", "a person, or visitor_count for people not known");
        }
      }
      case FOOTFALL -> {
        require(visitorCount, "visitor_count", "the heads counted");
        require(counter, "counter", "the source of the count");
        require(countedFrom, "counted_from", "when the count began");
        require(countedTo, "counted_to", "when the count ended");
      }
    }
    if (visitorCount != null && visitorCount < 0) {
      throw new ContractViolation("contradictory_count", "visitor_count", "0 or more");
    }
    refuseOtherStart(enterTime, occurredAt, "enter_time");
    refuseOtherStart(countedFrom, occurredAt, "counted_from");
    if (leaveTime != null && leaveTime.isBefore(occurredAt)) {
      throw new ContractViolation("contradictory_times", "leave_time", "enter_time or later");
    }
    if (countedTo != null && !countedTo.isAfter(occurredAt)) {
      throw new ContractViolation("contradictory_times", "counted_to", "later than counted_from");
    }
  }

  private static void refuseOtherStart(@Nullable Instant start, Instant occurredAt, String field) {
    if (start != null && !start.equals(occurredAt)) {
      throw new ContractViolation("contradictory_times", field, "the same as occurred_at");
    }
  }

  @Override
  public List<String> identity() {
    if (kind == Kind.FOOTFALL) {
      return List.of(kind.name(), String.valueOf(counter), storeId, String.valueOf(countedTo));
    } else if (sourceEventId != null) {
      return List.of(kind.name(), String.valueOf(visitSource), sourceEventId);
    }
    String person = personRef == null ? "" : personRef.key();
    return List.of(kind.name(), String.valueOf(visitSource), storeId, person);
  }
}
