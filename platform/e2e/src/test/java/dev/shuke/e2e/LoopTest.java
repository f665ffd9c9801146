package dev.shuke.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shuke.event.Envelope;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.PersonRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The story of the loop: {@code ./shuke demo} imports, ingests, computes; then REST and Trino are
 * asked and agree with answers that were computed elsewhere; then fresh events come, the platform
 * goes down and up again, and nothing is lost.
 */
@TestMethodOrder(OrderAnnotation.class)
class LoopTest {

  private static final int LAST = Integer.MAX_VALUE;
  private static final Platform PLATFORM = new Platform();
  private static Instant freshAt = Instant.EPOCH;
  private static Platform.Ended demo = new Platform.Ended(-1, "");
  private static JsonNode known = new ObjectMapper().createObjectNode();

  @BeforeAll
  static void runDemo() throws Exception {
    PLATFORM.clear();
    freshAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    try (InputStream in =
        LoopTest.class.getResourceAsStream("/complete_journey_known_answers.json")) {
      known = new ObjectMapper().readTree(in);
    }
    demo = PLATFORM.shuke("demo", "--customers", "2000");
    assertThat(demo.code()).as(demo.output()).isZero();
  }

  @AfterAll
  static void end() throws Exception {
    PLATFORM.shuke("down");
  }

  private static long knownNumber(String field) {
    JsonNode value = known.get(field);
    assertThat(value).as(field).isNotNull();
    return value.asLong();
  }

  // ---- the ledger

  @ParameterizedTest
  @ValueSource(strings = {"journey", "simulated"})
  void nothingIsLostOrDoubled(String brand) throws Exception {
    assertThat(
            PLATFORM.trino(
                "select topic from "
                    + brand
                    + ".events.ledger where lost <> 0 or doubled <> 0 or late_waiting <> 0"))
        .isEmpty();
    assertThat(
            PLATFORM.trinoNumber(
                "select sum(offsets - events - duplicates - quarantined - late_waiting) from "
                    + brand
                    + ".events.ledger"))
        .isZero();
    assertThat(PLATFORM.trinoNumber("select sum(offsets) from " + brand + ".events.ledger"))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"journey", "simulated"})
  void theLedgerOfDaysAddsUpToTheLedger(String brand) throws Exception {
    String sums =
        "select topic, \"partition\", sum(offsets), sum(events), sum(duplicates), sum(quarantined), sum(late_waiting),"
            + " sum(lost), sum(doubled) from %s.events.%s group by 1, 2 order by 1, 2";
    assertThat(PLATFORM.trino(sums.formatted(brand, "ledger_days")))
        .isEqualTo(PLATFORM.trino(sums.formatted(brand, "ledger")))
        .isNotEmpty();
    Platform.Ended command = PLATFORM.shuke("ledger", "--brand", brand);
    assertThat(command.code()).as(command.output()).isZero();
    assertThat(command.output()).contains(brand + ".orders").contains("Nothing is lost");
  }

  @Test
  void journeyHasOneEventPerOrderProductAndMember() throws Exception {
    assertThat(PLATFORM.trinoNumber("select count(*) from journey.events.orders"))
        .isEqualTo(knownNumber("orders"));
    assertThat(
            PLATFORM.trino(
                "select kind, count(*) from journey.events.records group by kind order by kind"))
        .containsExactly("member,419", "product,92331");
  }

  // ---- known answers, all through Kafka, Flink, admit and core

  @Test
  void matchesTheKnownTotals() throws Exception {
    assertThat(
            PLATFORM.trino(
                "select sum(cardinality(items)), count(*), count(distinct customer_no), count(distinct store_id),"
                    + " sum(amount_paid_fen) from journey.published.orders where counts"))
        .containsExactly(
            String.join(
                ",",
                known.get("lines").asText(),
                known.get("orders").asText(),
                known.get("households").asText(),
                known.get("stores").asText(),
                new BigDecimal(known.get("sales").asText())
                    .movePointRight(2)
                    .toBigIntegerExact()
                    .toString()));
  }

  @Test
  void matchesTheKnownDirtyLines() throws Exception {
    String lines =
        """
        with lines as (
          select item.sku, item.qty, item.line_amount_fen, product.sku as known_sku, product.category
          from journey.published.orders cross join unnest(items) as item(sku, spu, category, qty, unit_price, line_amount_fen, attrs)
          left join journey.published.products as product on product.sku = item.sku
        )
        select count(distinct sku), count_if(qty = 0), count_if(line_amount_fen = 0), count_if(qty > 100),
          count_if(known_sku is null), count_if(category is null)
        from lines
        """;
    assertThat(PLATFORM.trino(lines))
        .containsExactly(
            String.join(
                ",",
                List.of(
                        "products_bought",
                        "lines_with_quantity_zero",
                        "lines_with_sales_zero",
                        "lines_with_quantity_over_100",
                        "lines_whose_product_is_unknown",
                        "lines_without_product_category")
                    .stream()
                    .map(field -> known.get(field).asText())
                    .toList()));
  }

  @Test
  void matchesTheKnownOrdersPerHousehold() throws Exception {
    Map<String, Long> counted = new HashMap<>();
    for (String row :
        PLATFORM.trino(
            "select if(orders >= 40, '40+', cast(orders as varchar)), count(*) from"
                + " (select count(*) as orders from journey.published.orders group by customer_no) group by 1")) {
      String[] cells = row.split(",", -1);
      counted.put(cells[0], Long.parseLong(cells[1]));
    }
    Map<String, Long> expected = new HashMap<>();
    known
        .get("orders_per_household")
        .properties()
        .forEach(e -> expected.put(e.getKey(), e.getValue().asLong()));
    assertThat(counted).isEqualTo(expected);
  }

  @Test
  void matchesTheKnownTies() throws Exception {
    String tied =
        """
        select count(*) from (
          select customer_no from (
            select customer_no, n, max(n) over (partition by customer_no) as most from (%s)
          ) where n = most group by customer_no having count(*) > 1
        )
        """;
    assertThat(
            PLATFORM.trinoNumber(
                tied.formatted(
                    "select customer_no, store_id, count(*) as n from journey.published.orders group by 1, 2")))
        .isEqualTo(knownNumber("households_with_tied_top_store"));
    String categories =
        "select o.customer_no, p.category, count(*) as n from journey.published.orders o"
            + " cross join unnest(o.items) as item(sku, spu, category, qty, unit_price, line_amount_fen, attrs)"
            + " join journey.published.products p on p.sku = item.sku where p.category is not null group by 1, 2";
    assertThat(PLATFORM.trinoNumber(tied.formatted(categories)))
        .isEqualTo(knownNumber("households_with_tied_top_category"));
  }

  /**
   * The known answers speak of 90 days, which is {@code orders_90d} = 0; {@code lapsed} speaks of
   * three calendar months, whose expected counts are worked out here from the source file.
   */
  @Test
  void matchesTheKnownLapsedAtBothDates() throws Exception {
    Map<String, LocalDate[]> ordersOf = orderDates();
    for (JsonNode date : known.get("lapsed")) {
      LocalDate asOf = LocalDate.parse(date.get("as_of").asText());
      Platform.Ended run = PLATFORM.shuke("tags", "--as-of", asOf.toString(), "--brand", "journey");
      assertThat(run.code()).as(run.output()).isZero();
      String newest =
          "journey.tags.as_of where run_id = (select max(run_id) from journey.tags.runs where kind = 'as_of' and as_of_date = date '"
              + asOf
              + "')";
      assertThat(
              PLATFORM.trinoNumber(
                  "select count(*) from " + newest + " and tag_id = 'orders_90d' and number = 0"))
          .isEqualTo(date.get("lapsed_gap_ge_90").asLong());
      assertThat(
              PLATFORM.trinoNumber("select count(*) from " + newest + " and tag_id = 'orders_90d'"))
          .isEqualTo(date.get("customers_with_an_order_by_then").asLong());
      assertThat(
              PLATFORM.trinoNumber(
                  "select count(*) from " + newest + " and tag_id = 'orders_30d' and number > 0"))
          .isEqualTo(date.get("active_in_last_30_days").asLong());
      assertThat(
              PLATFORM.trinoNumber(
                  "select count(*) from " + newest + " and tag_id = 'lapsed' and value = 'true'"))
          .isEqualTo(lapsedByThreeMonths(ordersOf, asOf));
    }
  }

  private static long lapsedByThreeMonths(Map<String, LocalDate[]> ordersOf, LocalDate asOf) {
    return ordersOf.values().stream()
        .filter(dates -> List.of(dates).stream().anyMatch(date -> !date.isAfter(asOf)))
        .filter(
            dates ->
                List.of(dates).stream()
                    .noneMatch(date -> !date.isAfter(asOf) && asOf.isBefore(date.plusMonths(3))))
        .count();
  }

  /** Local dates of each household's baskets, straight from the source file. */
  private static Map<String, LocalDate[]> orderDates() throws IOException {
    Map<String, List<LocalDate>> dates = new HashMap<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(
                        PLATFORM
                            .root()
                            .resolve("platform/samples/complete_journey/transactions.csv.gz"))),
                StandardCharsets.UTF_8))) {
      in.readLine();
      in.lines()
          .map(line -> line.split(",", -1))
          .forEach(
              cells ->
                  dates
                      .computeIfAbsent(cells[0], household -> new java.util.ArrayList<>())
                      .add(LocalDate.parse(cells[10].substring(0, 10))));
    }
    Map<String, LocalDate[]> arrays = new HashMap<>();
    dates.forEach((household, days) -> arrays.put(household, days.toArray(LocalDate[]::new)));
    return arrays;
  }

  // ---- REST, Trino and a look into the source agree

  @Test
  void threeWaysOfAskingAgreeOnEveryTagValue() throws Exception {
    for (String brand : List.of("journey", "simulated")) {
      JsonNode catalogue = PLATFORM.get(brand, "/v1/tags").json();
      Map<String, Long> byTrino = new HashMap<>();
      for (String row :
          PLATFORM.trino(
              "select tag_id || '=' || value, count(*) from "
                  + brand
                  + ".published.customer_tags group by 1")) {
        int comma = row.lastIndexOf(',');
        byTrino.put(row.substring(0, comma), Long.parseLong(row.substring(comma + 1)));
      }
      Map<String, Long> byCatalogue = new HashMap<>();
      for (JsonNode tag : catalogue.get("tags")) {
        if (!tag.has("values")) {
          // Numbers and dates are told by their ends.
          byTrino.keySet().removeIf(value -> value.startsWith(tag.get("tag").asText() + "="));
        }
        for (JsonNode value : tag.path("values")) {
          if (value.get("customers").asLong() > 0) {
            byCatalogue.put(
                tag.get("tag").asText() + "=" + value.get("value").asText(),
                value.get("customers").asLong());
          }
        }
      }
      assertThat(byCatalogue).isEqualTo(byTrino).isNotEmpty();
      assertThat(catalogue.path("simulated").asBoolean()).isEqualTo(brand.equals("simulated"));
      assertThat(count(brand, "{\"tag\":\"lapsed\",\"is\":true}"))
          .isEqualTo(byTrino.get("lapsed=true"));
    }
  }

  @Test
  void countsAndMembersOfASegmentAgreeWithTrino() throws Exception {
    String rule =
        "{\"all\":[{\"tag\":\"lapsed\",\"is\":false},{\"any\":[{\"tag\":\"taste\",\"in\":[\"spicy\"]},"
            + "{\"tag\":\"orders_90d\",\"from\":2}]},{\"not\":{\"tag\":\"most_visited_store\",\"in\":[\"s12\"]}}]}";
    String tags = "select customer_no from simulated.published.customer_tags where ";
    String sql =
        "select count(*) from simulated.published.customers where customer_no = survivor_no and customer_no in ("
            + tags
            + "tag_id = 'lapsed' and value = 'false') and (customer_no in ("
            + tags
            + "tag_id = 'taste' and value = 'spicy') or customer_no in ("
            + tags
            + "tag_id = 'orders_90d' and number >= 2)) and customer_no not in ("
            + tags
            + "tag_id = 'most_visited_store' and value = 's12')";
    long expected = PLATFORM.trinoNumber(sql);
    assertThat(expected).isPositive();
    assertThat(count("simulated", rule)).isEqualTo(expected);

    Platform.Answer members =
        PLATFORM.post(
            "simulated", "/v1/segments:members", "{\"rule\":" + rule + ",\"ids\":[\"member\"]}");
    String[] lines = members.text().strip().split("\n");
    assertThat(lines).hasSize((int) expected + 1);
    assertThat(lines[lines.length - 1]).contains("\"count\":" + expected);
  }

  private static long count(String brand, String rule) throws Exception {
    Platform.Answer answer = PLATFORM.post(brand, "/v1/segments:count", "{\"rule\":" + rule + "}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json().get("count").asLong();
  }

  @Test
  void answersForOnePerson() throws Exception {
    Platform.Answer one = PLATFORM.get("journey", "/v1/customers/member:906/tags");
    assertThat(one.status()).as(one.text()).isEqualTo(200);
    assertThat(one.json().get("as_of").asText()).isEqualTo("2017-12-31");
    Map<String, String> tags = new HashMap<>();
    one.json().get("tags").forEach(tag -> tags.put(tag.get("tag").asText(), tag.toString()));
    String year =
        PLATFORM
            .trino(
                "select count(*) from journey.published.orders o join journey.published.customer_ids i on i.customer_no = o.customer_no"
                    + " where i.namespace = 'member' and i.value = '906' and o.counts")
            .get(0);
    assertThat(tags.get("orders_365d")).contains("\"value\":" + year);
    assertThat(PLATFORM.get("journey", "/v1/customers/member:no-such/tags").status())
        .isEqualTo(404);
    assertThat(PLATFORM.get("simulated", "/v1/customers/member:906/tags").status()).isEqualTo(404);
  }

  @Test
  void storeMonthsAddUpToTheOrders() throws Exception {
    for (String brand : List.of("journey", "simulated")) {
      String run =
          "(select max_by(as_of_date, run_id) from "
              + brand
              + ".tags.runs where kind = 'published')";
      assertThat(
              PLATFORM.trino("select sum(paid_fen) from " + brand + ".published.store_conversion"))
          .isEqualTo(
              PLATFORM.trino(
                  "select sum(amount_paid_fen) from "
                      + brand
                      + ".published.orders where paid_date <= "
                      + run));
    }
    Platform.Answer months =
        PLATFORM.get("journey", "/v1/stores/367/conversion?from=2017-01&to=2017-12");
    assertThat(months.status()).as(months.text()).isEqualTo(200);
    assertThat(months.text()).contains("no contact source").contains("no footfall source");
  }

  @Test
  void linksPeopleAndFindsTasteInTheSimulatedChain() throws Exception {
    assertThat(
            PLATFORM.trinoNumber(
                "select count(*) from (select customer_no from simulated.published.customer_ids"
                    + " where namespace = 'member' or namespace like 'external_userid.%' group by customer_no"
                    + " having count(distinct namespace) > 1)"))
        .isPositive();
    assertThat(
            PLATFORM.trinoNumber(
                "select count(distinct value) from simulated.published.customer_tags where tag_id = 'likes_spicy'"))
        .isEqualTo(2);
    assertThat(
            PLATFORM.trinoNumber(
                "select sum(friends_new) from simulated.published.store_conversion"))
        .isPositive();
  }

  /**
   * The generator counts its own orders, money, people and verdicts; the tables must say the same,
   * to the last one.
   */
  @Test
  void countsWhatTheSimulationSaysItSent() throws Exception {
    JsonNode summary =
        new ObjectMapper()
            .readTree(PLATFORM.home().resolve("loaded/summary-simulated.json").toFile());
    JsonNode counts = summary.get("counts");
    assertThat(
            PLATFORM.trino(
                "select count(*), count_if(customer_no is null), count_if(paid_date is not null), count_if(counts), sum(amount_paid_fen),"
                    + " sum(reduce(refunds, bigint '0', (sum, refund) -> sum + refund.amount_fen, sum -> sum))"
                    + " from simulated.published.orders"))
        .containsExactly(
            Stream.of(
                    "orders",
                    "orders_of_nobody",
                    "orders_paid",
                    "orders_counting",
                    "paid_fen",
                    "refund_fen")
                .map(name -> counts.get(name).asText())
                .collect(Collectors.joining(",")));
    assertThat(
            PLATFORM.trinoNumber(
                "select count(*) from simulated.published.customers where customer_no = survivor_no"))
        .isEqualTo(counts.get("people").asLong());
    for (Map.Entry<String, JsonNode> topic : summary.get("topics").properties()) {
      JsonNode sent = topic.getValue();
      assertThat(
              PLATFORM.trino(
                  "select sum(offsets), sum(events), sum(duplicates), sum(quarantined) from simulated.events.ledger where topic = '"
                      + topic.getKey()
                      + "'"))
          .containsExactly(
              "%d,%d,%d,%d"
                  .formatted(
                      sent.get("sent").asLong(),
                      sent.get("events").asLong(),
                      sent.get("duplicates").asLong(),
                      sent.get("conflicts").asLong() + sent.get("broken").asLong()));
    }
  }

  @Test
  void theDemoEndsWithWhatItPromises() {
    assertThat(demo.output())
        .contains("journey")
        .contains("simulated")
        .contains("curl ")
        .doesNotContain("\tat ");
  }

  @Test
  void badCommandsGetOneSentence() throws Exception {
    for (String[] command :
        List.of(
            new String[] {"tags", "--as-of", "2017-09-30", "--brand", "nobody"},
            new String[] {
              "import", "order", "no-such-file.csv", "--mapping", "none.yaml", "--brand", "journey"
            })) {
      Platform.Ended ended = PLATFORM.shuke(command);
      assertThat(ended.code()).isNotZero();
      assertThat(ended.output()).doesNotContain("\tat ").isNotBlank();
    }
  }

  // ---- the other way: fresh events, then down and up again

  @Test
  @Order(LAST - 2)
  void freshEventsAreJudgedInTheStream() throws Exception {
    OrderEvent fresh = order("e2e-1", freshAt, 1000);
    sendOrders(
        Envelope.of("journey", "/e2e", fresh),
        Envelope.of("journey", "/e2e", fresh),
        Envelope.of("journey", "/e2e", order("e2e-1", freshAt, 2000)));
    await(
        "the fresh order, its duplicate and its conflict",
        () -> verdicts().equals(List.of("1,1,1")));
    assertThat(PLATFORM.trino("select count(*) from journey.events.late where data like '%e2e-1%'"))
        .containsExactly("0");
    nothingIsLostOrDoubled("journey");
  }

  /**
   * An order that no reader understands is listed and shown without what identifies its customer;
   * sent again with a value that can be read it is stored, and stored once however often.
   */
  @Test
  @Order(LAST - 3)
  void aQuarantinedOrderIsShownMaskedAndStoredOnceWhenReplayed() throws Exception {
    Envelope good =
        Envelope.of("simulated", "/e2e", order("e2e-q1", freshAt, 1000, "e2e-secret-77"));
    byte[] settled =
        new String(good.value(), StandardCharsets.UTF_8)
            .replace("\"paid\"", "\"settled\"")
            .getBytes(StandardCharsets.UTF_8);
    sendOrders(new Envelope(good.topic(), good.key(), good.headers(), settled));
    String places =
        "select kafka_topic || '-' || cast(kafka_partition as varchar) || '@' || cast(kafka_offset as varchar)"
            + " from simulated.events.quarantine where reason = 'unknown_value'";
    await("the order in quarantine", () -> PLATFORM.trino(places).size() == 1);
    String place = PLATFORM.trino(places).get(0);

    assertSaysOnly(
        List.of(place, "status", "sealed"),
        "quarantine",
        "list",
        "--brand",
        "simulated",
        "--reason",
        "unknown_value");
    assertSaysOnly(
        List.of("\"settled\"", "person_ref.member_no", "string, length 13"),
        "quarantine",
        "show",
        place);
    assertThat(
            PLATFORM.trino(
                "select event_id, field, expected, json_format(cast(shape as json)), from_utf8(sealed)"
                    + " from simulated.events.quarantine where reason = 'unknown_value'"))
        .hasSize(1)
        .allSatisfy(row -> assertThat(row).contains("order_no").doesNotContain("e2e-"));

    Platform.Ended asItIs = PLATFORM.shuke("quarantine", "replay", place);
    assertThat(asItIs.code()).isEqualTo(1);
    assertThat(asItIs.output()).contains("still refused: unknown_value at status");
    Path corrected = Files.write(PLATFORM.home().resolve("tmp/corrected.json"), good.value());
    replayed(place, corrected);
    await(
        "the corrected order",
        () -> count("simulated.events.orders where order_no = 'e2e-q1'") == 1);
    replayed(place, corrected);
    await(
        "the second replay's verdict",
        () ->
            PLATFORM
                .shuke("quarantine", "list", "--brand", "simulated", "--reason", "unknown_value")
                .output()
                .contains(": duplicate"));
    assertThat(count("simulated.events.orders where order_no = 'e2e-q1'")).isEqualTo(1);
    assertThat(count("simulated.events.replays where is_corrected")).isEqualTo(2);
    nothingIsLostOrDoubled("simulated");
  }

  private static void assertSaysOnly(List<String> said, String... command) throws Exception {
    Platform.Ended ended = PLATFORM.shuke(command);
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains(said).doesNotContain("e2e-");
  }

  private static void replayed(String place, Path value) throws Exception {
    Platform.Ended ended =
        PLATFORM.shuke("quarantine", "replay", place, "--value-file", value.toString());
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains(place + " was sent again as simulated.orders-");
  }

  private static long count(String from) throws SQLException {
    return PLATFORM.trinoNumber("select count(*) from " + from);
  }

  private static List<String> verdicts() throws SQLException {
    return PLATFORM.trino(
        "select (select count(*) from journey.events.orders where order_no = 'e2e-1'),"
            + " (select count(*) from journey.events.duplicates),"
            + " (select count(*) from journey.events.quarantine where reason = 'conflict')");
  }

  @Test
  @Order(LAST - 1)
  void theLedgerNoticesAPlantedDoubleAndAPlantedLoss() throws Exception {
    // One that came by the stream: one that waited in late would only wait again.
    String place = " where order_no = 'e2e-1'";
    String orders = "journey.events.orders";
    long whole =
        PLATFORM.trinoNumber(
            "select snapshot_id from journey.events.\"orders$snapshots\" order by committed_at desc limit 1");
    PLATFORM.trinoChange("insert into " + orders + " select * from " + orders + place);
    assertLedger(1, "select sum(doubled), sum(lost) from journey.events.ledger", "1,0");
    PLATFORM.trinoChange("delete from " + orders + place);
    assertLedger(1, "select sum(doubled), sum(lost) from journey.events.ledger_days", "0,1");
    PLATFORM.trinoChange(
        "insert into %s select * from %s for version as of %d%s"
            .formatted(orders, orders, whole, place));
    assertLedger(0, "select sum(doubled), sum(lost) from journey.events.ledger", "0,0");
  }

  private static void assertLedger(int code, String sql, String sums) throws Exception {
    assertThat(PLATFORM.trino(sql)).containsExactly(sums);
    Platform.Ended command = PLATFORM.shuke("ledger", "--brand", "journey", "--source", "orders");
    assertThat(command.code()).as(command.output()).isEqualTo(code);
  }

  @Test
  @Order(LAST)
  void goesDownWithASavepointAndUpWithoutLoss() throws Exception {
    String published = "select max(run_id) from journey.tags.runs where kind = 'published'";
    long before = PLATFORM.trinoNumber(published);
    long late = count("journey.events.late");
    timesOfOrders("CreateTime");
    Platform.Ended down = PLATFORM.shuke("down");
    assertThat(down.code()).as(down.output()).isZero();
    // As if the tables had last been cared for two days ago.
    Path cared = PLATFORM.home().resolve("cared/journey");
    String longAgo = Instant.now().minus(Duration.ofDays(2)).toString();
    Files.createDirectories(cared.getParent());
    Files.writeString(cared, longAgo);
    aBrandThatCannotStartDoesNotKeepTheOtherFromIt();
    timesOfOrders("LogAppendTime");
    Platform.Ended up = PLATFORM.shuke("up");
    assertThat(up.code()).as(up.output()).isZero();
    // Its id came through the savepoint: told again after the restart it is a duplicate still.
    sendOrders(
        Envelope.of("journey", "/e2e", order("e2e-1", freshAt, 1000)),
        Envelope.of("journey", "/e2e", order("e2e-2", freshAt, 1000)));
    await(
        "the order sent after the restart",
        () ->
            PLATFORM
                .trino("select count(*) from journey.events.orders where order_no = 'e2e-2'")
                .equals(List.of("1")));
    await("the second duplicate", () -> verdicts().equals(List.of("1,2,1")));
    nothingIsLostOrDoubled("journey");
    // The newest run did not know the fresh orders, so up's scheduler owes journey a daily chain.
    await("the run of the scheduler", () -> PLATFORM.trinoNumber(published) > before);
    await(
        "the fresh order among the published",
        () ->
            PLATFORM.trinoNumber(
                    "select count(*) from journey.published.orders where order_no = 'e2e-1'")
                == 1);
    // Care follows that chain, and drops what it has judged of late; the books stay as they were.
    await("the care of the scheduler", () -> !Files.readString(cared).equals(longAgo));
    assertThat(count("journey.events.late")).isLessThan(late);
    nothingIsLostOrDoubled("journey");
  }

  private static void aBrandThatCannotStartDoesNotKeepTheOtherFromIt() throws Exception {
    Platform.Ended up = PLATFORM.shuke("up");
    assertThat(up.code()).as(up.output()).isEqualTo(1);
    assertThat(up.output())
        .contains("The Flink job of simulated is running", "The scheduler is running")
        .containsPattern("journey: .*message.timestamp.type=CreateTime");
    // The broken one is served what was published.
    assertThat(PLATFORM.get("journey", "/v1/tags").status()).isEqualTo(200);
  }

  /** Whose clock the times in the topic are of; with the producers' the job refuses to start. */
  private static void timesOfOrders(String type) throws Exception {
    Map<String, Object> kafka = Map.of("bootstrap.servers", Platform.KAFKA);
    try (Admin admin = Admin.create(kafka)) {
      ConfigResource orders = new ConfigResource(ConfigResource.Type.TOPIC, "journey.orders");
      AlterConfigOp change =
          new AlterConfigOp(
              new ConfigEntry("message.timestamp.type", type), AlterConfigOp.OpType.SET);
      admin.incrementalAlterConfigs(Map.of(orders, List.of(change))).all().get();
    }
  }

  private static OrderEvent order(String orderNo, Instant at, long fen) {
    return order(orderNo, at, fen, "906");
  }

  private static OrderEvent order(String orderNo, Instant at, long fen, String member) {
    OrderEvent.Item item =
        new OrderEvent.Item("1", null, null, new BigDecimal("1.000"), null, fen, null);
    return new OrderEvent(
        1,
        at,
        orderNo,
        OrderEvent.OrderSource.POS,
        OrderEvent.Status.PAID,
        1,
        null,
        "367",
        null,
        null,
        null,
        PersonRef.member(member),
        "USD",
        fen,
        fen,
        0L,
        null,
        List.of(item),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static void sendOrders(Envelope... envelopes) throws Exception {
    Properties settings = new Properties();
    settings.put("bootstrap.servers", Platform.KAFKA);
    settings.put("acks", "all");
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      for (Envelope envelope : envelopes) {
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(envelope.topic(), envelope.key(), envelope.value());
        envelope
            .headers()
            .forEach(
                (name, value) ->
                    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record).get();
      }
    }
  }

  /** Something that will be true. */
  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(String what, Condition condition) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (!condition.holds()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }
}
