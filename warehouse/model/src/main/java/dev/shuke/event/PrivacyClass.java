package dev.shuke.event;

/**
 * How close a field comes to a person (wecom.md 9.2); an event has the highest class of its filled
 * fields.
 */
public enum PrivacyClass {
  /** No personal data. */
  C0,
  /** Pseudonymous: ids and behaviour. */
  C1,
  /** A direct identifier: unionid, phone hash, nickname. */
  C2,
  /** Sensitive under PIPL article 28. */
  C3,
  /** Content; forbidden on the bus. */
  C4
}
