package dev.shuke.event;

import static dev.shuke.event.ContractViolation.require;
import static dev.shuke.event.PrivacyClass.C0;
import static dev.shuke.event.PrivacyClass.C1;
import static dev.shuke.event.PrivacyClass.C2;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What passes between the brand and a customer beside orders and chats: a message on its way, a
 * consent, a referral (wecom.md 9.9 and 9.10).
 *
 * <p>A touch goes to a person or to a group and says by which segment they were chosen. WeCom tells
 * when a message was sent, never whether it arrived or was read.
 *
 * @param touchId our id for campaign, person and step
 * @param attempt tells apart the tries to send the same touch
 * @param tagSnapshotId the tag values that put the person into the segment
 * @param referee unknown until the referral is bound
 */
public record TouchEvent(
    @Privacy(C0) int schemaVersion,
    @Privacy(C1) Instant occurredAt,
    @Privacy(C0) Kind kind,
    @Privacy(C0) @Nullable String corpId,
    @Privacy(C0) @Nullable String idNamespace,
    @Privacy(C2) @RequiredWhen(field = "kind", is = "consent") @Nullable PersonRef personRef,
    @Privacy(C0) @Nullable String storeId,
    @Privacy(C1) @RequiredWhen(field = "kind", is = "touch") @Nullable String touchId,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "touch") @Nullable String campaignId,
    @Privacy(C0) @Nullable String stepId,
    @Privacy(C0) @Nullable String variant,
    @Privacy(C0) @Nullable Boolean holdout,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "touch") @Nullable Channel channel,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "touch") @Nullable Stage stage,
    @Privacy(C0) @Nullable Integer attempt,
    @Privacy(C1) @Nullable String wecomMsgid,
    @Privacy(C1) @Nullable String staffUserid,
    @Privacy(C1) @Nullable String externalUserid,
    @Privacy(C1) @Nullable String chatId,
    @Privacy(C0) @Nullable FailCode failCode,
    @Privacy(C0) @Nullable Integer wecomErrcode,
    @Privacy(C0) @Nullable SuppressReason suppressReason,
    @Privacy(C0) @Nullable String linkId,
    @Privacy(C0) @Nullable Integer clickSeq,
    @Privacy(C1) @RequiredWhen(field = "kind", is = "touch") @Nullable String segmentId,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "touch") @Nullable String segmentVersion,
    @Privacy(C1) @RequiredWhen(field = "kind", is = "touch") @Nullable String tagSnapshotId,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "consent") @Nullable Purpose purpose,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "consent") @Nullable ConsentState state,
    @Privacy(C1) @RequiredWhen(field = "kind", is = "referral") @Nullable String referralId,
    @Privacy(C2) @RequiredWhen(field = "kind", is = "referral") @Nullable PersonRef referrer,
    @Privacy(C2) @RequiredWhen(field = "referral_stage", is = "bound") @Nullable PersonRef referee,
    @Privacy(C0) @RequiredWhen(field = "kind", is = "referral")
        @Nullable ReferralStage referralStage,
    @Privacy(C0) @Nullable String sourceEventId,
    @Privacy(C0) @Nullable Boolean isReplay)
    implements Event {

  /** What the event tells of. */
  public enum Kind {
    TOUCH,
    CONSENT,
    REFERRAL
  }

  /** The way a touch takes. */
  public enum Channel {
    WECOM_MASS_SINGLE,
    WECOM_MASS_GROUP,
    WECOM_WELCOME,
    WECOM_MOMENT,
    APP_MESSAGE,
    SMS,
    MINI_PROGRAM_SUBSCRIBE
  }

  /** How far a touch came; {@code SENT}: the employee confirmed and WeCom sent. */
  public enum Stage {
    PLANNED,
    SUPPRESSED,
    TASK_CREATED,
    SENT,
    DELIVERED,
    FAILED,
    CLICKED,
    CONVERTED,
    OPTED_OUT
  }

  /** Why a touch failed; {@code wecomErrcode} says more on {@code API_ERROR}. */
  public enum FailCode {
    NOT_CONFIRMED,
    NOT_FRIEND,
    CAP_REACHED,
    BLOCKED,
    API_ERROR
  }

  /** Why a planned touch was held back. */
  public enum SuppressReason {
    CAP_BUDGET,
    QUIET_HOURS,
    OPT_OUT,
    DO_NOT_DISTURB,
    DUPLICATE,
    HOLDOUT
  }

  /** What a consent is for. */
  public enum Purpose {
    MARKETING,
    PROFILING
  }

  /** Whether consent was given or taken back. */
  public enum ConsentState {
    GRANTED,
    WITHDRAWN
  }

  /** How far a referral came; {@code BOUND}: the friend is known and credited to the referrer. */
  public enum ReferralStage {
    SHARED,
    OPENED,
    BOUND
  }

  public TouchEvent {
    switch (kind) {
      case TOUCH -> {
        require(touchId, "touch_id", "the touch's id");
        require(campaignId, "campaign_id", "the campaign of the touch");
        require(channel, "channel", "the way of the touch");
        require(stage, "stage", "how far the touch came");
        require(segmentId, "segment_id", "the segment that chose them");
        require(segmentVersion, "segment_version", "its version");
        require(tagSnapshotId, "tag_snapshot_id", "the tag values it saw");
        if (personRef == null && chatId == null) {
          throw new ContractViolation(
              "no_person_key", "person_ref", "a person, or chat_id for a message to a group");
        }
      }
      case CONSENT -> {
        require(personRef, "person_ref", "whose consent it is");
        require(purpose, "purpose", "what the consent is for");
        require(state, "state", "granted or withdrawn");
      }
      case REFERRAL -> {
        require(referralId, "referral_id", "the referral's id");
        require(referrer, "referrer", "who shared");
        require(referralStage, "referral_stage", "how far the referral came");
      }
    }
    if (referralStage == ReferralStage.BOUND) {
      require(referee, "referee", "the friend, because the referral is bound");
    }
    if (stage == Stage.DELIVERED && channel != Channel.SMS) {
      throw new ContractViolation(
          "contradictory_stage", "stage", "delivered on sms only; WeCom does not tell it");
    }
    if (personRef != null
        && personRef.externalUserid() != null
        && externalUserid != null
        && !personRef.externalUserid().equals(externalUserid)) {
      throw new ContractViolation(
          "contradictory_person", "person_ref.external_userid", "the same as external_userid");
    }
  }

  /** The touch, the referral, or the person of a consent: what keeps its events in order. */
  String subject() {
    return switch (kind) {
      case TOUCH -> String.valueOf(touchId);
      case CONSENT -> Objects.requireNonNull(personRef).key();
      case REFERRAL -> String.valueOf(referralId);
    };
  }

  @Override
  public List<String> identity() {
    return switch (kind) {
      case TOUCH ->
          List.of(
              kind.name(),
              subject(),
              String.valueOf(stage),
              Objects.requireNonNullElse(externalUserid, Objects.requireNonNullElse(chatId, "")),
              attempt == null ? "" : attempt.toString());
      case CONSENT ->
          List.of(kind.name(), subject(), String.valueOf(purpose), String.valueOf(state));
      case REFERRAL -> List.of(kind.name(), subject(), String.valueOf(referralStage));
    };
  }
}
