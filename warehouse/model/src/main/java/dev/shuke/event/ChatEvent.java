package dev.shuke.event;

import static dev.shuke.event.PrivacyClass.C0;
import static dev.shuke.event.PrivacyClass.C1;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a message was sent or recalled, never what it said (wecom.md 9.6). Needs the customer's
 * archive consent.
 */
public record ChatEvent(
    @Privacy(C0) int schemaVersion,
    @Privacy(C1) Instant occurredAt,
    @Privacy(C0) String corpId,
    @Privacy(C0) String idNamespace,
    @Privacy(C1) String msgid,
    @Privacy(C0) @Nullable Long seq,
    @Privacy(C0) Direction direction,
    @Privacy(C0) Channel channel,
    @Privacy(C1) @RequiredWhen(field = "channel", is = "single") @Nullable String externalUserid,
    @Privacy(C1) @Nullable String staffUserid,
    @Privacy(C1) @RequiredWhen(field = "channel", is = "group") @Nullable String chatId,
    @Privacy(C0) String msgType,
    @Privacy(C0) Action action,
    @Privacy(C1) @RequiredWhen(field = "action", is = "recall") @Nullable String refMsgid,
    @Privacy(C0) @Nullable Integer charLen,
    @Privacy(C0) @Nullable Integer mediaSeconds,
    @Privacy(C0) @Nullable Integer mediaBytes,
    @Privacy(C1) @Nullable List<String> keywordIds,
    @Privacy(C1) @Nullable String intent,
    @Privacy(C1) @Nullable String sentiment,
    @Privacy(C0) @Nullable String modelVersion,
    @Privacy(C1) @Nullable String contentFp,
    @Privacy(C0) @Nullable Integer redactionCount,
    @Privacy(C0) @Nullable Integer receiverCount,
    @Privacy(C0) @Nullable String linkDomain,
    @Privacy(C0) @Nullable String weappId,
    @Privacy(C0) ConsentState consentState,
    @Privacy(C0) @Nullable String storeId,
    @Privacy(C0) @Nullable Boolean isReplay)
    implements Event {

  private static final int MOST_KEYWORDS = 20;

  /** Who spoke to whom. */
  public enum Direction {
    CUSTOMER_TO_STAFF,
    STAFF_TO_CUSTOMER,
    CUSTOMER_IN_GROUP,
    STAFF_IN_GROUP
  }

  /** Where it was said. */
  public enum Channel {
    SINGLE,
    GROUP
  }

  /** Whether the message was sent or taken back. */
  public enum Action {
    SEND,
    RECALL
  }

  /** The archive consent that allows keeping this; others are refused at the edge. */
  public enum ConsentState {
    AGREE,
    DEFAULT_AGREE
  }

  public ChatEvent {
    keywordIds = keywordIds == null ? null : List.copyOf(keywordIds);
    if (keywordIds != null && keywordIds.size() > MOST_KEYWORDS) {
      throw new ContractViolation("too_many_keywords", "keyword_ids", "at most " + MOST_KEYWORDS);
    }
    if (action == Action.RECALL && refMsgid == null) {
      throw new ContractViolation(
          "missing_field", "ref_msgid", "the recalled message, because the action is recall");
    }
    if (channel == Channel.GROUP ? chatId == null : externalUserid == null) {
      throw new ContractViolation(
          "missing_field",
          channel == Channel.GROUP ? "chat_id" : "external_userid",
          "a value on this channel");
    }
  }

  @Override
  public List<String> identity() {
    return List.of(corpId, msgid);
  }
}
