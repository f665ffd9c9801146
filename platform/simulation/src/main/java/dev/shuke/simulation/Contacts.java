package dev.shuke.simulation;

import dev.shuke.event.ContactEvent;
import dev.shuke.event.ContactEvent.Change;
import dev.shuke.event.ContactEvent.ContactType;
import dev.shuke.event.PersonRef;
import dev.shuke.simulation.FriendStory.Edge;
import java.time.Instant;
import java.util.List;

/** Tells what changes between employees and their WeCom contacts. */
final class Contacts {

  private final Period period;
  private final Records records;

  Contacts(Period period, Records records) {
    this.period = period;
    this.records = records;
  }

  /** Plans what happens to a friend in a span of time. */
  void plan(List<Planned> plan, Person person, FriendStory story, long from, long to) {
    for (Edge edge : story.edges()) {
      if (edge.from() >= from && edge.from() < to) {
        plan.add(new Planned(edge.from(), teller -> tellAdded(teller, person, story, edge)));
      }
      if (edge.to() >= from && edge.to() < to) {
        plan.add(new Planned(edge.to(), teller -> tellRemoved(teller, person, story, edge)));
      }
    }
    Edge first = story.edges().get(0);
    if (story.agreesAt() >= from && story.agreesAt() < to) {
      plan.add(
          new Planned(
              story.agreesAt(),
              teller ->
                  teller.tell(
                      event(person, story, first, Change.ARCHIVE_APPROVED, story.agreesAt()))));
    }
    if (story.linkedAt() >= from && story.linkedAt() < to) {
      plan.add(new Planned(story.linkedAt(), teller -> tellLink(teller, person, story)));
    }
  }

  private void tellAdded(Teller teller, Person person, FriendStory story, Edge edge) {
    if (story.tellsUnionid()) {
      teller.identities().externalWithUnionid(person.no());
    } else {
      teller.identities().external(person.no());
    }
    teller.tell(event(person, story, edge, Change.ADDED, edge.from()));
    teller.count(Counted.CONTACTS_ADDED);
  }

  private void tellRemoved(Teller teller, Person person, FriendStory story, Edge edge) {
    teller.tell(event(person, story, edge, edge.endedBy(), edge.to()));
    teller.count(Counted.CONTACTS_REMOVED);
  }

  /** The missing piece: the unionid, in the member's record and of the contact. */
  private void tellLink(Teller teller, Person person, FriendStory story) {
    long at = story.linkedAt();
    records.tellMember(teller, person, at, period.dateOf(period.dayOf(at)), person.hasUnionid());
    teller.identities().externalWithUnionid(person.no());
    teller.tell(event(person, story, story.edges().get(0), Change.EDITED, at));
    teller.count(Counted.LATE_LINKS);
  }

  private ContactEvent event(Person person, FriendStory story, Edge edge, Change change, long at) {
    String external = Ids.external(person.no(), story.isWecom());
    boolean isWithUnionid = story.tellsUnionid() || change == Change.EDITED;
    int store = edge.staff().storeOn(period.dayOf(at));
    return new ContactEvent(
        1,
        Instant.ofEpochMilli(at),
        Ids.CORP,
        Ids.NAMESPACE,
        new PersonRef(
            null,
            external,
            isWithUnionid ? Ids.unionid(person.no()) : null,
            null,
            null,
            null,
            null),
        change,
        edge.staff().userid(),
        external,
        story.isWecom() ? ContactType.WECOM : ContactType.WECHAT,
        change == Change.ADDED && !story.isWecom(),
        change == Change.ADDED ? edge.addWay() : null,
        null,
        change == Change.ADDED ? "table-" + Ids.store(edge.store()) : null,
        null,
        null,
        null,
        null,
        null,
        Ids.store(store),
        null,
        null);
  }
}
