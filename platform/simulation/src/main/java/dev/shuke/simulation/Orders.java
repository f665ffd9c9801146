package dev.shuke.simulation;

import dev.shuke.event.OrderEvent.OrderSource;
import dev.shuke.event.PersonRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes orders: where, through which till, what, and who it is as far as that till knows. */
final class Orders {

  private static final double WALK_IN_SPICY_SHARE = 0.30;

  /** One line, two, three, four: growing sum. */
  private static final double[] LINES = {0.48, 0.82, 0.955, 1.0};

  private static final List<String> CHANNELS = List.of("wechat", "wechat", "alipay", "cash");

  private final long seed;
  private final Menu menu;
  private final Chain chain;
  private final Period period;
  private final FriendStory.Author friends;
  private final Campaigns campaigns;
  private final Fates fates;

  Orders(
      long seed,
      Menu menu,
      Chain chain,
      Period period,
      FriendStory.Author friends,
      Campaigns campaigns) {
    this.seed = seed;
    this.menu = menu;
    this.chain = chain;
    this.period = period;
    this.friends = friends;
    this.campaigns = campaigns;
    this.fates = new Fates(period);
  }

  /** The order of a known person, who may not show who he or she is. */
  void tell(Teller teller, Person person, int span, int no, long at) {
    Chance chance = Chance.of(seed, Chance.Stream.ORDER, person.no(), span, no);
    OrderSource source = source(chance);
    int store = storeOf(chance, person, span + no);
    PersonRef ref = ref(teller.identities(), chance, person, source, at);
    long number = (long) person.no() << 24 | (long) span << 16 | no;
    Order order =
        order(chance, number, source, store, ref, person.spicyShare(), person.habit(), at);
    fates.tell(teller, chance, ref == null ? order : withCoupon(order, person, at));
  }

  private Order withCoupon(Order order, Person person, long at) {
    return campaigns.usedOn(person, at).map(order::withCoupon).orElse(order);
  }

  /** The order of somebody nobody knows. */
  void tellWalkIn(Teller teller, int hundred, int span, int no, long at) {
    Chance chance = Chance.of(seed, Chance.Stream.ORDER, -1 - hundred, span, no);
    OrderSource source = chance.happens(0.7) ? OrderSource.POS : OrderSource.DELIVERY;
    long number = 1L << 62 | (long) hundred << 24 | (long) span << 16 | no;
    int store = chain.anyStore(chance);
    fates.tell(
        teller,
        chance,
        order(chance, number, source, store, null, WALK_IN_SPICY_SHARE, Chance.mix(number), at));
  }

  private static OrderSource source(Chance chance) {
    double kind = chance.share();
    return kind < 0.55
        ? OrderSource.POS
        : kind < 0.86 ? OrderSource.MINI_PROGRAM : OrderSource.DELIVERY;
  }

  private int storeOf(Chance chance, Person person, int turn) {
    if (person.hasTwoHomes()) {
      return turn % 2 == 0 ? person.store() : person.secondStore();
    }
    double kind = chance.share();
    return kind < 0.86
        ? person.store()
        : kind < 0.94 ? person.secondStore() : chain.anyStore(chance);
  }

  private @Nullable PersonRef ref(
      Identities identities, Chance chance, Person person, OrderSource source, long at) {
    boolean showsCard = chance.happens(0.93);
    return switch (source) {
      case POS, MARKETPLACE -> showsCard ? memberRef(identities, person) : null;
      case MINI_PROGRAM -> miniProgramRef(identities, person, at);
      case DELIVERY -> person.hasPhone() ? phoneRef(person) : null;
    };
  }

  private static @Nullable PersonRef memberRef(Identities identities, Person person) {
    if (!person.isMember()) {
      return null;
    }
    identities.member(person.no());
    return PersonRef.member(Ids.member(person.no()));
  }

  private @Nullable PersonRef miniProgramRef(Identities identities, Person person, long at) {
    if (person.isLinkedLate()) {
      FriendStory story = friends.of(person);
      if (at < story.linkedAt()) {
        return at >= story.edges().get(0).from()
            ? PersonRef.external(Ids.external(person.no(), false))
            : memberRef(identities, person);
      }
    }
    if (!person.hasUnionid()) {
      return memberRef(identities, person);
    }
    String unionid = Ids.unionid(person.no());
    if (person.isMember()) {
      identities.memberWithUnionid(person.no());
      return new PersonRef(Ids.member(person.no()), null, unionid, null, null, null, null);
    }
    identities.unionid(person.no());
    return new PersonRef(null, null, unionid, null, null, null, null);
  }

  /** The delivery service tells the phone, hashed with the brand's key, and nothing else. */
  private static PersonRef phoneRef(Person person) {
    return new PersonRef(null, null, null, null, null, Ids.phoneHash(person.no()), null);
  }

  private Order order(
      Chance chance,
      long number,
      OrderSource source,
      int store,
      @Nullable PersonRef ref,
      double spicyShare,
      long habit,
      long at) {
    int lines = 1 + chance.weighted(LINES);
    List<Dish> dishes = new ArrayList<>(lines);
    List<Integer> quantities = new ArrayList<>(lines);
    for (int i = 0; i < lines; i++) {
      dishes.add(menu.choose(chance, spicyShare, habit));
      quantities.add(chance.happens(0.12) ? 2 : 1);
    }
    boolean isAtTable = source != OrderSource.DELIVERY && chance.happens(0.75);
    boolean isGuided = source == OrderSource.POS && ref != null && chance.happens(0.25);
    Order order =
        new Order(
            Ids.order(seed, number),
            source,
            Ids.store(store),
            isGuided ? chain.someoneAt(chance, store, period.dayOf(at)).userid() : null,
            ref,
            source == OrderSource.MINI_PROGRAM ? "wechat" : chance.oneOf(CHANNELS),
            isAtTable ? chance.between(1, Math.min(lines + 1, 4)) : 1,
            source == OrderSource.DELIVERY ? "delivery" : isAtTable ? "table" : "takeaway",
            dishes,
            quantities,
            0,
            null,
            at);
    return chance.happens(0.25) && order.total() >= 3_000
        ? order.withDiscount(100L * chance.between(2, 8))
        : order;
  }
}
