package dev.shuke.simulation;

import dev.shuke.event.OrderEvent;
import dev.shuke.event.OrderEvent.Item;
import dev.shuke.event.OrderEvent.OrderSource;
import dev.shuke.event.OrderEvent.Status;
import dev.shuke.event.PersonRef;
import dev.shuke.simulation.Campaigns.Coupon;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an order in all its facts.
 *
 * @param discount in 1/100 yuan
 * @param coupon with which it is paid
 * @param paidAt milliseconds UTC; also when an order that is never paid was made
 */
record Order(
    String no,
    OrderSource source,
    String storeId,
    @Nullable String staffUserid,
    @Nullable PersonRef person,
    String paymentChannel,
    int partySize,
    String tableOrDelivery,
    List<Dish> dishes,
    List<Integer> quantities,
    long discount,
    @Nullable Coupon coupon,
    long paidAt) {

  private static final long COUPON_FEN = 500;

  Order {
    dishes = List.copyOf(dishes);
    quantities = List.copyOf(quantities);
  }

  long total() {
    long total = 0;
    for (int i = 0; i < quantities.size(); i++) {
      total += (long) quantities.get(i) * dishes.get(i).priceFen();
    }
    return total;
  }

  long paid() {
    return total() - discount;
  }

  Order withDiscount(long newDiscount) {
    return with(newDiscount, coupon);
  }

  /** Paid with a coupon, which is worth a discount at least. */
  Order withCoupon(Coupon used) {
    return with(Math.max(discount, Math.min(COUPON_FEN, total() / 2)), used);
  }

  private Order with(long newDiscount, @Nullable Coupon newCoupon) {
    return new Order(
        no,
        source,
        storeId,
        staffUserid,
        person,
        paymentChannel,
        partySize,
        tableOrDelivery,
        dishes,
        quantities,
        newDiscount,
        newCoupon,
        paidAt);
  }

  /** The payment, as a version of it tells. */
  OrderEvent paidFact(int version, long discount) {
    List<Item> items = new ArrayList<>(quantities.size());
    for (int i = 0; i < quantities.size(); i++) {
      Dish dish = dishes.get(i);
      items.add(
          new Item(
              dish.sku(),
              null,
              dish.category(),
              BigDecimal.valueOf(quantities.get(i)),
              BigDecimal.valueOf(dish.priceFen(), 2),
              (long) quantities.get(i) * dish.priceFen(),
              null));
    }
    long total = total();
    return event(
        Status.PAID, version, paidAt, null, total, total - discount, discount, null, items);
  }

  /** A fact without money. */
  OrderEvent fact(Status status, long at) {
    return event(status, 1, at, null, null, null, null, null, null);
  }

  /**
   * A refund.
   *
   * @param amount of this refund alone, in 1/100 yuan
   */
  OrderEvent refundFact(Status status, String refundNo, long at, long amount) {
    return event(status, 1, at, no + "-" + refundNo, null, null, null, amount, null);
  }

  private OrderEvent event(
      Status status,
      int version,
      long at,
      @Nullable String refundNo,
      @Nullable Long total,
      @Nullable Long paid,
      @Nullable Long discount,
      @Nullable Long refund,
      @Nullable List<Item> items) {
    boolean isWecom = person != null && person.externalUserid() != null;
    Coupon used = status == Status.PAID ? coupon : null;
    return new OrderEvent(
        1,
        Instant.ofEpochMilli(at),
        no,
        source,
        status,
        version,
        refundNo,
        storeId,
        staffUserid,
        isWecom ? Ids.CORP : null,
        isWecom ? Ids.NAMESPACE : null,
        person,
        "CNY",
        total,
        paid,
        discount,
        refund,
        items,
        used == null ? null : List.of(used.id()),
        used == null ? null : used.touchId(),
        paymentChannel,
        partySize,
        tableOrDelivery,
        null,
        null);
  }

  /** The same fact with another payload, so a conflict. */
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
