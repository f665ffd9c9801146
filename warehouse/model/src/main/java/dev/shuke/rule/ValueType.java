package dev.shuke.rule;

/** What a measure or a tag gives. */
public enum ValueType {
  /** True or false. */
  FLAG,
  /** A whole number; the unit is the measure's. */
  NUMBER,
  /** A business date. */
  DATE,
  /** One word. */
  TEXT,
  /** Several words, ranked. */
  TEXTS
}
