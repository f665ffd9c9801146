package dev.shuke.event;

import static dev.shuke.event.PrivacyClass.C0;
import static dev.shuke.event.PrivacyClass.C1;
import static dev.shuke.event.PrivacyClass.C2;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of the edge between an employee and an external contact (wecom.md 9.4). */
public record ContactEvent(
    @Privacy(C0) int schemaVersion,
    @Privacy(C1) Instant occurredAt,
    @Privacy(C0) String corpId,
    @Privacy(C0) String idNamespace,
    @Privacy(C2) PersonRef personRef,
    @Privacy(C0) Change change,
    @Privacy(C1) String staffUserid,
    @Privacy(C1) String externalUserid,
    @Privacy(C0) ContactType contactType,
    @Privacy(C0) boolean hasWelcomeCode,
    @Privacy(C0) @Nullable Integer addWay,
    @Privacy(C1) @Nullable String operUserid,
    @Privacy(C0) @Nullable String state,
    @Privacy(C0) @Nullable String linkId,
    @Privacy(C0) @Nullable String removalSource,
    @Privacy(C0) @Nullable String failReason,
    @Privacy(C1) @Nullable List<String> staffTags,
    @Privacy(C1) @Nullable Long firstContactTime,
    @Privacy(C0) @Nullable String storeId,
    @Privacy(C0) @Nullable String sourceEventId,
    @Privacy(C0) @Nullable Boolean isReplay)
    implements Event {

  /** What happened to the edge. */
  public enum Change {
    ADDED,
    HALF_ADDED,
    EDITED,
    REMOVED_BY_STAFF,
    REMOVED_BY_CUSTOMER,
    TRANSFER_FAILED,
    ARCHIVE_APPROVED
  }

  /** What the contact is: {@code wm} ids are WeChat users, {@code wo} ids WeCom users. */
  public enum ContactType {
    WECHAT,
    WECOM,
    ROBOT,
    UNKNOWN
  }

  public ContactEvent {
    staffTags = staffTags == null ? null : List.copyOf(staffTags);
    if (personRef.externalUserid() != null && !personRef.externalUserid().equals(externalUserid)) {
      throw new ContractViolation(
          "contradictory_person", "person_ref.external_userid", "the same as external_userid");
    }
  }

  @Override
  public List<String> identity() {
    return List.of(
        corpId,
        change.name(),
        staffUserid,
        externalUserid,
        sourceEventId == null ? "" : sourceEventId);
  }
}
