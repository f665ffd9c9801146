package dev.shuke.simulation;

import dev.shuke.event.GroupEvent;
import dev.shuke.event.GroupEvent.Change;
import dev.shuke.event.GroupEvent.DerivedFrom;
import dev.shuke.event.GroupEvent.MemberKind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells who comes and goes in the customer groups: one for each store and 50,000 customers of the
 * chain, because WeCom's groups hold 500.
 */
final class Groups {

  private static final int CUSTOMERS_PER_GROUP = 50_000;

  private final Period period;
  private final Chain chain;

  /** How often each group changed; its member version. */
  private final Map<String, Integer> versions = new HashMap<>();

  Groups(Period period, Chain chain) {
    this.period = period;
    this.chain = chain;
  }

  static int groupsPerStore(int customers) {
    return (customers + CUSTOMERS_PER_GROUP - 1) / CUSTOMERS_PER_GROUP;
  }

  static String chatOf(Person person) {
    return Ids.chat(person.store(), person.no() / CUSTOMERS_PER_GROUP);
  }

  /** Opens the groups of every store, with its manager as owner. */
  void tellOpening(Teller teller, int customers) {
    for (int store = 0; store < Chain.STORES; store++) {
      for (int group = 0; group < groupsPerStore(customers); group++) {
        String owner = chain.manager(store).userid();
        teller.tell(
            event(
                Ids.chat(store, group),
                Change.CREATED,
                period.startOf(0),
                List.of(owner),
                MemberKind.STAFF,
                null,
                store,
                owner));
      }
    }
  }

  /** Plans the coming and going of a friend in a span of time. */
  void plan(List<Planned> plan, Person person, FriendStory story, long from, long to) {
    List<String> members = List.of(Ids.external(person.no(), story.isWecom()));
    if (story.joinsGroupAt() >= from && story.joinsGroupAt() < to) {
      plan.add(
          new Planned(
              story.joinsGroupAt(),
              teller -> {
                teller.tell(change(person, Change.MEMBER_ADDED, story.joinsGroupAt(), members, 3));
                teller.count(Counted.GROUP_JOINS);
              }));
    }
    if (story.leavesGroupAt() >= from && story.leavesGroupAt() < to) {
      plan.add(
          new Planned(
              story.leavesGroupAt(),
              teller -> {
                teller.tell(
                    change(person, Change.MEMBER_LEFT, story.leavesGroupAt(), members, null));
                teller.count(Counted.GROUP_LEAVES);
              }));
    }
  }

  private GroupEvent change(
      Person person, Change change, long at, List<String> members, @Nullable Integer joinScene) {
    return event(
        chatOf(person), change, at, members, MemberKind.EXTERNAL, joinScene, person.store(), null);
  }

  private GroupEvent event(
      String chat,
      Change change,
      long at,
      List<String> members,
      MemberKind kind,
      @Nullable Integer joinScene,
      int store,
      @Nullable String owner) {
    int version = versions.merge(chat, 1, Integer::sum);
    return new GroupEvent(
        1,
        Instant.ofEpochMilli(at),
        Ids.CORP,
        Ids.NAMESPACE,
        chat,
        change,
        DerivedFrom.CALLBACK,
        members,
        kind,
        members.size(),
        joinScene,
        change == Change.MEMBER_LEFT ? 0 : null,
        null,
        null,
        version == 1 ? null : "v" + (version - 1),
        "v" + version,
        owner,
        null,
        Ids.store(store),
        null,
        null);
  }
}
