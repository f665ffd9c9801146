package dev.shuke.fold;

/** A rule at the end of a customer's timeline. */
abstract class RuleNode {

  abstract boolean holds();

  /** The first date after the as-of date on which the other answer is possible. */
  abstract int change();

  /** The same answer on every date. */
  static RuleNode always(java.util.function.BooleanSupplier holds) {
    return new RuleNode() {
      @Override
      boolean holds() {
        return holds.getAsBoolean();
      }

      @Override
      int change() {
        return Days.NEVER;
      }
    };
  }
}
