package dev.shuke.simulation;

import dev.shuke.event.PersonRef;
import dev.shuke.event.TouchEvent.Channel;
import dev.shuke.event.TouchEvent.Stage;
import dev.shuke.event.TouchEvent.SuppressReason;
import dev.shuke.simulation.FriendStory.Edge;
import dev.shuke.simulation.Period.Span;
import java.util.List;
import java.util.Optional;

/**
 * Two campaigns that send a coupon to friends who agreed to marketing: who was chosen, whether it
 * was sent and clicked, and on which order the coupon was used.
 */
final class Campaigns {

  /** What of the planned is held back, sent, and of the sent clicked. */
  private static final double SUPPRESSED = 0.05;

  private static final double SENT = 0.90;
  private static final double CLICKED = 0.35;

  /** How long after the click the coupon is good. */
  private static final long COUPON_LIFE = 14 * Period.DAY;

  /** From the plan to the last use of a coupon; bounds what is looked at. */
  private static final long LIFE = COUPON_LIFE + 3 * Period.DAY;

  private static final List<Campaign> CAMPAIGNS =
      List.of(
          new Campaign(0, "sim-autumn", 100, Channel.WECOM_MASS_SINGLE, "cp-sim-autumn"),
          new Campaign(1, "sim-spring", 290, Channel.MINI_PROGRAM_SUBSCRIBE, "cp-sim-spring"));

  private final long seed;
  private final Period period;
  private final Visits visits;
  private final FriendStory.Author friends;

  Campaigns(long seed, Period period, Visits visits, FriendStory.Author friends) {
    this.seed = seed;
    this.period = period;
    this.visits = visits;
    this.friends = friends;
  }

  /**
   * A campaign.
   *
   * @param day of the period, on which it is planned
   */
  private record Campaign(int no, String id, int day, Channel channel, String coupon) {}

  /** What becomes of a campaign for one friend; what never happens is {@link FriendStory#NEVER}. */
  private record Sending(
      Campaign campaign,
      Edge edge,
      long plannedAt,
      long suppressedAt,
      long sentAt,
      long clickedAt) {}

  /** The coupon that an order is paid with, and the touch that brought it. */
  record Coupon(String id, String touchId) {}

  /** Plans what is sent to a friend in a span. */
  void plan(List<Planned> plan, Person person, FriendStory story, Span span) {
    for (Campaign campaign : CAMPAIGNS) {
      long startsAt = period.startOf(campaign.day());
      if (startsAt < period.startOf(span.to()) && period.startOf(span.from()) < startsAt + LIFE) {
        sending(campaign, person, story)
            .ifPresent(sending -> plan(plan, person, story, sending, span));
      }
    }
  }

  private void plan(
      List<Planned> plan, Person person, FriendStory story, Sending sending, Span span) {
    plan(plan, person, story, sending, Stage.PLANNED, sending.plannedAt(), span);
    plan(plan, person, story, sending, Stage.SUPPRESSED, sending.suppressedAt(), span);
    plan(plan, person, story, sending, Stage.SENT, sending.sentAt(), span);
    plan(plan, person, story, sending, Stage.CLICKED, sending.clickedAt(), span);
  }

  private void plan(
      List<Planned> plan,
      Person person,
      FriendStory story,
      Sending sending,
      Stage stage,
      long at,
      Span span) {
    if (at >= period.startOf(span.from()) && at < period.startOf(span.to())) {
      plan.add(new Planned(at, teller -> tell(teller, person, story, sending, stage, at)));
    }
  }

  private Optional<Sending> sending(Campaign campaign, Person person, FriendStory story) {
    Chance chance = Chance.of(seed, Chance.Stream.CAMPAIGN, person.no(), campaign.no(), 0);
    long plannedAt = period.startOf(campaign.day()) + chance.between(360, 480) * Period.MINUTE;
    boolean isSuppressed = chance.happens(SUPPRESSED);
    boolean isSent = chance.happens(SENT) && !isSuppressed;
    long sentAt = plannedAt + chance.between(5, 600) * Period.MINUTE;
    boolean isClicked = chance.happens(CLICKED) && isSent;
    long clickedAt = sentAt + chance.between(1, 2_000) * Period.MINUTE;
    boolean agrees = ConsentStory.of(seed, person, story).marketing().holdsAt(plannedAt);
    // Nothing is sent over an edge that ends before; so it holds all of the time.
    return story.edges().stream()
        .filter(edge -> agrees && edge.from() < plannedAt && clickedAt < edge.to())
        .findFirst()
        .map(
            edge ->
                new Sending(
                    campaign,
                    edge,
                    plannedAt,
                    isSuppressed ? plannedAt + Period.MINUTE : FriendStory.NEVER,
                    isSent ? sentAt : FriendStory.NEVER,
                    isClicked ? clickedAt : FriendStory.NEVER));
  }

  /**
   * The coupon with which a person pays an order: the first one after the click, while it lasts.
   */
  Optional<Coupon> usedOn(Person person, long at) {
    return person.isFriend()
        ? CAMPAIGNS.stream()
            .filter(campaign -> isWithin(campaign, at))
            .flatMap(campaign -> sending(campaign, person, friends.of(person)).stream())
            .filter(sending -> firstOrderAfter(person, sending.clickedAt(), at) == at)
            .filter(sending -> at < sending.clickedAt() + COUPON_LIFE)
            .map(sending -> new Coupon(sending.campaign().coupon(), touchId(person, sending)))
            .findFirst()
        : Optional.empty();
  }

  private boolean isWithin(Campaign campaign, long at) {
    long startsAt = period.startOf(campaign.day());
    return startsAt < at && at < startsAt + LIFE;
  }

  /**
   * @param until an order of the person
   */
  private long firstOrderAfter(Person person, long clickedAt, long until) {
    for (Span span : period.spans()) {
      if (clickedAt < period.startOf(span.to()) && period.startOf(span.from()) <= until) {
        for (long order : visits.of(person, span)) {
          if (order > clickedAt) {
            return order;
          }
        }
      }
    }
    return FriendStory.NEVER;
  }

  private static String touchId(Person person, Sending sending) {
    return sending.campaign().id() + "-" + Ids.member(person.no());
  }

  private void tell(
      Teller teller, Person person, FriendStory story, Sending sending, Stage stage, long at) {
    Campaign campaign = sending.campaign();
    Edge edge = sending.edge();
    boolean isByStaff = campaign.channel() == Channel.WECOM_MASS_SINGLE;
    teller.tell(
        TouchEvents.touch(
            at,
            PersonRef.external(Ids.external(person.no(), story.isWecom())),
            touchId(person, sending),
            campaign.id(),
            campaign.channel(),
            stage,
            stage == Stage.SUPPRESSED ? SuppressReason.CAP_BUDGET : null,
            Ids.store(edge.staff().storeOn(period.dayOf(at))),
            isByStaff ? edge.staff().userid() : null));
    counted(stage).ifPresent(teller::count);
  }

  private static Optional<Counted> counted(Stage stage) {
    return switch (stage) {
      case PLANNED -> Optional.of(Counted.TOUCHES_PLANNED);
      case SENT -> Optional.of(Counted.TOUCHES_SENT);
      case CLICKED -> Optional.of(Counted.TOUCHES_CLICKED);
      case SUPPRESSED -> Optional.of(Counted.TOUCHES_SUPPRESSED);
      case TASK_CREATED, DELIVERED, FAILED, CONVERTED, OPTED_OUT -> Optional.empty();
    };
  }
}
