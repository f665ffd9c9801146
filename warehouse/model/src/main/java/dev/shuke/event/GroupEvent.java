package dev.shuke.event;

import static dev.shuke.event.PrivacyClass.C0;
import static dev.shuke.event.PrivacyClass.C1;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a customer group (wecom.md 9.5). Its name and notice may hold personal data and are
 * not carried.
 */
public record GroupEvent(
    @Privacy(C0) int schemaVersion,
    @Privacy(C1) Instant occurredAt,
    @Privacy(C0) String corpId,
    @Privacy(C0) String idNamespace,
    @Privacy(C1) String chatId,
    @Privacy(C0) Change change,
    @Privacy(C0) DerivedFrom derivedFrom,
    @Privacy(C1) @Nullable List<String> memberIds,
    @Privacy(C0) @Nullable MemberKind memberKind,
    @Privacy(C0) @Nullable Integer memberChangeCount,
    @Privacy(C0) @Nullable Integer joinScene,
    @Privacy(C0) @Nullable Integer quitScene,
    @Privacy(C0) @Nullable String state,
    @Privacy(C1) @Nullable String inviterUserid,
    @Privacy(C0) @Nullable String lastMemVer,
    @Privacy(C0) @Nullable String curMemVer,
    @Privacy(C1) @Nullable String ownerUserid,
    @Privacy(C0) @Nullable Integer memberTotal,
    @Privacy(C0) @Nullable String storeId,
    @Privacy(C0) @Nullable String sourceEventId,
    @Privacy(C0) @Nullable Boolean isReplay)
    implements Event {

  private static final int MOST_MEMBERS = 500;

  /** What happened to the group. */
  public enum Change {
    CREATED,
    MEMBER_ADDED,
    MEMBER_LEFT,
    MEMBER_REMOVED,
    OWNER_CHANGED,
    NAME_CHANGED,
    NOTICE_CHANGED,
    DISMISSED,
    SNAPSHOT
  }

  /** Whom {@code memberIds} name. */
  public enum MemberKind {
    STAFF,
    EXTERNAL
  }

  /** Whether WeCom told it, or a difference of two pulls. */
  public enum DerivedFrom {
    CALLBACK,
    PULL_DIFF
  }

  public GroupEvent {
    memberIds = memberIds == null ? null : List.copyOf(memberIds);
    if (memberIds != null && memberIds.size() > MOST_MEMBERS) {
      throw new ContractViolation("too_many_members", "member_ids", "at most " + MOST_MEMBERS);
    }
  }

  @Override
  public List<String> identity() {
    String version = curMemVer == null ? "" : curMemVer;
    String members = memberIds == null ? "" : String.join(",", memberIds);
    return List.of(corpId, chatId, change.name(), version, members);
  }
}
