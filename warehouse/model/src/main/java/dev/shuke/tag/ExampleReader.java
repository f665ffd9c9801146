package dev.shuke.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.NearestName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the examples of a definition file.
 *
 * <pre>{@code
 * - name: three of three are enough
 *   as_of: 2024-06-30
 *   products: [{sku: mapo, valid_from: 2020-01-01, category: main, tastes: [spicy]}]
 *   rows:
 *     - {order: "1", date: 2024-06-01, at: "18:30", store: s1, source: pos, paid: 1000, cancelled: 2024-06-02,
 *        refunded: 2024-06-03, refunds: [{date: 2024-06-02, amount: 300}], coupons: [c1], touch: t1,
 *        lines: [{sku: mapo, qty: 1, amount: 1000, category: main, taste: spicy}]}
 *     - {contact: added, date: 2024-06-01, staff: a, external: wm1}
 *     - {group: member_added, date: 2024-06-01, chat: g1}
 *     - {chat: customer_to_staff, date: 2024-06-01, keywords: [menu]}
 *     - {touch: sent, date: 2024-06-01, id: t1, campaign: c1, channel: app_message}
 *     - {consent: withdrawn, date: 2024-06-01, purpose: marketing}
 *     - {referral: shared, date: 2024-06-01, id: r1, role: referrer}
 *     - {visit: scan_qr, date: 2024-06-01, store: s1}
 *     - {member: m1, date: 2024-06-01, store: s1}
 *     - {tag: vip, date: 2024-06-01, value: gold}
 *   value: ["true"]
 *   next_change: 2024-11-28        # a date, never, or left out
 * }</pre>
 *
 * A row without {@code at} happens at noon, a store that is not named is {@code s1}; {@code
 * refunded} is the date of the full refund.
 */
final class ExampleReader {

  /** Where the customers of examples live. */
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final Set<String> KEYS =
      Set.of("name", "as_of", "products", "rows", "value", "next_change");
  private static final Set<String> LINE_KEYS = Set.of("sku", "category", "taste", "qty", "amount");
  private static final Set<String> ROW_KEYS =
      Set.of(
          "date",
          "at",
          "store",
          "staff",
          "source",
          "paid",
          "cancelled",
          "refunded",
          "refunds",
          "coupons",
          "lines",
          "external",
          "way",
          "keywords",
          "id",
          "campaign",
          "channel",
          "purpose",
          "role",
          "value",
          "order",
          "contact",
          "group",
          "chat",
          "touch",
          "consent",
          "referral",
          "visit",
          "member",
          "tag");

  private ExampleReader() {}

  /**
   * @throws IllegalArgumentException saying what is wrong with the example
   */
  static Example read(JsonNode node) {
    requireKeys(node, KEYS);
    List<TimelineRow> rows = new ArrayList<>();
    for (JsonNode row : required(node, "rows")) {
      addRow(rows, row);
    }
    rows.sort(Comparator.comparing(TimelineRow::occurredAt));
    List<String> values = new ArrayList<>();
    required(node, "value").forEach(value -> values.add(value.asText()));
    return new Example(
        required(node, "name").asText(),
        date(node, "as_of"),
        products(node.path("products")),
        rows,
        values,
        node.has("next_change") ? node.get("next_change").asText() : null);
  }

  private static List<ProductBook.Row> products(JsonNode nodes) {
    List<ProductBook.Row> products = new ArrayList<>();
    for (JsonNode node : nodes) {
      requireKeys(node, Set.of("sku", "valid_from", "name", "category", "department", "tastes"));
      products.add(
          new ProductBook.Row(
              required(node, "sku").asText(),
              date(node, "valid_from"),
              text(node, "name"),
              text(node, "category"),
              text(node, "department"),
              texts(node, "tastes")));
    }
    return products;
  }

  private static void addRow(List<TimelineRow> rows, JsonNode node) {
    requireKeys(node, ROW_KEYS);
    Kind kind = kind(node);
    TimelineRow.Builder row = builder(kind, node);
    switch (kind) {
      case ORDER -> {
        rows.add(order(row, node).build());
        int lineNo = 0;
        for (JsonNode line : node.path("lines")) {
          lineNo++;
          rows.add(line(node, line, lineNo));
        }
        return;
      }
      case CONTACT ->
          row.change(text(node, "contact"))
              .externalUserid(orElse(node, "external", "wm1"))
              .addWay(node.has("way") ? node.get("way").asInt() : null);
      case GROUP ->
          row.change(text(node, "group"))
              .chatId(orElse(node, "id", "g1"))
              .externalUserid(orElse(node, "external", "wm1"));
      case CHAT ->
          row.direction(text(node, "chat"))
              .chatId(text(node, "id"))
              .keywordIds(texts(node, "keywords"));
      case TOUCH ->
          row.stage(text(node, "touch"))
              .touch(orElse(node, "id", "t1"), text(node, "campaign"), text(node, "channel"));
      case CONSENT -> row.consent(text(node, "purpose"), text(node, "consent"));
      case REFERRAL ->
          row.stage(text(node, "referral"))
              .referral(orElse(node, "id", "r1"), orElse(node, "role", "referrer"));
      case VISIT -> row.visitSource(text(node, "visit"));
      case MEMBER -> {
        // Nothing beside its date and store.
      }
      case TAG -> row.tag(text(node, "tag"), text(node, "value"));
      case ORDER_LINE -> throw new IllegalStateException("A line stands with its order");
    }
    rows.add(row.build());
  }

  /** By the key that says what happened; an order may name a touch, a chat its group by id. */
  private static Kind kind(JsonNode node) {
    for (Kind kind : Kind.values()) {
      if (node.has(word(kind))) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "a row says nothing of what happened, expected one of order, contact, group, chat, touch,"
            + " consent, referral, visit, member, tag");
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static TimelineRow.Builder builder(Kind kind, JsonNode node) {
    LocalDate date = date(node, "date");
    LocalTime time = node.has("at") ? LocalTime.parse(node.get("at").asText()) : LocalTime.NOON;
    return TimelineRow.of(
            Example.CUSTOMER_NO, kind, date.atTime(time).atZone(ZONE).toInstant(), date)
        .store(orElse(node, "store", "s1"))
        .staff(text(node, "staff"));
  }

  private static TimelineRow.Builder order(TimelineRow.Builder row, JsonNode node) {
    List<TimelineRow.Refund> refunds = new ArrayList<>();
    for (JsonNode refund : node.path("refunds")) {
      requireKeys(refund, Set.of("date", "amount"));
      refunds.add(
          new TimelineRow.Refund(date(refund, "date"), required(refund, "amount").asLong()));
    }
    return ofOrder(row, node)
        .amountPaidFen(node.path("paid").asLong(1_000))
        .refunds(refunds)
        .couponIds(texts(node, "coupons"))
        .touch(text(node, "touch"), null, null);
  }

  private static TimelineRow line(JsonNode order, JsonNode node, int lineNo) {
    requireKeys(node, LINE_KEYS);
    String taste = text(node, "taste");
    return ofOrder(builder(Kind.ORDER_LINE, order), order)
        .lineNo(lineNo)
        .sku(required(node, "sku").asText())
        .category(text(node, "category"))
        .qty(node.has("qty") ? new BigDecimal(node.get("qty").asText()) : BigDecimal.ONE)
        .lineAmountFen(node.path("amount").asLong(1_000))
        .attrs(taste == null ? Map.of() : Map.of("taste", taste))
        .build();
  }

  private static TimelineRow.Builder ofOrder(TimelineRow.Builder row, JsonNode node) {
    return row.order(orElse(node, "source", "pos"), required(node, "order").asText())
        .cancelled(dateOrNull(node, "cancelled"))
        .fullyRefunded(dateOrNull(node, "refunded"));
  }

  private static void requireKeys(JsonNode node, Set<String> keys) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                    "unknown key '"
                        + key
                        + "'"
                        + NearestName.of(key, keys)
                            .map(near -> ", did you mean " + near)
                            .orElse(""));
              }
            });
  }

  private static JsonNode required(JsonNode node, String key) {
    if (!node.has(key)) {
      throw new IllegalArgumentException("'" + key + "' is missing in " + node);
    }
    return node.get(key);
  }

  private static @Nullable String text(JsonNode node, String key) {
    return node.hasNonNull(key) ? node.get(key).asText() : null;
  }

  private static String orElse(JsonNode node, String key, String otherwise) {
    return node.hasNonNull(key) ? node.get(key).asText() : otherwise;
  }

  private static List<String> texts(JsonNode node, String key) {
    List<String> texts = new ArrayList<>();
    node.path(key).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static LocalDate date(JsonNode node, String key) {
    String text = required(node, key).asText();
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + key + "' is '" + text + "', expected a date such as 2024-06-30", e);
    }
  }

  private static @Nullable LocalDate dateOrNull(JsonNode node, String key) {
    return node.has(key) ? date(node, key) : null;
  }
}
