package dev.shuke.rule;

/** How much of one rule has been read, held against the limits; a new one for each rule. */
final class Reading {

  private final Vocabulary vocabulary;
  private int depth;
  private int nodes;
  private boolean isInHeld;

  Reading(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Goes into a rule, a measure or a test: a JSON object of its own counts once. */
  void enter(Place place) {
    if (++depth > RuleJson.MOST_DEPTH) {
      throw place.refuse(
          "too_deep", "rules, measures and tests at most " + RuleJson.MOST_DEPTH + " deep");
    }
    if (++nodes > RuleJson.MOST_NODES) {
      throw place.refuse(
          "too_big", "at most " + RuleJson.MOST_NODES + " rules, measures and tests in all");
    }
  }

  void leave() {
    depth--;
  }

  /** Goes into {@code held}, where no other may stand: days would multiply. */
  void enterHeld(Place place) {
    if (isInHeld) {
      throw place.refuse("nested_held", "no \"held\" inside another");
    }
    isInHeld = true;
  }

  void leaveHeld() {
    isInHeld = false;
  }
}
