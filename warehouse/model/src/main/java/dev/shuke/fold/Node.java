package dev.shuke.fold;

import java.util.List;

/** A measure at the end of a customer's timeline. */
abstract class Node {

  abstract boolean isEmpty();

  /** A number or a date; asked only when it is one and not empty. */
  long number() {
    throw new IllegalStateException("The measure is no number");
  }

  /** In order of position. */
  abstract List<FoldValue> values();

  /** The first date after the as-of date on which another answer is possible. */
  abstract int change();

  /**
   * The first date on which the number can cross one of these bounds, or become empty, or no more
   * so.
   *
   * @param from first number inside
   * @param to last number inside
   */
  int changeAcross(long from, long to) {
    return change();
  }
}
