package dev.shuke.simulation;

import java.util.BitSet;

/**
 * Which ids of each person were told and which of them together, to know how many people a perfect
 * linking would find. A hashed phone stands beside its member number always, so it adds none.
 */
final class Identities {

  private final BitSet members = new BitSet();
  private final BitSet externals = new BitSet();
  private final BitSet unionids = new BitSet();
  private final BitSet memberLinks = new BitSet();
  private final BitSet externalLinks = new BitSet();

  void member(int person) {
    members.set(person);
  }

  void unionid(int person) {
    unionids.set(person);
  }

  void external(int person) {
    externals.set(person);
  }

  void memberWithUnionid(int person) {
    member(person);
    unionid(person);
    memberLinks.set(person);
  }

  void externalWithUnionid(int person) {
    external(person);
    unionid(person);
    externalLinks.set(person);
  }

  /** Groups of ids that the events link: ids less links, because a person's links form no ring. */
  int people() {
    return members.cardinality()
        + externals.cardinality()
        + unionids.cardinality()
        - memberLinks.cardinality()
        - externalLinks.cardinality();
  }
}
