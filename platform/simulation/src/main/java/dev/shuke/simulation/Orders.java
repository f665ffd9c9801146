package dev.shuke.simulation;

import dev.shuke.event.OrderEvent;
import dev.shuke.event.OrderEvent.Item;
import dev.shuke.event.OrderEvent.OrderSource;
import dev.shuke.event.OrderEvent.Status;
import dev.shuke.event.PersonRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells what becomes of an order: paid, mostly, and sometimes cancelled, refunded or corrected. */
final class Orders {

  private static final double[] LINES = {0.48, 0.82, 0.955, 1.0};
  private static final List<String> CHANNELS = List.of("wechat", "wechat", "alipay", "cash");

  private final long seed;
  private final Menu menu;
  private final Chain chain;
  private final Period period;
  private final FriendStory.Author friends;

  Orders(long seed, Menu menu, Chain chain, Period period, FriendStory.Author friends) {
    this.seed = seed;
    this.menu = menu;
    this.chain = chain;
    this.period = period;
    this.friends = friends;
  }

  /** What is said of an order in all its facts. */
  private record Order(
      String no,
      OrderSource source,
      String storeId,
      @Nullable String staffUserid,
      @Nullable PersonRef person,
      String paymentChannel,
      int partySize,
      String tableOrDelivery,
      List<Dish> dishes,
      int[] quantities,
      long discount,
      long paidAt) {

    long total() {
      long total = 0;
      for (int i = 0; i < quantities.length; i++) {
        total += (long) quantities[i] * dishes.get(i).priceFen();
      }
      return total;
    }

    long paid() {
      return total() - discount;
    }
  }

  /** The order of a known person, who may not show who he or she is. */
  void tell(Teller teller, Person person, int span, int no, long at) {
    Chance chance = Chance.of(seed, Chance.Stream.ORDER, person.no(), span, no);
    OrderSource source = source(chance);
    int store = storeOf(chance, person, span + no);
    PersonRef ref = ref(teller.identities(), chance, person, source, at);
    long number = (long) person.no() << 24 | (long) span << 16 | no;
    tell(
        teller,
        chance,
        order(chance, number, source, store, ref, person.spicyShare(), person.habit(), at));
  }

  /** The order of somebody nobody knows. */
  void tellWalkIn(Teller teller, int hundred, int span, int no, long at) {
    Chance chance = Chance.of(seed, Chance.Stream.ORDER, -1 - hundred, span, no);
    OrderSource source = chance.happens(0.7) ? OrderSource.POS : OrderSource.DELIVERY;
    long number = 1L << 62 | (long) hundred << 24 | (long) span << 16 | no;
    int store = chain.anyStore(chance);
    tell(teller, chance, order(chance, number, source, store, null, 0.30, Chance.mix(number), at));
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
    int[] quantities = new int[lines];
    for (int i = 0; i < lines; i++) {
      dishes.add(menu.choose(chance, spicyShare, habit));
      quantities[i] = chance.happens(0.12) ? 2 : 1;
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
            List.copyOf(dishes),
            quantities,
            0,
            at);
    return chance.happens(0.25) && order.total() >= 3_000
        ? withDiscount(order, 100L * chance.between(2, 8))
        : order;
  }

  private static Order withDiscount(Order order, long discount) {
    return new Order(
        order.no,
        order.source,
        order.storeId,
        order.staffUserid,
        order.person,
        order.paymentChannel,
        order.partySize,
        order.tableOrDelivery,
        order.dishes,
        order.quantities,
        discount,
        order.paidAt);
  }

  private void tell(Teller teller, Chance chance, Order order) {
    teller.count(Counted.ORDERS);
    if (order.person == null) {
      teller.count(Counted.ORDERS_OF_NOBODY);
    }
    int hour =
        Instant.ofEpochMilli(order.paidAt).atZone(period.calendar().zone()).getHour();
    if (hour < 4) {
      teller.count(Counted.ORDERS_AFTER_MIDNIGHT);
    }
    double fate = chance.share();
    if (fate < 0.005) {
      cancelUnpaid(teller, chance, order);
      return;
    }
    teller.tell(paid(order, 1, order.discount));
    countPayment(teller, order);
    if (fate < 0.010) {
      cancelPaid(teller, chance, order);
    } else if (fate < 0.018) {
      refundWhole(teller, chance, order);
    } else if (fate < 0.029) {
      refundPart(teller, chance, order);
    } else if (fate < 0.031) {
      refundInTwoParts(teller, chance, order);
    } else if (fate < 0.034) {
      correct(teller, chance, order);
    }
  }

  private static void countPayment(Teller teller, Order order) {
    teller.count(Counted.ORDERS_PAID);
    teller.count(Counted.ORDERS_COUNTING);
    teller.count(Counted.PAID_FEN, order.paid());
    teller.count(Counted.ORDER_LINES, order.dishes.size());
    teller.count(Counted.SPICY_LINES, order.dishes.stream().filter(Dish::isSpicy).count());
  }

  private void cancelUnpaid(Teller teller, Chance chance, Order order) {
    teller.tell(fact(order, Status.CREATED, 1, order.paidAt, Optional.empty(), 0));
    teller.count(Counted.ORDERS_NEVER_PAID);
    long at = order.paidAt + chance.between(5, 30) * Period.MINUTE;
    if (teller.tellAt(at, fact(order, Status.CANCELLED, 1, at, Optional.empty(), 0))) {
      teller.count(Counted.ORDERS_CANCELLED);
    }
  }

  /** A paid order that is cancelled gives all money back in the same minute. */
  private void cancelPaid(Teller teller, Chance chance, Order order) {
    long at = order.paidAt + chance.between(2, 20) * Period.MINUTE;
    if (teller.tellAt(at, fact(order, Status.CANCELLED, 1, at, Optional.empty(), 0))) {
      teller.count(Counted.ORDERS_CANCELLED);
      teller.count(Counted.ORDERS_COUNTING, -1);
    }
    if (refund(teller, order, at + 30 * Period.SECOND, Status.REFUNDED, "R1", order.paid())) {
      teller.count(Counted.ORDERS_FULLY_REFUNDED);
    }
  }

  private void refundWhole(Teller teller, Chance chance, Order order) {
    long at = order.paidAt + chance.between(20, 4_000) * Period.MINUTE;
    if (refund(teller, order, at, Status.REFUNDED, "R1", order.paid())) {
      teller.count(Counted.ORDERS_FULLY_REFUNDED);
      teller.count(Counted.ORDERS_COUNTING, -1);
    }
  }

  private void refundPart(Teller teller, Chance chance, Order order) {
    long at = order.paidAt + chance.between(20, 4_000) * Period.MINUTE;
    long amount = Math.max(1, order.paid() * chance.between(10, 60) / 100);
    refund(teller, order, at, Status.PARTIALLY_REFUNDED, "R1", amount);
  }

  private void refundInTwoParts(Teller teller, Chance chance, Order order) {
    long first = Math.max(1, order.paid() / 3);
    long at = order.paidAt + chance.between(20, 2_000) * Period.MINUTE;
    long again = at + chance.between(10, 9_000) * Period.MINUTE;
    refund(teller, order, at, Status.PARTIALLY_REFUNDED, "R1", first);
    long rest = order.paid() - first;
    if (refund(teller, order, again, Status.PARTIALLY_REFUNDED, "R2", rest)) {
      teller.count(Counted.ORDERS_FULLY_REFUNDED);
      teller.count(Counted.ORDERS_COUNTING, -1);
    }
  }

  private boolean refund(
      Teller teller, Order order, long at, Status status, String refundNo, long amount) {
    String no = order.no + "-" + refundNo;
    boolean isTold =
        teller.tellAt(at, fact(order, status, 1, at, Optional.of(no), amount));
    if (isTold) {
      teller.count(Counted.REFUNDS);
      teller.count(Counted.REFUND_FEN, amount);
    }
    return isTold;
  }

  /** The till finds an hour later that it gave one yuan too little discount. */
  private void correct(Teller teller, Chance chance, Order order) {
    long at = order.paidAt + chance.between(30, 600) * Period.MINUTE;
    if (teller.tellAt(at, paid(order, 2, order.discount + 100))) {
      teller.count(Counted.ORDERS_CORRECTED);
      teller.count(Counted.PAID_FEN, -100);
    }
  }

  private static OrderEvent paid(Order order, int version, long discount) {
    List<Item> items = new ArrayList<>(order.quantities.length);
    for (int i = 0; i < order.quantities.length; i++) {
      Dish dish = order.dishes.get(i);
      items.add(
          new Item(
              dish.sku(),
              null,
              dish.category(),
              BigDecimal.valueOf(order.quantities[i]),
              BigDecimal.valueOf(dish.priceFen(), 2),
              (long) order.quantities[i] * dish.priceFen(),
              null));
    }
    long total = order.total();
    return event(
        order,
        Status.PAID,
        version,
        order.paidAt,
        null,
        total,
        total - discount,
        discount,
        null,
        items);
  }

  private static OrderEvent fact(
      Order order, Status status, int version, long at, Optional<String> refundNo, long refund) {
    return event(
        order,
        status,
        version,
        at,
        refundNo.orElse(null),
        null,
        null,
        null,
        refundNo.isPresent() ? refund : null,
        null);
  }

  private static OrderEvent event(
      Order order,
      Status status,
      int version,
      long at,
      @Nullable String refundNo,
      @Nullable Long total,
      @Nullable Long paid,
      @Nullable Long discount,
      @Nullable Long refund,
      @Nullable List<Item> items) {
    boolean isWecom = order.person != null && order.person.externalUserid() != null;
    return new OrderEvent(
        1,
        Instant.ofEpochMilli(at),
        order.no,
        order.source,
        status,
        version,
        refundNo,
        order.storeId,
        order.staffUserid,
        isWecom ? Ids.CORP : null,
        isWecom ? Ids.NAMESPACE : null,
        order.person,
        "CNY",
        total,
        paid,
        discount,
        refund,
        items,
        null,
        null,
        order.paymentChannel,
        order.partySize,
        order.tableOrDelivery,
        null,
        null);
  }

  /** The same fact with another payload. */
  static OrderEvent withPartySize(OrderEvent order, int partySize) {
    return new OrderEvent(
        order.schemaVersion(),
        order.occurredAt(),
        order.orderNo(),
        order.orderSource(),
        order.status(),
        order.orderVersion(),
        order.refundNo(),
        order.storeId(),
        order.staffUserid(),
        order.corpId(),
        order.idNamespace(),
        order.personRef(),
        order.currency(),
        order.amountTotal(),
        order.amountPaid(),
        order.discount(),
        order.refundAmount(),
        order.items(),
        order.couponIds(),
        order.touchId(),
        order.paymentChannel(),
        partySize,
        order.tableOrDelivery(),
        order.sourceEventId(),
        order.isReplay());
  }
}
