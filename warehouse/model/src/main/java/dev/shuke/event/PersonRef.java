package dev.shuke.event;

import static dev.shuke.event.PrivacyClass.C1;
import static dev.shuke.event.PrivacyClass.C2;

import org.jspecify.annotations.Nullable;

/**
 * The ids under which one source knows a person, as it told them; never merged upstream. Several
 * ids in one reference are evidence that they belong to the same person.
 *
 * @param phoneHash keyed hash of the phone; a plain phone number never reaches Kafka
 */
public record PersonRef(
    @Privacy(C1) @Nullable String memberNo,
    @Privacy(C1) @Nullable String externalUserid,
    @Privacy(C2) @Nullable String unionid,
    @Privacy(C1) @RequiredWhen(field = "appid") @Nullable String openid,
    @Privacy(C1) @RequiredWhen(field = "openid") @Nullable String appid,
    @Privacy(C2) @Nullable String phoneHash,
    @Privacy(C1) @Nullable String pendingId) {

  public PersonRef {
    if (memberNo == null
        && externalUserid == null
        && unionid == null
        && openid == null
        && phoneHash == null
        && pendingId == null) {
      throw new ContractViolation(
          "no_person_key",
          "",
          "at least one of member_no, external_userid, unionid, openid with appid, phone_hash, pending_id");
    }
    if ((openid == null) != (appid == null)) {
      throw new ContractViolation("missing_field", "", "openid and appid together");
    }
  }

  /**
   * The first id told, pseudonymous ones first, such as {@code member_no:906}: one text for events
   * that are told apart by their person.
   */
  String key() {
    if (memberNo != null) {
      return "member_no:" + memberNo;
    } else if (externalUserid != null) {
      return "external_userid:" + externalUserid;
    } else if (openid != null) {
      return "openid:" + appid + ":" + openid;
    } else if (pendingId != null) {
      return "pending_id:" + pendingId;
    }
    return unionid != null ? "unionid:" + unionid : "phone_hash:" + phoneHash;
  }

  public static PersonRef member(String memberNo) {
    return new PersonRef(memberNo, null, null, null, null, null, null);
  }

  public static PersonRef external(String externalUserid) {
    return new PersonRef(null, externalUserid, null, null, null, null, null);
  }
}
