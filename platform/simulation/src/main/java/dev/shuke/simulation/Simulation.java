package dev.shuke.simulation;

import dev.shuke.simulation.Period.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The year of the chain, told in the order of time. Same seed, customers and period: the same
 * events in the same order.
 *
 * <p>Only the plan of one month is in memory (for 50,000 customers about 70,000 things); people are
 * made anew for each month.
 */
final class Simulation {

  private static final int CUSTOMERS_PER_WALK_IN_STREAM = 100;

  private final long seed;
  private final int customers;
  private final Period period;
  private final Chain chain;
  private final Visits visits;
  private final FriendStory.Author friends;
  private final Orders orders;
  private final Records records;
  private final Contacts contacts;
  private final Groups groups;
  private final Chats chats;
  private final Campaigns campaigns;
  private final Consents consents;
  private final Referrals referrals;
  private final StoreVisits storeVisits;
  private final GivenTags givenTags;

  Simulation(long seed, int customers, Period period) {
    this.seed = seed;
    this.customers = customers;
    this.period = period;
    this.chain = Chain.of(seed, period);
    Menu menu = Menu.read(seed);
    Rhythm rhythm = new Rhythm(period);
    this.visits = new Visits(seed, rhythm);
    this.friends = new FriendStory.Author(seed, chain, period, rhythm, visits);
    this.campaigns = new Campaigns(seed, period, visits, friends);
    this.orders = new Orders(seed, menu, chain, period, friends, campaigns);
    this.records = new Records(menu, chain, period);
    this.contacts = new Contacts(period, records);
    this.groups = new Groups(period, chain);
    this.chats = new Chats(seed, period, rhythm, chain);
    this.consents = new Consents(seed);
    this.referrals = new Referrals(seed, chain, period, visits);
    this.storeVisits = new StoreVisits(seed, rhythm);
    this.givenTags = new GivenTags(seed, period);
  }

  /**
   * Tells all of it.
   *
   * @param onMonth is told the number of each month, 0 and up, before it starts
   */
  void run(Teller teller, IntConsumer onMonth) {
    records.tellChain(teller);
    groups.tellOpening(teller, customers);
    for (Span span : period.spans()) {
      onMonth.accept(span.no());
      for (Planned next : plan(span)) {
        teller.catchUp(next.at());
        next.telling().accept(teller);
      }
    }
    teller.catchUp(period.end());
  }

  private List<Planned> plan(Span span) {
    List<Planned> plan = new ArrayList<>();
    records.plan(plan, span);
    for (int no = 0; no < customers; no++) {
      plan(plan, Person.of(seed, no, chain, period), span);
    }
    planWalkIns(plan, span);
    for (int store = 0; store < Chain.STORES; store++) {
      for (int group = 0; group < Groups.groupsPerStore(customers); group++) {
        chats.planPosts(plan, store, group, span);
      }
    }
    // Stable: what happens in the same instant stays in the order of planning.
    plan.sort(Comparator.comparingLong(Planned::at));
    return plan;
  }

  private void plan(List<Planned> plan, Person person, Span span) {
    records.plan(plan, person, span);
    long[] times = visits.of(person, span);
    for (int i = 0; i < times.length; i++) {
      int no = i;
      plan.add(
          new Planned(times[no], teller -> orders.tell(teller, person, span.no(), no, times[no])));
    }
    referrals.plan(plan, person, span);
    storeVisits.plan(plan, person, span);
    givenTags.planImport(plan, person, span);
    if (person.isFriend()) {
      FriendStory story = friends.of(person);
      long from = period.startOf(span.from());
      long to = period.startOf(span.to());
      contacts.plan(plan, person, story, from, to);
      groups.plan(plan, person, story, from, to);
      chats.plan(plan, person, story, span);
      consents.plan(plan, person, story, from, to);
      campaigns.plan(plan, person, story, span);
      storeVisits.planMeeting(plan, person, story, from, to);
      givenTags.planByHand(plan, person, story, from, to);
    }
  }

  private void planWalkIns(List<Planned> plan, Span span) {
    int streams = (customers + CUSTOMERS_PER_WALK_IN_STREAM - 1) / CUSTOMERS_PER_WALK_IN_STREAM;
    for (int stream = 0; stream < streams; stream++) {
      int hundred = stream;
      long[] times = visits.ofWalkIns(hundred, span);
      for (int i = 0; i < times.length; i++) {
        int no = i;
        plan.add(
            new Planned(
                times[no], teller -> orders.tellWalkIn(teller, hundred, span.no(), no, times[no])));
      }
    }
  }
}
