package dev.shuke.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Valid events: one of each type with every kind of field filled, and the other kinds beside. */
final class Samples {

  static final String VISIT =
      """
      {"schema_version":1,"occurred_at":1780286400000,"kind":"visit","store_id":"s1","visit_source":"scan_qr",
       "enter_time":1780286400000,"leave_time":1780288200000,"purchased":true,"staff_userid":"guide1","corp_id":"ww1",
       "id_namespace":"own-1","person_ref":{"openid":"o1","appid":"wx1"},"visitor_count":2,"source_event_id":"q1","is_replay":false}
      """;

  static final String NOBODY_KNOWN =
      """
      {"schema_version":1,"occurred_at":1780286400000,"kind":"visit","store_id":"s1","visit_source":"wifi_optin",
       "enter_time":1780286400000,"visitor_count":3}
      """;

  static final String FOOTFALL =
      """
      {"schema_version":1,"occurred_at":1780286400000,"kind":"footfall","store_id":"s1","visitor_count":120,
       "counter":"door-1","counted_from":1780286400000,"counted_to":1780290000000}
      """;

  static final String TOUCH =
      """
      {"schema_version":1,"occurred_at":1780286400000,"kind":"touch","corp_id":"ww1","id_namespace":"own-1",
       "person_ref":{"external_userid":"wm1"},"store_id":"s1","touch_id":"t1","campaign_id":"c1","step_id":"1","variant":"a",
       "holdout":false,"channel":"wecom_mass_single","stage":"failed","attempt":2,"wecom_msgid":"m1","staff_userid":"guide1",
       "external_userid":"wm1","fail_code":"api_error","wecom_errcode":41048,"segment_id":"lapsed_regulars",
       "segment_version":"3","tag_snapshot_id":"run-7"}
      """;

  static final String GROUP_TOUCH =
      """
      {"schema_version":1,"occurred_at":1780286400000,"kind":"touch","touch_id":"t2","campaign_id":"c1","chat_id":"g1",
       "channel":"wecom_mass_group","stage":"sent","segment_id":"lapsed_regulars","segment_version":"3","tag_snapshot_id":"run-7"}
      """;

  static final String CONSENT =
      """
      {"schema_version":1,"occurred_at":1780286400000,"kind":"consent","person_ref":{"phone_hash":"ab12"},
       "purpose":"marketing","state":"withdrawn"}
      """;

  static final String REFERRAL =
      """
      {"schema_version":1,"occurred_at":1780286400000,"kind":"referral","referral_id":"r1","referrer":{"member_no":"906"},
       "referee":{"unionid":"u2"},"referral_stage":"bound"}
      """;

  private static final String REFUND =
      """
      {"schema_version":1,"occurred_at":1780286400000,"order_no":"o1","order_source":"pos","status":"partially_refunded",
       "order_version":1,"refund_no":"r1","refund_amount":50,"store_id":"s1","currency":"CNY"}
      """;

  private static final String GROUP_RECALL =
      """
      {"schema_version":1,"occurred_at":1780286400000,"corp_id":"ww1","id_namespace":"own-1","msgid":"msg2",
       "direction":"staff_in_group","channel":"group","chat_id":"g1","msg_type":"revoke","action":"recall","ref_msgid":"msg1",
       "consent_state":"agree"}
      """;

  private static final Instant AT = Instant.parse("2026-06-01T04:00:00Z");

  private Samples() {}

  static Event of(EventType type) {
    return switch (type) {
      case ORDER -> order();
      case CONTACT ->
          new ContactEvent(
              1,
              AT,
              "ww1",
              "own-1",
              new PersonRef(null, "wm1", "u1", null, null, null, null),
              ContactEvent.Change.ADDED,
              "guide1",
              "wm1",
              ContactEvent.ContactType.WECHAT,
              true,
              1,
              null,
              "s1",
              null,
              null,
              null,
              List.of("t1", "t2"),
              5L,
              "s1",
              "m1",
              true);
      case GROUP ->
          new GroupEvent(
              1,
              AT,
              "ww1",
              "own-1",
              "c1",
              GroupEvent.Change.MEMBER_ADDED,
              GroupEvent.DerivedFrom.CALLBACK,
              List.of("wm1"),
              GroupEvent.MemberKind.EXTERNAL,
              1,
              3,
              null,
              null,
              null,
              "1",
              "2",
              null,
              20,
              "s1",
              null,
              false);
      case CHAT ->
          new ChatEvent(
              1,
              AT,
              "ww1",
              "own-1",
              "msg1",
              7L,
              ChatEvent.Direction.CUSTOMER_TO_STAFF,
              ChatEvent.Channel.SINGLE,
              "wm1",
              "guide1",
              null,
              "text",
              ChatEvent.Action.SEND,
              null,
              12,
              null,
              null,
              List.of("spicy"),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              ChatEvent.ConsentState.AGREE,
              null,
              null);
      case RECORD ->
          new RecordEvent(
              1,
              AT,
              RecordEvent.Kind.PRODUCT,
              "sku1",
              LocalDate.parse("2026-01-01"),
              Map.of("name", "麻婆豆腐", "taste", "[\"spicy\"]"),
              null,
              null);
      case VISIT -> read(type, VISIT);
      case TOUCH -> read(type, TOUCH);
    };
  }

  /** Every kind of every type, among them each that asks for fields of its own. */
  static List<Event> ofEachKind() {
    List<Event> events = new ArrayList<>();
    Arrays.stream(EventType.values()).map(Samples::of).forEach(events::add);
    events.add(read(EventType.ORDER, REFUND));
    events.add(read(EventType.CHAT, GROUP_RECALL));
    events.add(read(EventType.VISIT, NOBODY_KNOWN));
    events.add(read(EventType.VISIT, FOOTFALL));
    events.add(read(EventType.TOUCH, GROUP_TOUCH));
    events.add(read(EventType.TOUCH, CONSENT));
    events.add(read(EventType.TOUCH, REFERRAL));
    return events;
  }

  private static Event read(EventType type, String json) {
    return EventJson.again(type, json.getBytes(StandardCharsets.UTF_8)).event();
  }

  private static OrderEvent order() {
    return new OrderEvent(
        1,
        AT,
        "o1",
        OrderEvent.OrderSource.MINI_PROGRAM,
        OrderEvent.Status.PAID,
        2,
        null,
        "s1",
        "guide1",
        "ww1",
        "own-1",
        PersonRef.member("906"),
        "CNY",
        1000L,
        900L,
        100L,
        null,
        List.of(
            new OrderEvent.Item(
                "sku1",
                "spu1",
                "main",
                new BigDecimal("1.500"),
                new BigDecimal("6.6667"),
                1000,
                null)),
        List.of("k1"),
        null,
        "wechat",
        2,
        "dine_in",
        "e1",
        null);
  }
}
