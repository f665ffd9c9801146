package dev.shuke.simulation;

import dev.shuke.event.TouchEvent.Purpose;

/**
 * What a friend consented to and when: a pure function of the person. Instants are milliseconds
 * UTC; what never happens is {@link FriendStory#NEVER}.
 */
record ConsentStory(Consent marketing, Consent profiling) {

  private static final double MARKETING = 0.50;
  private static final double PROFILING = 0.25;
  private static final double WITHDRAWN = 0.10;

  /** A consent and its end. */
  record Consent(Purpose purpose, long grantedAt, long withdrawnAt) {
    boolean holdsAt(long at) {
      return grantedAt <= at && at < withdrawnAt;
    }
  }

  /**
   * @param person a friend; asked for consent right after the first contact
   */
  static ConsentStory of(long seed, Person person, FriendStory story) {
    Chance chance = Chance.of(seed, Chance.Stream.CONSENT, person.no());
    long askedAt = story.edges().get(0).from();
    return new ConsentStory(
        consent(chance, Purpose.MARKETING, MARKETING, askedAt),
        consent(chance, Purpose.PROFILING, PROFILING, askedAt));
  }

  private static Consent consent(Chance chance, Purpose purpose, double share, long askedAt) {
    boolean isGranted = chance.happens(share);
    long grantedAt = askedAt + chance.between(10, 3_600) * Period.SECOND;
    boolean isWithdrawn = chance.happens(WITHDRAWN);
    long withdrawnAt = grantedAt + chance.between(20 * 24 * 60, 200 * 24 * 60) * Period.MINUTE;
    return new Consent(
        purpose,
        isGranted ? grantedAt : FriendStory.NEVER,
        isGranted && isWithdrawn ? withdrawnAt : FriendStory.NEVER);
  }
}
