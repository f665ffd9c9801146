package dev.shuke.customer;

/** Why two identities are held to be one person, the most trusted first. */
public enum Evidence {
  /** Somebody said so on purpose: an identity link record. */
  IDENTITY_LINK_RECORD,
  /** The member system tells the ids of its member. */
  MEMBER_RECORD,
  /** WeCom tells union id and external user id of one contact. */
  CONTACT,
  /** A till or the mini-program saw several ids on one order. */
  ORDER,
  /**
   * One of the two is a phone, whoever said it but an identity link record: families share phones,
   * and numbers pass on to strangers.
   */
  PHONE
}
