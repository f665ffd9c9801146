package dev.shuke.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The ways in which an order of the traffic is broken, and for which reason it must be refused. */
enum Broken {
  TOMBSTONE("empty", order -> null),
  NO_BYTES("empty", order -> new byte[0]),
  NOT_UTF8("bad_utf8", order -> new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}),
  UTF16("bad_utf8", order -> order.getBytes(StandardCharsets.UTF_16)),
  CUT_OFF("broken_json", text(order -> order.substring(0, order.length() / 2))),
  TWO_DOCUMENTS("broken_json", text(order -> order + order)),
  UNQUOTED_NAME("broken_json", text(order -> order.replace("\"order_no\"", "order_no"))),
  COMMENT("broken_json", text(order -> order.replaceFirst("\\{", "{/* told again */"))),
  NOT_A_NUMBER(
      "broken_json", text(order -> order.replaceFirst("\"discount\":\\d+", "\"discount\":NaN"))),
  NAME_TWICE("broken_json", text(order -> order.replaceFirst("\\{", "{\"status\":\"created\","))),
  HALF_SURROGATE(
      "broken_json", text(order -> order.replace("\"order_no\":\"", "\"order_no\":\"\\ud83d"))),
  CONTROL_CHARACTER(
      "broken_json", text(order -> order.replace("\"order_no\":\"", "\"order_no\":\"\u0001"))),
  DEEP(
      "broken_json",
      text(
          order ->
              order.replaceFirst(
                  "\\{", "{\"deep\":" + "[".repeat(2_000) + "]".repeat(2_000) + ","))),
  LONG_NUMBER(
      "broken_json",
      text(order -> order.replaceFirst("\\{", "{\"long\":" + "9".repeat(2_000) + ","))),
  LIST_AT_THE_ROOT("wrong_type", text(order -> "[" + order + "]")),
  TEXT_AT_THE_ROOT("wrong_type", text(order -> "\"an order\"")),
  NUMBER_FOR_TEXT(
      "wrong_type",
      text(order -> order.replaceFirst("\"store_id\":\"s", "\"store_id\":7,\"t\":\""))),
  TEXT_FOR_NUMBER(
      "wrong_type",
      text(order -> order.replaceFirst("\"discount\":(\\d+)", "\"discount\":\"$1\""))),
  FRACTION(
      "wrong_type", text(order -> order.replaceFirst("\"discount\":(\\d+)", "\"discount\":$1.5"))),
  BEYOND_64_BITS(
      "wrong_type",
      text(order -> order.replaceFirst("\"discount\":", "\"discount\":99999999999999999999"))),
  TEXT_FOR_FLAG("wrong_type", text(order -> order.replaceFirst("\\{", "{\"is_replay\":\"yes\","))),
  OBJECT_FOR_LIST(
      "wrong_type", text(order -> order.replace("\"items\":[", "\"items\":{},\"lines\":["))),
  LIST_FOR_OBJECT(
      "wrong_type",
      text(order -> order.replaceFirst("\"person_ref\":\\{[^}]*}", "\"person_ref\":[]"))),
  NO_DECIMAL("wrong_type", text(order -> order.replaceFirst("\"qty\":\"", "\"qty\":\"about "))),
  TOO_FINE_DECIMAL(
      "wrong_type", text(order -> order.replaceFirst("\"qty\":\"\\d+", "\"qty\":\"1.0001"))),
  HUGE_DECIMAL(
      "out_of_range", text(order -> order.replaceFirst("\"qty\":\"\\d+", "\"qty\":\"1e999999999"))),
  YEAR_33658(
      "out_of_range",
      text(order -> order.replaceFirst("\"occurred_at\":\\d+", "\"occurred_at\":999999999999999"))),
  NO_FIELD("missing_field", text(order -> order.replace("\"order_no\"", "\"orderno\""))),
  NULL_FIELD(
      "missing_field",
      text(order -> order.replaceFirst("\"store_id\":\"[^\"]*\"", "\"store_id\":null"))),
  LINE_WITHOUT_FIELD("missing_field", text(order -> order.replaceFirst("\"sku\"", "\"dish\""))),
  REFUND_WITHOUT_NUMBER("missing_field", text(order -> order.replace("\"paid\"", "\"refunded\""))),
  UNKNOWN_STATUS("unknown_value", text(order -> order.replace("\"paid\"", "\"gone\""))),
  WRONG_SUM(
      "contradictory_amounts",
      text(order -> order.replaceFirst("\"discount\":", "\"discount\":9"))),
  NEGATIVE_AMOUNT(
      "contradictory_amounts",
      text(
          order ->
              order
                  .replaceFirst("\"amount_total\":\\d+", "\"amount_total\":-2")
                  .replaceFirst("\"amount_paid\":-?\\d+", "\"amount_paid\":-2")
                  .replaceFirst("\"discount\":\\d+", "\"discount\":0"))),
  REFUND_THAT_IS_NONE(
      "contradictory_status", text(order -> order.replaceFirst("\\{", "{\"refund_no\":\"R1\","))),
  UNKNOWN_TYPE("unknown_type", "dev.shuke.dream_event.v1", Broken::utf8),
  UNKNOWN_VERSION("unknown_type", "dev.shuke.order_event.v2", Broken::utf8),
  NO_TYPE("unknown_type", null, Broken::utf8),
  WRONG_TOPIC("wrong_topic", "dev.shuke.record_event.v1", Broken::utf8),
  IN_FUTURE("occurred_in_future", text(Broken::inFuture));

  private static final Duration FAR_AHEAD = Duration.ofDays(3);

  private final String reason;
  private final @Nullable String ceType;
  private final Function<String, byte @Nullable []> change;

  Broken(String reason, @Nullable String ceType, Function<String, byte @Nullable []> change) {
    this.reason = reason;
    this.ceType = ceType;
    this.change = change;
  }

  Broken(String reason, Function<String, byte @Nullable []> change) {
    this(reason, Traffic.CE_TYPE, change);
  }

  private static Function<String, byte @Nullable []> text(UnaryOperator<String> change) {
    return order -> utf8(change.apply(order));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Young ones happened up to 20 hours before the proof. */
  private static String inFuture(String text) {
    long at = Long.parseLong(text.replaceFirst(".*?\"occurred_at\":(\\d+).*", "$1"));
    return text.replaceFirst(
        "\"occurred_at\":\\d+",
        "\"occurred_at\":" + Instant.ofEpochMilli(at).plus(FAR_AHEAD).toEpochMilli());
  }

  /** The message in place of an order. */
  Message message(long index, String order) {
    return Message.quarantined(index, ceType, change.apply(order), reason);
  }
}
