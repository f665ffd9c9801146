package dev.shuke.simulation;

import dev.shuke.event.PersonRef;
import dev.shuke.event.VisitEvent;
import dev.shuke.event.VisitEvent.Kind;
import dev.shuke.event.VisitEvent.VisitSource;
import dev.shuke.simulation.FriendStory.Edge;
import dev.shuke.simulation.Period.Span;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells that somebody was in a store, beside any order: friends who scanned the code at the door
 * when they met, and members whose phone took the store's Wi-Fi.
 */
final class StoreVisits {

  private static final double SCANS = 0.25;

  /** Of a member with a known phone, in a month. */
  private static final double WIFI = 0.015;

  private final long seed;
  private final Rhythm rhythm;

  StoreVisits(long seed, Rhythm rhythm) {
    this.seed = seed;
    this.rhythm = rhythm;
  }

  /** Plans the visit on which a friend was met. */
  void planMeeting(List<Planned> plan, Person person, FriendStory story, long from, long to) {
    Chance chance = Chance.of(seed, Chance.Stream.MEETING, person.no());
    boolean scans = chance.happens(SCANS);
    Edge first = story.edges().get(0);
    long at = first.from() + chance.between(20, 200) * Period.SECOND;
    if (scans && at >= from && at < to) {
      PersonRef ref = PersonRef.external(Ids.external(person.no(), story.isWecom()));
      plan.add(
          new Planned(
              at,
              teller ->
                  tell(
                      teller,
                      VisitSource.SCAN_QR,
                      ref,
                      first.store(),
                      first.staff().userid(),
                      at)));
    }
  }

  /** Plans the visit of a member in a span, if the Wi-Fi saw one. */
  void plan(List<Planned> plan, Person person, Span span) {
    Chance chance = Chance.of(seed, Chance.Stream.VISIT_MONTH, person.no(), span.no(), 0);
    if (!person.hasPhone() || !chance.happens(WIFI)) {
      return;
    }
    int day = chance.between(span.from(), span.to() - 1);
    long at = rhythm.wakingTime(chance, day);
    boolean isAway = day >= person.lapsesOn() && day < person.returnsOn();
    if (day >= person.activeFrom() && !isAway) {
      PersonRef ref = new PersonRef(null, null, null, null, null, Ids.phoneHash(person.no()), null);
      plan.add(
          new Planned(
              at, teller -> tell(teller, VisitSource.WIFI_OPTIN, ref, person.store(), null, at)));
    }
  }

  private static void tell(
      Teller teller,
      VisitSource source,
      PersonRef person,
      int store,
      @Nullable String staff,
      long at) {
    boolean isWecom = person.externalUserid() != null;
    Instant entered = Instant.ofEpochMilli(at);
    teller.tell(
        new VisitEvent(
            1,
            entered,
            Kind.VISIT,
            Ids.store(store),
            source,
            entered,
            null,
            null,
            staff,
            isWecom ? Ids.CORP : null,
            isWecom ? Ids.NAMESPACE : null,
            person,
            null,
            null,
            null,
            null,
            null,
            null));
    teller.count(Counted.VISITS);
  }
}
