package dev.shuke.simulation;

import dev.shuke.event.RecordEvent.Kind;
import dev.shuke.simulation.Period.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells the tags that no rule gives: those that staff give friends by hand and sometimes take away,
 * and the levels imported from the member system of before.
 */
final class GivenTags {

  private static final double BY_HAND = 0.015;
  private static final double TAKEN_AWAY = 0.20;
  private static final double IMPORTED = 0.02;
  private static final List<String> RANKS = List.of("silver", "gold", "platinum");
  private static final List<String> LEVELS = List.of("A", "B", "C");

  private final long seed;
  private final Period period;

  GivenTags(long seed, Period period) {
    this.seed = seed;
    this.period = period;
  }

  /** Plans what staff say of a friend in a span of time. */
  void planByHand(List<Planned> plan, Person person, FriendStory story, long from, long to) {
    Chance chance = Chance.of(seed, Chance.Stream.TAG_BY_HAND, person.no());
    if (!chance.happens(BY_HAND)) {
      return;
    }
    String value = chance.oneOf(RANKS);
    long givenAt = story.edges().get(0).from() + chance.between(30, 5_000) * Period.MINUTE;
    boolean isTakenAway = chance.happens(TAKEN_AWAY);
    long takenAt = givenAt + chance.between(10, 60) * Period.DAY;
    String key = "hand-" + person.no();
    String ref =
        "external_userid." + Ids.NAMESPACE + ":" + Ids.external(person.no(), story.isWecom());
    if (givenAt >= from && givenAt < to) {
      plan.add(
          new Planned(
              givenAt, teller -> tell(teller, Kind.MANUAL_TAG, key, "vip", value, ref, givenAt)));
    }
    if (isTakenAway && takenAt >= from && takenAt < to) {
      plan.add(
          new Planned(
              takenAt, teller -> tell(teller, Kind.MANUAL_TAG, key, "vip", null, ref, takenAt)));
    }
  }

  /** Plans the level that a member of before the year brings along. */
  void planImport(List<Planned> plan, Person person, Span span) {
    Chance chance = Chance.of(seed, Chance.Stream.TAG_IMPORT, person.no());
    if (span.no() == 0 && person.isMember() && person.joinedOn() < 0 && chance.happens(IMPORTED)) {
      String level = chance.oneOf(LEVELS);
      long at = period.startOf(0) + Period.MINUTE;
      String member = Ids.member(person.no());
      plan.add(
          new Planned(
              at,
              teller ->
                  tell(
                      teller,
                      Kind.IMPORTED_TAG,
                      "level-" + member,
                      "level",
                      level,
                      "member:" + member,
                      at)));
    }
  }

  /**
   * @param value null takes the tag away
   */
  private void tell(
      Teller teller,
      Kind kind,
      String key,
      String tag,
      @Nullable String value,
      String person,
      long at) {
    Map<String, String> fields = new TreeMap<>(Map.of("tag", tag, "person", person));
    if (value != null) {
      fields.put("value", value);
    }
    teller.tell(Records.event(kind, key, at, period.dateOf(period.dayOf(at)), fields));
    teller.count(Counted.TAG_RECORDS);
  }
}
