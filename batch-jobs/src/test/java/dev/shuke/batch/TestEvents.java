package dev.shuke.batch;

import dev.shuke.event.ChatEvent;
import dev.shuke.event.ContactEvent;
import dev.shuke.event.GroupEvent;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.OrderEvent.Item;
import dev.shuke.event.OrderEvent.OrderSource;
import dev.shuke.event.OrderEvent.Status;
import dev.shuke.event.PersonRef;
import dev.shuke.event.RecordEvent;
import dev.shuke.event.TouchEvent;
import dev.shuke.event.VisitEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Valid events of the test brand; a test says only what matters. */
final class TestEvents {

  static final String CORP = "wwshuketest0000001";
  static final String NAMESPACE = "own-1000002";

  private TestEvents() {}

  /** Wall time in Shanghai. */
  static Instant at(String wallTime) {
    return LocalDateTime.parse(wallTime).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
  }

  static OrderEvent paid(
      String no, @Nullable PersonRef person, String store, String wallTime, String... skus) {
    return order(no, Status.PAID, null, 1, person, store, wallTime, OrderSource.POS, skus);
  }

  static OrderEvent miniProgram(
      String no, PersonRef person, String store, String wallTime, String... skus) {
    return order(no, Status.PAID, null, 1, person, store, wallTime, OrderSource.MINI_PROGRAM, skus);
  }

  static OrderEvent cancelled(String no, String store, String wallTime) {
    return order(no, Status.CANCELLED, null, 1, null, store, wallTime, OrderSource.POS);
  }

  static OrderEvent refunded(String no, String refundNo, long fen, String store, String wallTime) {
    return new OrderEvent(
        1,
        at(wallTime),
        no,
        OrderSource.POS,
        Status.REFUNDED,
        1,
        refundNo,
        store,
        null,
        null,
        null,
        null,
        "CNY",
        null,
        null,
        null,
        fen,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Each line costs 10.00. */
  static OrderEvent order(
      String no,
      Status status,
      @Nullable String refundNo,
      int version,
      @Nullable PersonRef person,
      String store,
      String wallTime,
      OrderSource source,
      String... skus) {
    List<Item> items =
        Arrays.stream(skus)
            .map(sku -> new Item(sku, null, null, BigDecimal.ONE.setScale(3), null, 1000, null))
            .toList();
    long amount = 1000L * skus.length;
    return new OrderEvent(
        1,
        at(wallTime),
        no,
        source,
        status,
        version,
        refundNo,
        store,
        null,
        CORP,
        NAMESPACE,
        person,
        "CNY",
        amount,
        amount,
        0L,
        null,
        items,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  static RecordEvent product(String sku, String category, String tastes) {
    return record(
        RecordEvent.Kind.PRODUCT,
        sku,
        "2024-01-01",
        Map.of("name", sku, "category", category, "taste", tastes));
  }

  static RecordEvent record(
      RecordEvent.Kind kind, String key, String validFrom, Map<String, String> fields) {
    return new RecordEvent(
        1, at(validFrom + "T12:00:00"), kind, key, LocalDate.parse(validFrom), fields, null, null);
  }

  static ContactEvent contact(
      ContactEvent.Change change,
      String staff,
      String external,
      @Nullable String unionid,
      String wallTime) {
    return new ContactEvent(
        1,
        at(wallTime),
        CORP,
        NAMESPACE,
        new PersonRef(null, external, unionid, null, null, null, null),
        change,
        staff,
        external,
        ContactEvent.ContactType.WECHAT,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The order with the coupons and the touch that its payment tells. */
  static OrderEvent credited(OrderEvent order, String touchId, String... coupons) {
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
        List.of(coupons),
        touchId,
        order.paymentChannel(),
        order.partySize(),
        order.tableOrDelivery(),
        order.sourceEventId(),
        order.isReplay());
  }

  static TouchEvent touch(
      String touchId, TouchEvent.Stage stage, PersonRef person, String wallTime) {
    return touchEvent(
        TouchEvent.Kind.TOUCH, wallTime, person, touchId, stage, null, null, null, null, null);
  }

  static TouchEvent consent(
      TouchEvent.Purpose purpose,
      TouchEvent.ConsentState state,
      PersonRef person,
      String wallTime) {
    return touchEvent(
        TouchEvent.Kind.CONSENT, wallTime, person, null, null, purpose, state, null, null, null);
  }

  static TouchEvent referral(
      TouchEvent.ReferralStage stage,
      PersonRef referrer,
      @Nullable PersonRef referee,
      String wallTime) {
    return touchEvent(
        TouchEvent.Kind.REFERRAL, wallTime, null, null, null, null, null, referrer, referee, stage);
  }

  private static TouchEvent touchEvent(
      TouchEvent.Kind kind,
      String wallTime,
      @Nullable PersonRef person,
      @Nullable String touchId,
      TouchEvent.@Nullable Stage stage,
      TouchEvent.@Nullable Purpose purpose,
      TouchEvent.@Nullable ConsentState state,
      @Nullable PersonRef referrer,
      @Nullable PersonRef referee,
      TouchEvent.@Nullable ReferralStage referralStage) {
    boolean isTouch = kind == TouchEvent.Kind.TOUCH;
    return new TouchEvent(
        1,
        at(wallTime),
        kind,
        CORP,
        NAMESPACE,
        person,
        isTouch ? "s1" : null,
        touchId,
        isTouch ? "may" : null,
        null,
        null,
        null,
        isTouch ? TouchEvent.Channel.WECOM_MASS_SINGLE : null,
        stage,
        null,
        null,
        isTouch ? "guide1" : null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        isTouch ? "regulars" : null,
        isTouch ? "1" : null,
        isTouch ? "run-1" : null,
        purpose,
        state,
        referrer == null ? null : "r1",
        referrer,
        referee,
        referralStage,
        null,
        null);
  }

  static VisitEvent visit(
      VisitEvent.VisitSource source, @Nullable PersonRef person, String store, String wallTime) {
    return new VisitEvent(
        1,
        at(wallTime),
        VisitEvent.Kind.VISIT,
        store,
        source,
        at(wallTime),
        null,
        null,
        "guide1",
        CORP,
        NAMESPACE,
        person,
        person == null ? 3 : null,
        null,
        null,
        null,
        null,
        null);
  }

  static VisitEvent footfall(int heads, String store, String from, String to) {
    return new VisitEvent(
        1,
        at(from),
        VisitEvent.Kind.FOOTFALL,
        store,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        heads,
        "door",
        at(from),
        at(to),
        null,
        null);
  }

  static GroupEvent joined(String chatId, String wallTime, String... externals) {
    return new GroupEvent(
        1,
        at(wallTime),
        CORP,
        NAMESPACE,
        chatId,
        GroupEvent.Change.MEMBER_ADDED,
        GroupEvent.DerivedFrom.CALLBACK,
        List.of(externals),
        GroupEvent.MemberKind.EXTERNAL,
        externals.length,
        3,
        null,
        "code-7",
        null,
        null,
        null,
        null,
        null,
        "s1",
        null,
        null);
  }

  /** A customer's message to an employee. */
  static ChatEvent chat(String msgid, String external, String wallTime) {
    return new ChatEvent(
        1,
        at(wallTime),
        CORP,
        NAMESPACE,
        msgid,
        null,
        ChatEvent.Direction.CUSTOMER_TO_STAFF,
        ChatEvent.Channel.SINGLE,
        external,
        "guide1",
        null,
        "text",
        ChatEvent.Action.SEND,
        null,
        5,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        ChatEvent.ConsentState.AGREE,
        "s1",
        null);
  }
}
