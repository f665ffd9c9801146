package dev.shuke.simulation;

import dev.shuke.event.ChatEvent;
import dev.shuke.event.ChatEvent.Action;
import dev.shuke.event.ChatEvent.Channel;
import dev.shuke.event.ChatEvent.ConsentState;
import dev.shuke.event.ChatEvent.Direction;
import dev.shuke.simulation.FriendStory.Edge;
import dev.shuke.simulation.Period.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells that messages were sent, never what they say: between friends who agreed to the archive and
 * employees, and in groups.
 */
final class Chats {

  /** Conversations and messages in the group, of one friend in a month. */
  private static final double CONVERSATIONS = 0.11;

  private static final double GROUP_MESSAGES = 0.30;

  /** Posts of the manager in each group and day. */
  private static final double POSTS = 1.5;

  private static final List<String> KEYWORDS =
      List.of("kw-coupon", "kw-booking", "kw-delivery", "kw-queue", "kw-complaint");
  private static final String SPICY_KEYWORD = "kw-taste-spicy";

  private final long seed;
  private final Period period;
  private final Rhythm rhythm;
  private final Chain chain;

  /** The archive numbers the messages of the enterprise. */
  private long seq;

  Chats(long seed, Period period, Rhythm rhythm, Chain chain) {
    this.seed = seed;
    this.period = period;
    this.rhythm = rhythm;
    this.chain = chain;
  }

  /**
   * A message.
   *
   * @param external the customer, null when an employee writes in a group
   * @param staff the employee, null when a customer writes in a group
   * @param chat the group, null between two
   */
  private record Message(
      long number,
      long at,
      Direction direction,
      @Nullable String external,
      @Nullable String staff,
      @Nullable String chat,
      String type,
      int length,
      Optional<String> keyword,
      int store) {}

  /** Plans what a friend writes and reads in a span. */
  void plan(List<Planned> plan, Person person, FriendStory story, Span span) {
    Chance chance = Chance.of(seed, Chance.Stream.CHAT_MONTH, person.no(), span.no(), 0);
    int conversations = chance.poisson(CONVERSATIONS);
    for (int no = 0; no < conversations; no++) {
      long at = rhythm.wakingTime(chance, chance.between(span.from(), span.to() - 1));
      int messages = 2 + chance.poisson(5);
      Optional<Edge> edge = at > story.agreesAt() ? liveEdge(story, at) : Optional.empty();
      if (edge.isPresent()) {
        converse(plan, chance, person, story, edge.get(), span.no() << 6 | no, at, messages);
      }
    }
    int groupMessages = chance.poisson(GROUP_MESSAGES);
    for (int no = 0; no < groupMessages; no++) {
      long at = rhythm.wakingTime(chance, chance.between(span.from(), span.to() - 1));
      Message message = inGroup(chance, person, story, span.no() << 6 | no, at);
      if (at > story.joinsGroupAt() && at < story.leavesGroupAt()) {
        plan.add(new Planned(at, teller -> tell(teller, message)));
      }
    }
  }

  private static Optional<Edge> liveEdge(FriendStory story, long at) {
    return story.edges().stream().filter(edge -> edge.from() < at && at < edge.to()).findFirst();
  }

  private void converse(
      List<Planned> plan,
      Chance chance,
      Person person,
      FriendStory story,
      Edge edge,
      int conversation,
      long start,
      int messages) {
    long at = start;
    boolean isFromCustomer = chance.happens(0.75);
    for (int no = 0; no < messages && at < Math.min(edge.to(), period.end()); no++) {
      Message message =
          new Message(
              1L << 61 | (long) person.no() << 24 | (long) conversation << 8 | no,
              at,
              isFromCustomer ? Direction.CUSTOMER_TO_STAFF : Direction.STAFF_TO_CUSTOMER,
              Ids.external(person.no(), story.isWecom()),
              edge.staff().userid(),
              null,
              type(chance),
              chance.between(2, 80),
              isFromCustomer ? keyword(chance, person) : Optional.empty(),
              edge.staff().storeOn(period.dayOf(at)));
      plan.add(new Planned(at, teller -> tell(teller, message)));
      at += chance.between(15, 400) * Period.SECOND;
      isFromCustomer = chance.happens(0.75) != isFromCustomer;
    }
  }

  private Message inGroup(Chance chance, Person person, FriendStory story, int no, long at) {
    return new Message(
        3L << 60 | (long) person.no() << 24 | no,
        at,
        Direction.CUSTOMER_IN_GROUP,
        Ids.external(person.no(), story.isWecom()),
        null,
        Groups.chatOf(person),
        type(chance),
        chance.between(2, 40),
        keyword(chance, person),
        person.store());
  }

  /** Plans what the manager of a store posts in a group in a span. */
  void planPosts(List<Planned> plan, int store, int group, Span span) {
    long place = (long) store << 20 | group;
    Chance chance = Chance.of(seed, Chance.Stream.GROUP_MONTH, place, span.no(), 0);
    int posts = chance.poisson(POSTS * (span.to() - span.from()));
    for (int no = 0; no < posts; no++) {
      long at = rhythm.wakingTime(chance, chance.between(span.from(), span.to() - 1));
      Message message =
          new Message(
              1L << 63 | place << 24 | (long) span.no() << 16 | no,
              at,
              Direction.STAFF_IN_GROUP,
              null,
              chain.manager(store).userid(),
              Ids.chat(store, group),
              chance.happens(0.4) ? "weapp" : "text",
              chance.between(20, 200),
              chance.happens(0.5) ? Optional.of("kw-coupon") : Optional.empty(),
              store);
      plan.add(new Planned(at, teller -> tell(teller, message)));
    }
  }

  private static String type(Chance chance) {
    double kind = chance.share();
    return kind < 0.80
        ? "text"
        : kind < 0.88 ? "image" : kind < 0.93 ? "voice" : kind < 0.97 ? "emotion" : "weapp";
  }

  private static Optional<String> keyword(Chance chance, Person person) {
    if (chance.happens(person.spicyShare() * 0.15)) {
      return Optional.of(SPICY_KEYWORD);
    }
    return chance.happens(0.25) ? Optional.of(chance.oneOf(KEYWORDS)) : Optional.empty();
  }

  private void tell(Teller teller, Message message) {
    seq++;
    teller.tell(
        new ChatEvent(
            1,
            Instant.ofEpochMilli(message.at),
            Ids.CORP,
            Ids.NAMESPACE,
            Ids.message(seed, message.number),
            seq,
            message.direction,
            message.chat == null ? Channel.SINGLE : Channel.GROUP,
            message.external,
            message.staff,
            message.chat,
            message.type,
            Action.SEND,
            null,
            message.type.equals("text") ? message.length : null,
            message.type.equals("voice") ? Math.min(message.length, 60) : null,
            null,
            message.keyword.map(List::of).orElse(null),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            ConsentState.AGREE,
            Ids.store(message.store),
            null));
    teller.count(Counted.CHAT_MESSAGES);
  }
}
