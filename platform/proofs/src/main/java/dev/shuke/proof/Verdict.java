package dev.shuke.proof;

/** What must become of a message. */
enum Verdict {
  EVENT,
  DUPLICATE,
  QUARANTINED,
  LATE
}
