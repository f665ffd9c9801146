package dev.shuke.simulation;

import dev.shuke.event.ContactEvent;
import dev.shuke.simulation.Period.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * How a person is in touch with the chain over WeCom: a pure function of the person. Instants are
 * milliseconds UTC; what never happens is {@link Long#MAX_VALUE}.
 *
 * @param edges live edges to employees, in order
 * @param isWecom a user of another company's WeCom, whose unionid nobody can learn
 * @param tellsUnionid the contact's unionid is known from the start
 * @param agreesAt agrees to the chat archive
 * @param linkedAt a late record links external user id and member number
 * @param joinsGroupAt joins the group of the store
 * @param leavesGroupAt leaves it
 */
record FriendStory(
    List<Edge> edges,
    boolean isWecom,
    boolean tellsUnionid,
    long agreesAt,
    long linkedAt,
    long joinsGroupAt,
    long leavesGroupAt) {

  static final long NEVER = Long.MAX_VALUE;

  FriendStory {
    edges = List.copyOf(edges);
  }

  /**
   * A live edge between the person and an employee.
   *
   * @param endedBy how it ends; meaningless when it doesn't
   */
  record Edge(
      Chain.Employee staff,
      int store,
      long from,
      long to,
      ContactEvent.Change endedBy,
      int addWay) {}

  /** Makes stories. */
  static final class Author {

    private static final int SCANNED = 1;
    private static final int NAME_CARD = 3;

    private final long seed;
    private final Chain chain;
    private final Period period;
    private final Rhythm rhythm;
    private final Visits visits;

    Author(long seed, Chain chain, Period period, Rhythm rhythm, Visits visits) {
      this.seed = seed;
      this.chain = chain;
      this.period = period;
      this.rhythm = rhythm;
      this.visits = visits;
    }

    /**
     * @param person a friend
     */
    FriendStory of(Person person) {
      Chance chance = Chance.of(seed, Chance.Stream.FRIEND, person.no());
      long metAt = meeting(chance, person);
      Edge first = edge(chance, person, metAt, SCANNED);
      List<Edge> edges = new ArrayList<>(List.of(first));
      addLater(edges, chance, person, first);
      boolean isWecom = !person.hasUnionid() && chance.happens(0.06);
      boolean tellsUnionid = person.hasUnionid() && !person.isLinkedLate() && chance.happens(0.85);
      long agreesAt = chance.happens(0.60) ? metAt + chance.between(2, 60) * Period.MINUTE : NEVER;
      long linkedAt = person.isLinkedLate() ? metAt + chance.between(20, 90) * Period.DAY : NEVER;
      long joinsAt =
          chance.happens(0.30) ? metAt + chance.between(5, 2_000) * Period.MINUTE : NEVER;
      boolean isJoining = joinsAt < first.to();
      long leavesAt =
          chance.happens(0.20)
              ? Math.min(joinsAt, NEVER / 2) + chance.between(5, 200) * Period.DAY
              : NEVER;
      return new FriendStory(
          edges,
          isWecom,
          tellsUnionid,
          agreesAt < first.to() ? agreesAt : NEVER,
          linkedAt,
          isJoining ? joinsAt : NEVER,
          isJoining ? Math.min(leavesAt, first.to()) : NEVER);
    }

    /** Most scan a code at the table or the till, minutes after the first order of some month. */
    private long meeting(Chance chance, Person person) {
      int from = spanOf(person.activeFrom());
      Span span = period.spans().get(chance.between(from, period.spans().size() - 1));
      long[] orders = visits.of(person, span);
      int day = chance.between(Math.max(span.from(), person.activeFrom()), span.to() - 1);
      long anyTime = rhythm.wakingTime(chance, day);
      long afterOrder = chance.between(3, 40) * Period.MINUTE;
      return orders.length > 0 ? orders[0] + afterOrder : anyTime;
    }

    private int spanOf(int day) {
      int no = 0;
      while (period.spans().get(no).to() <= day) {
        no++;
      }
      return no;
    }

    private Edge edge(Chance chance, Person person, long from, int addWay) {
      boolean isEnding = chance.happens(0.15);
      long to = from + chance.between(5, 200) * Period.DAY + chance.below(36_000) * Period.SECOND;
      boolean isByStaff = chance.happens(0.10);
      return new Edge(
          chain.someoneAt(chance, person.store(), period.dayOf(from)),
          person.store(),
          from,
          isEnding ? to : NEVER,
          isByStaff
              ? ContactEvent.Change.REMOVED_BY_STAFF
              : ContactEvent.Change.REMOVED_BY_CUSTOMER,
          addWay);
    }

    /** Some of those who left come back, and some know a second employee. */
    private void addLater(List<Edge> edges, Chance chance, Person person, Edge first) {
      boolean comesBack = chance.happens(0.30);
      long backAt = chance.between(10, 60) * Period.DAY + chance.below(3_600) * Period.SECOND;
      if (comesBack && first.to() != NEVER && first.to() + backAt < period.end()) {
        Edge again = edge(chance, person, first.to() + backAt, SCANNED);
        edges.add(
            new Edge(
                first.staff(), first.store(), again.from(), again.to(), again.endedBy(), SCANNED));
      }
      boolean knowsAnother = chance.happens(0.08);
      long anotherAt = first.from() + chance.between(2, 120) * Period.DAY;
      if (knowsAnother && anotherAt < period.end()) {
        Edge second = edge(chance, person, anotherAt, NAME_CARD);
        if (!second.staff().equals(first.staff())) {
          edges.add(second);
        }
      }
    }
  }
}
