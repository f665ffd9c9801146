package dev.shuke.rule;

/** A number in a rule: written there, or a parameter of the brand that holds on the as-of date. */
public sealed interface Bound {

  /** A number, scaled as its measure is. */
  record Constant(long value) implements Bound {}

  /** A parameter by its name, such as {@code regular.from}; a whole number. */
  record Parameter(String name) implements Bound {}

  static Bound of(long value) {
    return new Constant(value);
  }
}
