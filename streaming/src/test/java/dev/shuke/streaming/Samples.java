package dev.shuke.streaming;

import dev.shuke.event.ChatEvent;
import dev.shuke.event.ContactEvent;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.GroupEvent;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.PersonRef;
import dev.shuke.event.RecordEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Valid events, and the Kafka records that tell them. */
final class Samples {

  static final Instant OCCURRED = Instant.parse("2026-03-01T20:30:00.123Z");

  /** Of each record here. */
  static final byte[] KEY = "o-1".getBytes(StandardCharsets.UTF_8);

  private Samples() {}

  static OrderEvent order(String orderNo, Instant occurredAt, long paidFen) {
    return new OrderEvent(
        1,
        occurredAt,
        orderNo,
        OrderEvent.OrderSource.POS,
        OrderEvent.Status.PAID,
        1,
        null,
        "s12",
        null,
        null,
        null,
        PersonRef.member("m7"),
        "CNY",
        paidFen,
        paidFen,
        0L,
        null,
        List.of(
            new OrderEvent.Item(
                "sku1",
                null,
                null,
                new BigDecimal("1.000"),
                null,
                paidFen,
                Map.of("taste", "spicy"))),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Every field filled, nested and flagged. */
  static OrderEvent fullOrder() {
    return new OrderEvent(
        1,
        OCCURRED,
        "o-1",
        OrderEvent.OrderSource.MINI_PROGRAM,
        OrderEvent.Status.PAID,
        3,
        null,
        "s12",
        "guide7",
        "ww1",
        "own-1000002",
        new PersonRef("m7", "wm1", "u1", "o1", "wx1", "ab12", "p1"),
        "CNY",
        12_345L,
        12_000L,
        345L,
        99L,
        List.of(
            new OrderEvent.Item(
                "sku1",
                "spu1",
                "hotpot",
                new BigDecimal("1.500"),
                new BigDecimal("12.3456"),
                12_345L,
                Map.of("taste", "spicy", "size", "大")),
            new OrderEvent.Item("sku2", null, null, new BigDecimal("0.000"), null, 0L, null)),
        List.of("c1", "c2"),
        "t1",
        "wechat",
        4,
        "table-9",
        "src-1",
        true);
  }

  static ContactEvent contact() {
    return new ContactEvent(
        1,
        OCCURRED,
        "ww1",
        "own-1000002",
        PersonRef.external("wm1"),
        ContactEvent.Change.REMOVED_BY_STAFF,
        "guide7",
        "wm1",
        ContactEvent.ContactType.WECHAT,
        true,
        1,
        "guide7",
        "pos-s12",
        null,
        null,
        null,
        List.of("tag1", "tag2"),
        1_700_000_000_000L,
        "s12",
        null,
        false);
  }

  static GroupEvent group() {
    return new GroupEvent(
        1,
        OCCURRED,
        "ww1",
        "own-1000002",
        "chat1",
        GroupEvent.Change.MEMBER_ADDED,
        GroupEvent.DerivedFrom.PULL_DIFF,
        List.of("wm1", "wm2"),
        GroupEvent.MemberKind.EXTERNAL,
        2,
        3,
        null,
        null,
        "guide7",
        "v1",
        "v2",
        null,
        120,
        null,
        null,
        null);
  }

  static ChatEvent chat() {
    return new ChatEvent(
        1,
        OCCURRED,
        "ww1",
        "own-1000002",
        "msg1",
        77L,
        ChatEvent.Direction.CUSTOMER_TO_STAFF,
        ChatEvent.Channel.SINGLE,
        "wm1",
        "guide7",
        null,
        "text",
        ChatEvent.Action.SEND,
        null,
        12,
        null,
        null,
        List.of("k1"),
        null,
        null,
        null,
        null,
        0,
        1,
        null,
        null,
        ChatEvent.ConsentState.AGREE,
        "s12",
        null);
  }

  static RecordEvent record() {
    return new RecordEvent(
        1,
        OCCURRED,
        RecordEvent.Kind.PRODUCT,
        "sku1",
        LocalDate.parse("2025-12-31"),
        Map.of("name", "毛肚", "taste", "[\"spicy\",\"numbing\"]"),
        null,
        null);
  }

  /** An event of {@code visits} or {@code touches}: each kind fills columns of its own. */
  private static Event kind(EventType type, String fields) {
    String json =
        "{\"schema_version\":1,\"occurred_at\":" + OCCURRED.toEpochMilli() + "," + fields + "}";
    return EventJson.again(type, json.getBytes(StandardCharsets.UTF_8)).event();
  }

  private static List<Event> ofEachKind() {
    return List.of(
        kind(
            EventType.VISIT,
            """
            "kind":"visit","store_id":"s12","visit_source":"scan_qr","enter_time":1772397000123,
            "leave_time":1772400600000,"purchased":false,"person_ref":{"member_no":"m7"}
            """),
        kind(
            EventType.VISIT,
            """
            "kind":"footfall","store_id":"s12","visitor_count":120,"counter":"door-1",
            "counted_from":1772397000123,"counted_to":1772400600123
            """),
        kind(
            EventType.TOUCH,
            """
            "kind":"touch","touch_id":"t1","campaign_id":"c1","holdout":true,"channel":"sms","stage":"suppressed",
            "suppress_reason":"holdout","segment_id":"lapsed","segment_version":"1","tag_snapshot_id":"run-7",
            "person_ref":{"phone_hash":"ab12"}
            """),
        kind(
            EventType.TOUCH,
            """
            "kind":"consent","purpose":"profiling","state":"granted","person_ref":{"member_no":"m7"}
            """),
        kind(
            EventType.TOUCH,
            """
            "kind":"referral","referral_id":"r1","referral_stage":"bound",
            "referrer":{"member_no":"m7"},"referee":{"unionid":"u2"}
            """));
  }

  static List<Event> ofEachType() {
    List<Event> events = new ArrayList<>(ofEachKind());
    events.addAll(
        List.of(fullOrder(), order("o-2", OCCURRED, 100), contact(), group(), chat(), record()));
    return events;
  }

  /** The record that tells {@code event} in the topic of its type. */
  static KafkaRecord told(Event event, int partition, long offset, Instant knownAt) {
    EventType type = EventType.of(event);
    return kafka(
        "test." + type.source(), partition, offset, knownAt, type.ceType(), EventJson.write(event));
  }

  /** A record with a key and, unless null, a type. */
  static KafkaRecord kafka(
      String topic,
      int partition,
      long offset,
      Instant knownAt,
      @Nullable String ceType,
      byte @Nullable [] value) {
    Map<String, String> headers = ceType == null ? Map.of() : Map.of("ce_type", ceType);
    return new KafkaRecord(topic, partition, offset, knownAt, headers, KEY, value);
  }

  /** An arrival as the reader makes it. */
  static Arrival arrival(Event event, long offset, Instant knownAt) {
    EventReader.Outcome outcome =
        new EventReader(TestBrand.CALENDAR).read(told(event, 0, offset, knownAt));
    return ((EventReader.Outcome.Young) outcome).arrival();
  }

  /** Records that no reader can make an event of. */
  static List<byte[]> poison() {
    byte[] noise = new byte[4_096];
    new java.util.Random(7).nextBytes(noise);
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'x');
    return Arrays.asList(
        null,
        new byte[0],
        noise,
        megabyte,
        text("[".repeat(100_000)),
        text("{\"a\":".repeat(50_000)),
        text("{\"order_no\":\"" + "9".repeat(1 << 20) + "\"}"),
        text("{\"schema_version\":1e999999999}"),
        text("{\"occurred_at\":" + "9".repeat(1_000) + "}"),
        text("null"),
        text("{} {}"),
        text("{\"a\":1,\"a\":2}"),
        new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'},
        text("{\"order_no\":\"\\ud800\"}"));
  }

  private static byte[] text(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }
}
