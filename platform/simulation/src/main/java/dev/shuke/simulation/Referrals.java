package dev.shuke.simulation;

import dev.shuke.event.PersonRef;
import dev.shuke.event.TouchEvent.ReferralStage;
import dev.shuke.simulation.Period.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how members bring friends: a share, its opening, and the friend's first order, which binds
 * the two within 15 days. Some shares are never opened, and some friends never come.
 */
final class Referrals {

  /** How many of the members who are new in the year were brought. */
  private static final double BROUGHT = 0.08;

  /** How many of the other members are asked in vain, and of these open what they were sent. */
  private static final double IN_VAIN = 0.02;

  private static final double OPENED_IN_VAIN = 0.50;

  private final long seed;
  private final Chain chain;
  private final Period period;
  private final Visits visits;

  Referrals(long seed, Chain chain, Period period, Visits visits) {
    this.seed = seed;
    this.chain = chain;
    this.period = period;
    this.visits = visits;
  }

  /**
   * A referral; what never happens is {@link FriendStory#NEVER}.
   *
   * @param referrer the person who shared
   */
  private record Story(int referrer, long sharedAt, long openedAt, long boundAt) {}

  /** Plans in a span how a person was asked to come. */
  void plan(List<Planned> plan, Person person, Span span) {
    Chance chance = Chance.of(seed, Chance.Stream.REFERRAL, person.no());
    boolean isBrought = chance.happens(BROUGHT) && person.joinedOn() >= 0;
    boolean isAsked = chance.happens(IN_VAIN);
    if (!person.isMember() || person.no() == 0 || !(isBrought || isAsked)) {
      return;
    }
    Story story = isBrought ? brought(chance, person) : inVain(chance, person);
    if (story != null && canShare(story)) {
      plan(plan, person, story, ReferralStage.SHARED, story.sharedAt(), span);
      plan(plan, person, story, ReferralStage.OPENED, story.openedAt(), span);
      plan(plan, person, story, ReferralStage.BOUND, story.boundAt(), span);
    }
  }

  private @Nullable Story brought(Chance chance, Person person) {
    int referrer = chance.below(person.no());
    long before = chance.between(60, 13 * 24 * 60) * Period.MINUTE;
    double openedAfter = 0.1 + 0.8 * chance.share();
    long firstOrder = firstOrder(person);
    return firstOrder == FriendStory.NEVER
        ? null
        : new Story(
            referrer,
            firstOrder - before,
            firstOrder - before + (long) (openedAfter * before),
            firstOrder + Period.MINUTE);
  }

  private Story inVain(Chance chance, Person person) {
    int referrer = chance.below(person.no());
    long sharedAt =
        period.startOf(chance.between(1, period.days() - 3))
            + chance.between(300, 1_000) * Period.MINUTE;
    boolean isOpened = chance.happens(OPENED_IN_VAIN);
    long openedAt = sharedAt + chance.between(1, 1_000) * Period.MINUTE;
    return new Story(
        referrer, sharedAt, isOpened ? openedAt : FriendStory.NEVER, FriendStory.NEVER);
  }

  /** A member shares, and not before the year begins. */
  private boolean canShare(Story story) {
    Person referrer = Person.of(seed, story.referrer(), chain, period);
    return referrer.isMember() && story.sharedAt() > period.startOf(referrer.activeFrom());
  }

  private long firstOrder(Person person) {
    for (Span span : period.spans()) {
      long[] orders = visits.of(person, span);
      if (orders.length > 0) {
        return orders[0];
      }
    }
    return FriendStory.NEVER;
  }

  private void plan(
      List<Planned> plan, Person person, Story story, ReferralStage stage, long at, Span span) {
    if (at >= period.startOf(span.from()) && at < period.startOf(span.to())) {
      plan.add(new Planned(at, teller -> tell(teller, person, story, stage, at)));
    }
  }

  private static void tell(
      Teller teller, Person person, Story story, ReferralStage stage, long at) {
    boolean isBound = stage == ReferralStage.BOUND;
    teller.tell(
        TouchEvents.referral(
            at,
            "ref-" + Ids.member(person.no()),
            PersonRef.member(Ids.member(story.referrer())),
            isBound ? PersonRef.member(Ids.member(person.no())) : null,
            stage));
    teller.count(
        switch (stage) {
          case SHARED -> Counted.REFERRALS_SHARED;
          case OPENED -> Counted.REFERRALS_OPENED;
          case BOUND -> Counted.REFERRALS_BOUND;
        });
  }
}
