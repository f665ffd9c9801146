package dev.shuke.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

  private static final String PAID =
      """
      {"schema_version":1,"occurred_at":1483273827000,"order_no":"31198705046","order_source":"pos","status":"paid",
       "order_version":1,"store_id":"319","person_ref":{"member_no":"906"},"currency":"USD",
       "amount_total":179,"amount_paid":150,"discount":29,
       "items":[{"sku":"1075313","qty":"1","line_amount":150,"attrs":{"size":"10 OZ"}}]}
      """;

  private static Reading read(String json) {
    return EventJson.read(EventType.ORDER.ceType(), json.getBytes(StandardCharsets.UTF_8));
  }

  private static Reading.Accepted accepted(String json) {
    Reading reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return (Reading.Accepted) reading;
  }

  private static Reading.Refused refused(String json) {
    Reading reading = read(json);
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    return (Reading.Refused) reading;
  }

  @Test
  void readsAnOrderWithItsLines() {
    OrderEvent order = (OrderEvent) accepted(PAID).event();
    assertThat(order.occurredAt()).isEqualTo("2017-01-01T12:30:27Z");
    assertThat(order.amountPaid()).isEqualTo(150);
    assertThat(order.items())
        .containsExactly(
            new OrderEvent.Item(
                "1075313",
                null,
                null,
                new BigDecimal("1.000"),
                null,
                150,
                Map.of("size", "10 OZ")));
    assertThat(order.flags()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.shuke.event.Samples#ofEachKind")
  void writesWhatItReads(Event event) {
    EventType type = EventType.of(event);
    Reading reading = EventJson.read(type.ceType(), EventJson.write(event));
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    assertThat(((Reading.Accepted) reading).event()).isEqualTo(event);
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void everyFieldHasAPrivacyClassAndNoneIsContent(EventType type) {
    assertThat(type.contract().fields())
        .allSatisfy(field -> assertThat(field.privacy()).isNotEqualTo(PrivacyClass.C4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"order_no\":\"31198705046\",|''|missing_field|order_no",
        "\"order_no\":\"31198705046\"|\"order_no\":31198705046|wrong_type|order_no",
        "\"occurred_at\":1483273827000|\"occurred_at\":\"2017-01-01\"|wrong_type|occurred_at",
        "\"occurred_at\":1483273827000|\"occurred_at\":1e400|wrong_type|occurred_at",
        "\"occurred_at\":1483273827000|\"occurred_at\":999999999999999|out_of_range|occurred_at",
        "\"status\":\"paid\"|\"status\":\"payed\"|unknown_value|status",
        "\"amount_paid\":150|\"amount_paid\":151|contradictory_amounts|amount_paid",
        "\"amount_paid\":150|\"amount_paid\":1.5|wrong_type|amount_paid",
        "\"discount\":29|\"discount\":-29|contradictory_amounts|discount",
        "\"qty\":\"1\"|\"qty\":\"one\"|wrong_type|items[0].qty",
        "\"qty\":\"1\"|\"qty\":\"1e999999999\"|out_of_range|items[0].qty",
        "\"qty\":\"1\"|\"qty\":\"1.0001\"|wrong_type|items[0].qty",
        "{\"member_no\":\"906\"}|{}|no_person_key|person_ref",
        "{\"member_no\":\"906\"}|{\"openid\":\"o\",\"member_no\":\"1\"}|missing_field|person_ref",
        "\"items\":|\"goods\":|missing_field|items",
        "\"currency\":\"USD\"|\"currency\":\"USD\",\"currency\":\"EUR\"|broken_json|''",
      })
  void refusesWhatCannotBeReadOrContradictsItself(
      String from, String to, String reason, String field) {
    Reading.Refused refused = refused(PAID.replace(from, to));
    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.field()).isEqualTo(field);
    assertThat(refused.expected()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"order_no\":|broken_json",
        "[]|wrong_type",
        "null|wrong_type",
        "{} {}|broken_json"
      })
  void neverThrowsOnBrokenInput(String json, String reason) {
    assertThat(refused(json).reason()).isEqualTo(reason);
  }

  @Test
  void neverThrowsOnDepthBytesOrNothing() {
    assertThat(refused("{\"a\":" + "[".repeat(100_000)).reason()).isEqualTo("broken_json");
    assertThat(
            EventJson.read(EventType.ORDER, new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}))
        .isInstanceOfSatisfying(
            Reading.Refused.class, r -> assertThat(r.reason()).isEqualTo("bad_utf8"));
    assertThat(EventJson.read(EventType.ORDER.ceType(), null))
        .isInstanceOfSatisfying(
            Reading.Refused.class, r -> assertThat(r.reason()).isEqualTo("empty"));
    assertThat(EventJson.read((String) null, new byte[] {'{', '}'}))
        .isInstanceOfSatisfying(
            Reading.Refused.class, r -> assertThat(r.reason()).isEqualTo("unknown_type"));
  }

  @Test
  void keepsNamesTypesAndLengthsOfARefusedRecordAndNothingElse() {
    Reading.Refused refused =
        refused("{\"order_no\":\"secret\",\"items\":[1,[2],3],\"a\":{\"b\":1},\"c\":");
    assertThat(refused.shape())
        .containsExactly(
            new FieldShape("(bytes)", "bytes", 55),
            new FieldShape("order_no", "string", 6),
            new FieldShape("items", "array", 3),
            new FieldShape("a", "object", 1));
    assertThat(refused.toString()).doesNotContain("secret");
  }

  @Test
  void sameFactHasOneIdAndAReplayTheSamePayload() {
    Reading.Accepted told = accepted(PAID);
    Reading.Accepted replayed =
        accepted(PAID.replace("\"status\"", "\"is_replay\": true, \"status\""));
    Reading.Accepted reordered =
        accepted(
            PAID.replace("{\"schema_version\":1,", "{")
                .replace("\"items\"", "\"schema_version\":1,\"items\""));
    Reading.Accepted corrected =
        accepted(PAID.replace("\"store_id\":\"319\"", "\"store_id\":\"320\""));
    assertThat(replayed.eventId()).isEqualTo(told.eventId());
    assertThat(replayed.payloadHash()).isEqualTo(told.payloadHash());
    assertThat(reordered.payloadHash()).isEqualTo(told.payloadHash());
    assertThat(corrected.eventId()).isEqualTo(told.eventId());
    assertThat(corrected.payloadHash()).isNotEqualTo(told.payloadHash());
    assertThat(accepted(PAID.replace("1483273827000", "1483273827001")).eventId())
        .isNotEqualTo(told.eventId());
  }

  @Test
  void keepsFieldsTheContractDoesNotName() {
    assertThat(
            accepted(
                    PAID.replace(
                        "\"currency\"", "\"z\":{\"b\":1,\"a\":2},\"till\":\"7\",\"currency\""))
                .unknownFields())
        .isEqualTo("{\"till\":\"7\",\"z\":{\"a\":2,\"b\":1}}");
    assertThat(accepted(PAID).unknownFields()).isNull();
  }

  @Test
  void keepsThemInsideObjectsAndListsToo() {
    String told =
        PAID.replace("\"qty\"", "\"note\":{\"to\":\"kitchen\"},\"qty\"")
            .replace("\"currency\"", "\"/items/0/note\":7,\"currency\"");

    Reading.Accepted accepted = accepted(told);

    assertThat(accepted.unknownFields())
        .isEqualTo("{\"/items/0/note\":{\"to\":\"kitchen\"},\"/~1items~10~1note\":7}");
    assertThat(
            EventJson.again(EventType.ORDER, told.getBytes(StandardCharsets.UTF_8)).unknownFields())
        .isEqualTo(accepted.unknownFields());
  }

  @Test
  void aChatCarriesNoTextUnderAnyName() {
    String chat = new String(EventJson.write(Samples.of(EventType.CHAT)), StandardCharsets.UTF_8);
    String short256 = "x".repeat(256);

    assertThat(EventJson.read(EventType.CHAT, with(chat, "{\"a\":[\"" + short256 + "\"]}")))
        .isInstanceOfSatisfying(
            Reading.Accepted.class,
            told ->
                assertThat(told.unknownFields())
                    .isEqualTo("{\"extra\":{\"a\":[\"" + short256 + "\"]}}"));
    for (String tooLong :
        List.of(
            "\"" + short256 + "x\"",
            "{\"a\":[\"" + short256 + "x\"]}",
            "{\"" + short256 + "x\":1}")) {
      assertThat(EventJson.read(EventType.CHAT, with(chat, tooLong)))
          .isInstanceOfSatisfying(
              Reading.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo("out_of_range");
                assertThat(refused.field()).isEqualTo("extra");
                assertThat(refused.expected()).startsWith("at most 256 characters");
              });
    }
    assertThat(
            EventJson.read(
                EventType.CHAT,
                chat.replaceFirst("\\{", "{\"" + short256 + "x\":1,")
                    .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Reading.Refused.class, refused -> assertThat(refused.field()).isEmpty());
    // Of an order it is kept: a till may say much.
    assertThat(
            accepted(PAID.replace("\"currency\"", "\"memo\":\"" + short256 + "x\",\"currency\""))
                .unknownFields())
        .hasSize(256 + 1 + "{\"memo\":\"\"}".length());
  }

  private static byte[] with(String json, String extra) {
    return (json.substring(0, json.length() - 1) + ",\"extra\":" + extra + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+10000-01-01", "0000-12-31", "-0001-01-01"})
  void aDateIsOneThatEveryEngineHolds(String day) {
    String record =
        new String(EventJson.write(Samples.of(EventType.RECORD)), StandardCharsets.UTF_8)
            .replaceFirst("\"valid_from\":\"[^\"]*\"", "\"valid_from\":\"" + day + "\"");

    assertThat(EventJson.read(EventType.RECORD, record.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("out_of_range");
              assertThat(refused.field()).isEqualTo("valid_from");
              assertThat(refused.expected()).isEqualTo("a date of the years 1 to 9999");
            });
  }

  @Test
  void readsTheVersionBeforeAndTheVersionAfterSideBySide() {
    String now = PAID.replace("\"currency\"", "\"party_size\":2,\"currency\"");
    String after = now.replace("\"schema_version\":1", "\"schema_version\":2,\"queue_minutes\":7");
    OrderEvent old = (OrderEvent) accepted(PAID).event();
    OrderEvent young = (OrderEvent) accepted(after).event();
    assertThat(old.schemaVersion()).isEqualTo(1);
    assertThat(old.partySize()).isNull();
    assertThat(young.schemaVersion()).isEqualTo(2);
    assertThat(young.partySize()).isEqualTo(2);
    assertThat(accepted(after).unknownFields()).isEqualTo("{\"queue_minutes\":7}");
    assertThat(accepted(after).eventId()).isEqualTo(accepted(PAID).eventId());
  }

  @Test
  void flagsTheUnusualAndStoresIt() {
    String free =
        PAID.replace(
                "\"amount_total\":179,\"amount_paid\":150,\"discount\":29",
                "\"amount_total\":0,\"amount_paid\":0,\"discount\":0")
            .replace("\"qty\":\"1\"", "\"qty\":\"0\"");
    assertThat(accepted(free).event().flags())
        .containsExactly("zero_total", "zero_quantity", "lines_do_not_add_up");
  }

  @Test
  void aRefundNeedsItsNumberAndOthersHaveNone() {
    String refund = PAID.replace("\"status\":\"paid\"", "\"status\":\"refunded\"");
    assertThat(refused(refund).field()).isEqualTo("refund_no");
    assertThat(refused(PAID.replace("\"currency\"", "\"refund_no\":\"r1\",\"currency\"")).reason())
        .isEqualTo("contradictory_status");
  }

  @Test
  void envelopeNamesTopicKeyAndType() {
    Envelope envelope = Envelope.of("journey", "/pos/test", Samples.of(EventType.ORDER));
    assertThat(envelope.topic()).isEqualTo("journey.orders");
    assertThat(envelope.headers())
        .containsOnlyKeys(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_time",
            "ce_dataschema",
            "content-type")
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_source", "/pos/test")
        .containsEntry("ce_type", "dev.shuke.order_event.v1")
        .containsEntry("ce_time", "2026-06-01T04:00:00Z")
        .containsEntry("ce_dataschema", "urn:shuke:schema:dev.shuke.order_event.v1")
        .containsEntry("content-type", "application/json");
    assertThat(envelope.headers().toString()).doesNotContain("906");
  }

  @Test
  void latenessDependsOnTheTwoTimesOnly() {
    Instant known = Instant.parse("2026-06-02T00:00:00Z");
    assertThat(Lateness.of(known.minusSeconds(86_400), known)).isEqualTo(Lateness.YOUNG);
    assertThat(Lateness.of(known.minusSeconds(86_400).minusMillis(1), known))
        .isEqualTo(Lateness.OLD);
    assertThat(Lateness.of(known.plusSeconds(86_400), known)).isEqualTo(Lateness.YOUNG);
    assertThat(Lateness.of(known.plusSeconds(86_400).plusMillis(1), known))
        .isEqualTo(Lateness.FUTURE);
  }
}
