package dev.shuke.batch;

import static dev.shuke.batch.TestBrand.KNOWN_AT;
import static dev.shuke.batch.TestEvents.chat;
import static dev.shuke.batch.TestEvents.paid;
import static dev.shuke.batch.TestEvents.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.batch.TestBrand.Telling;
import dev.shuke.event.ChatEvent;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.PersonRef;
import dev.shuke.event.RecordEvent;
import dev.shuke.quarantine.KeptRecord;
import dev.shuke.quarantine.RecordPlace;
import dev.shuke.quarantine.Seal;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Frontiers;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One order is stored; a day later its fact is told again, with others, some of which no contract
 * accepts any more. Admission of that day breaks at each of its commits, is repeated, is repeated
 * once more, and then done over without a break.
 */
class AdmitTest {

  private static final LocalDate AS_OF = LocalDate.parse("2026-06-30");
  private static final Instant NEXT_DAY = KNOWN_AT.plus(Duration.ofDays(1));
  private static final PersonRef ANN = PersonRef.member("ann");
  private static final OrderEvent STORED = order("stored", "hot");
  private static final OrderEvent FRESH = order("fresh", "hot");
  private static final OrderEvent ODD = order("odd", "hot", "tea");
  private static final ChatEvent CHAT = chat("m1", "wmANN", "2026-06-01T12:00:00");
  private static final RecordEvent TEA = product("tea", "drink", "[\"mild\"]");

  /** The status is none; told twice before the till said it right. */
  private static final Telling ODD_STATUS = Telling.of(ODD, "\"paid\"", "\"parked\"");

  /** A date, but no engine here can hold it. */
  private static final Telling FAR_OUT = Telling.of(TEA, "2024-01-01", "+999999999-12-31");

  private static final List<String> VERDICTS =
      List.of(
          "chats,0,chats,null",
          "chats,1,quarantine,contract_narrowed",
          "chats,2,chats,null",
          "orders,0,orders,null",
          "orders,1,duplicates,null",
          "orders,10,quarantine,conflict",
          "orders,11,orders,null",
          "orders,2,quarantine,conflict",
          "orders,3,orders,null",
          "orders,4,duplicates,null",
          "orders,5,quarantine,conflict",
          "orders,6,quarantine,contract_narrowed",
          "orders,7,quarantine,contract_narrowed",
          "orders,8,orders,null",
          "orders,9,duplicates,null",
          "records,0,records,null",
          "records,1,quarantine,contract_narrowed");

  private static TestBrand chain;
  private static Catalogs.ClosableCatalog opened;
  private static List<String> verdictsWithoutKey;
  private static List<String> verdictsWithoutDuplicates;
  private static List<String> verdictsWithoutConflicts;
  private static List<String> verdicts;
  private static List<Row> quarantine;
  private static Map<String, List<String>> rows;
  private static Map<String, List<String>> rowsAgain;
  private static Admit.Result again;
  private static Map<String, List<String>> rowsUndisturbed;
  private static Admit.Result undisturbed;

  @BeforeAll
  static void admitTwoDays(@TempDir Path folder) throws Exception {
    chain = new TestBrand(folder, AS_OF, "04:00", List.of(), Set.of("orders", "chats", "records"));
    opened = Catalogs.open(chain.brand);
    chain.arriveLate(STORED);
    judge();

    chain.arriveLate(
        NEXT_DAY,
        List.of(
            Telling.of(STORED),
            Telling.of(order("stored", "hot", "hot")),
            Telling.of(FRESH),
            Telling.of(FRESH),
            Telling.of(order("fresh", "tea", "tea", "tea")),
            ODD_STATUS,
            ODD_STATUS,
            Telling.of(ODD),
            Telling.of(ODD),
            Telling.of(STORED, "\"paid\"", "\"parked\""),
            Telling.of(order("last", "tea")),
            Telling.of(CHAT),
            Telling.of(chat("m2", "wmANN", "2026-06-01T12:01:00"), "\"single\"", "\"letter\""),
            Telling.of(chat("m3", "wmANN", "2026-06-01T12:02:00")),
            Telling.of(product("hot", "main", "[\"spicy\"]")),
            FAR_OUT));

    verdictsWithoutKey = judgeWithoutKey();
    verdictsWithoutDuplicates = judgeWithoutDuplicates();
    verdictsWithoutConflicts = judgeWithoutKey();

    judge();
    verdicts = verdicts();
    quarantine = chain.spark.table("testbrand.events.quarantine").collectAsList();
    rows = rows();
    again = judge();
    rowsAgain = rows();

    for (String table : Tables.verdicts()) {
      chain.ask("delete from ${brand}." + table + " where known_at >= '" + NEXT_DAY + "'");
    }
    undisturbed = judge();
    rowsUndisturbed = rows();
  }

  @AfterAll
  static void close() throws Exception {
    opened.close();
    chain.close();
  }

  @Test
  void givesEachOffsetOneVerdict() {
    assertThat(verdicts).isEqualTo(VERDICTS);
  }

  @Test
  void storesTheFirstTellingThatCanBeRead() {
    assertThat(
            chain.ask(
                "select kafka_offset, order_no, status, amount_paid_fen, business_date from ${brand}.events.orders order by 1"))
        .containsExactly(
            "0,stored,paid,1000,2026-06-01",
            "3,fresh,paid,1000,2026-06-01",
            "8,odd,paid,2000,2026-06-01",
            "11,last,paid,1000,2026-06-01");
  }

  @Test
  void tellsWhatBecameOfTheArrivals() {
    assertThat(undisturbed).isEqualTo(new Admit.Result(6, 3, 3, 4));
    assertThat(undisturbed).hasToString("Result[events=6, duplicates=3, conflicts=3, narrowed=4]");
  }

  @Test
  void changesNothingWhenRepeated() {
    assertThat(rowsAgain).isEqualTo(rows);
    assertThat(again).isEqualTo(new Admit.Result(0, 0, 0, 0));
  }

  @Test
  void endsWithTheSameRowsWhereverItBroke() {
    // Broken before the first commit to quarantine, then before duplicates, then before conflicts.
    assertThat(verdictsWithoutKey)
        .containsExactly(
            "chats,0,chats,null",
            "chats,2,chats,null",
            "orders,0,orders,null",
            "orders,11,orders,null",
            "orders,3,orders,null",
            "records,0,records,null");
    assertThat(verdictsWithoutDuplicates)
        .containsExactlyElementsOf(verdictsBut("duplicates,null", "quarantine,conflict"));
    assertThat(verdictsWithoutConflicts)
        .containsExactlyElementsOf(verdictsBut("quarantine,conflict"));
    assertThat(rows).isEqualTo(rowsUndisturbed);
  }

  private static List<String> verdictsBut(String... endings) {
    return VERDICTS.stream()
        .filter(verdict -> List.of(endings).stream().noneMatch(verdict::endsWith))
        .toList();
  }

  @Test
  void namesWhatCannotBeReadNow() {
    String status =
        "status,one of [created, paid, fulfilled, cancelled, refunded, partially_refunded]";
    assertThat(
            chain.ask(
                "select event_type, kafka_offset, event_id is not null, size(shape), field, expected"
                    + " from ${brand}.events.quarantine where reason = 'contract_narrowed' order by 1, 2"))
        .containsExactly(
            "CHAT,1,true,0,channel,one of [single, group]",
            "ORDER,6,true,0," + status,
            "ORDER,7,true,0," + status,
            "RECORD,1,true,0,valid_from,a date of the years 1 to 9999");
  }

  @Test
  void sealsWhatCannotBeReadNowButNoChat() {
    KeptRecord odd = kept("testbrand.orders", 6);
    assertThat(odd.value()).asString(StandardCharsets.UTF_8).isEqualTo(ODD_STATUS.data());
    // Its key is in the event, which nobody can read.
    assertThat(odd.key()).isNull();
    assertThat(odd.headers()).containsEntry("ce_type", "dev.shuke.order_event.v1");

    KeptRecord farOut = kept("testbrand.records", 1);
    assertThat(farOut.value()).asString(StandardCharsets.UTF_8).isEqualTo(FAR_OUT.data());
    assertThat(farOut.key()).isNull();

    // A conflict that cannot be read either.
    assertThat(kept("testbrand.orders", 10).value())
        .asString(StandardCharsets.UTF_8)
        .contains("\"order_no\":\"stored\"", "\"status\":\"parked\"");

    assertThat(quarantine)
        .filteredOn(row -> row.isNullAt(row.fieldIndex("sealed")))
        .extracting(row -> row.getAs("kafka_topic"))
        .containsExactly("testbrand.chats");
  }

  private static KeptRecord kept(String topic, long offset) {
    byte[] sealed =
        quarantine.stream()
            .filter(row -> row.getAs("kafka_topic").equals(topic))
            .filter(row -> row.<Long>getAs("kafka_offset") == offset)
            .map(row -> row.<byte[]>getAs("sealed"))
            .findFirst()
            .orElseThrow();
    Seal seal = Seal.read(chain.brand.quarantineKey().orElseThrow());
    return KeptRecord.of(seal.open(new RecordPlace(topic, 0, offset), sealed));
  }

  private static OrderEvent order(String no, String... skus) {
    return paid(no, ANN, "s1", "2026-06-01T12:00:00", skus);
  }

  private static Admit.Result judge() {
    return new Admit(new Run(chain.spark, chain.brand, 0, AS_OF, Frontiers.read(opened.catalog())))
        .judge();
  }

  private static Path dataOf(String table) {
    String location = opened.catalog().loadTable(TableIdentifier.parse(table)).location();
    return Path.of(URI.create(location + "/data"));
  }

  /** Nothing can be sealed while the key is away. */
  private static List<String> judgeWithoutKey() throws IOException {
    Path key = chain.brand.quarantineKey().orElseThrow();
    Path away = Files.move(key, key.resolveSibling("away"));
    assertThatThrownBy(AdmitTest::judge).hasStackTraceContaining(key + " does not exist");
    Files.move(away, key);
    return verdicts();
  }

  /** Nothing can be written to duplicates while a file stands where its folder is to be. */
  private static List<String> judgeWithoutDuplicates() throws IOException {
    Path data = Files.writeString(dataOf(Tables.DUPLICATES), "");
    assertThatThrownBy(AdmitTest::judge).hasStackTraceContaining(data.toString());
    Files.delete(data);
    return verdicts();
  }

  /** Of each offset its topic, number, table, and the reason when it is quarantined. */
  private static List<String> verdicts() {
    return Tables.verdicts().stream()
        .map(AdmitTest::verdictsIn)
        .flatMap(List::stream)
        .sorted()
        .toList();
  }

  private static List<String> verdictsIn(String table) {
    String reason = table.equals(Tables.QUARANTINE) ? "reason" : "null";
    return chain.ask(
        "select substring_index(kafka_topic, '.', -1), kafka_offset, '%s', %s from ${brand}.%s"
            .formatted(table.replace("events.", ""), reason, table));
  }

  /** Every row of the tables of verdicts; what is sealed differs each time. */
  private static Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : Tables.verdicts()) {
      String but = table.equals(Tables.QUARANTINE) ? " except (sealed)" : "";
      String sql = "select to_json(struct(*" + but + ")) from ${brand}." + table;
      rows.put(table, chain.ask(sql).stream().sorted().toList());
    }
    return rows;
  }
}
