package dev.shuke.simulation;

import dev.shuke.event.PersonRef;
import dev.shuke.event.TouchEvent;
import dev.shuke.event.TouchEvent.Channel;
import dev.shuke.event.TouchEvent.ConsentState;
import dev.shuke.event.TouchEvent.Kind;
import dev.shuke.event.TouchEvent.Purpose;
import dev.shuke.event.TouchEvent.ReferralStage;
import dev.shuke.event.TouchEvent.Stage;
import dev.shuke.event.TouchEvent.SuppressReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the three kinds of events that share the contract of touches. */
final class TouchEvents {

  private TouchEvents() {}

  static TouchEvent touch(
      long at,
      PersonRef person,
      String touchId,
      String campaignId,
      Channel channel,
      Stage stage,
      @Nullable SuppressReason suppressReason,
      String store,
      @Nullable String staff) {
    return new TouchEvent(
        1,
        Instant.ofEpochMilli(at),
        Kind.TOUCH,
        Ids.CORP,
        Ids.NAMESPACE,
        person,
        store,
        touchId,
        campaignId,
        "coupon",
        null,
        null,
        channel,
        stage,
        1,
        null,
        staff,
        person.externalUserid(),
        null,
        null,
        null,
        suppressReason,
        null,
        null,
        "sim-friends",
        "1",
        campaignId + "-tags",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static TouchEvent consent(long at, PersonRef person, Purpose purpose, ConsentState state) {
    return other(Kind.CONSENT, at, person, purpose, state, null, null, null, null);
  }

  static TouchEvent referral(
      long at, String id, PersonRef referrer, @Nullable PersonRef referee, ReferralStage stage) {
    return other(Kind.REFERRAL, at, null, null, null, id, referrer, referee, stage);
  }

  private static TouchEvent other(
      Kind kind,
      long at,
      @Nullable PersonRef person,
      @Nullable Purpose purpose,
      @Nullable ConsentState state,
      @Nullable String referralId,
      @Nullable PersonRef referrer,
      @Nullable PersonRef referee,
      @Nullable ReferralStage referralStage) {
    boolean isWecom = person != null && person.externalUserid() != null;
    return new TouchEvent(
        1,
        Instant.ofEpochMilli(at),
        kind,
        isWecom ? Ids.CORP : null,
        isWecom ? Ids.NAMESPACE : null,
        person,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        purpose,
        state,
        referralId,
        referrer,
        referee,
        referralStage,
        null,
        null);
  }
}
