package dev.shuke.batch;

import static dev.shuke.batch.TestBrand.KNOWN_AT;
import static dev.shuke.batch.TestEvents.paid;
import static dev.shuke.batch.TestEvents.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.PersonRef;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Frontiers;
import dev.shuke.table.PartitionEnd;
import dev.shuke.table.TableDefinition;
import dev.shuke.table.Tables;
import dev.shuke.table.Views;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three published runs over many small appends; then, four days later, care. */
class TableCareTest {

  private static final LocalDate AS_OF = LocalDate.parse("2026-06-30");
  private static final String ORDERS = "events.orders";
  private static final Instant NEXT_DAY = KNOWN_AT.plus(Duration.ofDays(1));
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(4));
  private static final Duration HOUR = Duration.ofHours(1);

  private static TestBrand chain;
  private static Catalogs.ClosableCatalog opened;
  private static Catalog catalog;
  private static BrandChain.Result last;
  private static long unpinned;
  private static long halfway;
  private static Map<String, List<String>> pinned;
  private static Map<String, List<String>> rows;
  private static Map<String, List<String>> rowsAfter;
  private static List<String> ledger;
  private static List<PartitionEnd> frontier;
  private static List<String> files;
  private static List<String> filesAfterDryRun;
  private static long ordersFilesBefore;
  private static List<String> bytesAfterDryRun;
  private static int snapshotsBeforeFlink;
  private static Path oldOrphan;
  private static Path freshOrphan;
  private static Path orphanFromBeforeFlink;
  private static Path orphanSinceFlink;

  @BeforeAll
  static void careAfterFourDays(@TempDir Path folder) throws Exception {
    chain =
        new TestBrand(
            folder, AS_OF, "04:00", List.of("orders_30d", "taste"), Set.of("orders", "records"));
    opened = Catalogs.open(chain.brand);
    catalog = opened.catalog();
    chain.arriveLate(product("hot", "main", "[\"spicy\"]"));
    for (int n = 0; n < 6; n++) {
      arriveAndAdmit(KNOWN_AT, n);
    }
    chain.chain().publish();
    unpinned = table(Tables.TIMELINE).currentSnapshot().snapshotId();
    chain.chain().publish();
    // A chain that failed halfway: the snapshot between those of two live runs is nobody's.
    Run failed = new Run(chain.spark, chain.brand, 0, AS_OF, List.of());
    failed.overwrite(Tables.CUSTOMERS, failed.table(Tables.CUSTOMERS));
    halfway = table(Tables.CUSTOMERS).currentSnapshot().snapshotId();
    // The newest commit of the Flink job; what comes after it names no checkpoint.
    table(ORDERS).newAppend().set(BrandCare.COMMITTED_CHECKPOINT, "7").commit();
    arriveAndAdmit(NEXT_DAY, 6);
    last = chain.chain().publish();
    // A run in the making has set its first tag; and this one still waits for its verdict.
    table(Tables.TIMELINE)
        .manageSnapshots()
        .createTag("run-99", table(Tables.TIMELINE).currentSnapshot().snapshotId())
        .commit();
    chain.arriveLate(NEXT_DAY, order(7));

    LocalDate lastFreed = LATER.instant().atOffset(ZoneOffset.UTC).toLocalDate().minusDays(31);
    quarantine(
        row(0, lastFreed.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC)),
        row(1, lastFreed.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));

    oldOrphan = orphan(Tables.STORES, LATER.instant().minus(HOUR.multipliedBy(48)));
    freshOrphan = orphan(Tables.STORES, LATER.instant().minus(HOUR));
    orphanFromBeforeFlink = orphan(ORDERS, Instant.now().minus(HOUR.multipliedBy(48)));
    orphanSinceFlink = orphan(ORDERS, LATER.instant().minus(HOUR.multipliedBy(48)));

    ordersFilesBefore = fileCount(ORDERS);
    pinned = pinned();
    rows = rows();
    ledger = ledger();
    frontier = Frontiers.read(catalog);
    files = files(folder);
    care(true).run();
    filesAfterDryRun = files(folder);
    bytesAfterDryRun = bytes();
    care(false).run();
    snapshotsBeforeFlink = ids(table(Tables.QUARANTINE)).size();
    // Flink has committed since, and a day later care comes again.
    table(Tables.QUARANTINE).newAppend().set(BrandCare.COMMITTED_CHECKPOINT, "8").commit();
    care(false).run();
    rowsAfter = rows();
  }

  @AfterAll
  static void close() throws Exception {
    opened.close();
    chain.close();
  }

  @Test
  void changesNothingOnADryRun() {
    assertThat(filesAfterDryRun).isEqualTo(files);
  }

  @Test
  void compactsSmallFilesAndKeepsEveryRow() {
    assertThat(ordersFilesBefore).isEqualTo(7);
    assertThat(chain.ask("select sort_order_id from ${brand}.events.orders.files"))
        .containsExactly("1");
    assertThat(rowsAfter.get(Tables.LATE)).isSubsetOf(rows.get(Tables.LATE));
    rows.put(Tables.LATE, rowsAfter.get(Tables.LATE));
    assertThat(rowsAfter).isEqualTo(rows);
  }

  @Test
  void freesQuarantinedRecordsOfTheirBytesAfterThirtyDays() {
    assertThat(bytesAfterDryRun).containsExactly("0,true", "1,true");
    assertThat(bytes()).containsExactly("0,false", "1,true");
    // What was before Flink's first commit is kept until then: its start check wants to see it.
    assertThat(snapshotsBeforeFlink).isEqualTo(2);
    // No older snapshot is left in which they could be read.
    assertThat(table(Tables.QUARANTINE).snapshots())
        .containsExactly(table(Tables.QUARANTINE).currentSnapshot());
  }

  @Test
  void dropsJudgedDaysOfLateAndKeepsADayThatWaits() {
    assertThat(chain.ask("select to_date(known_at), count(*) from ${brand}.events.late group by 1"))
        .containsExactly("2026-07-02,2");
  }

  @Test
  void leavesLedgerAndFrontierAsTheyWere() throws Exception {
    assertThat(ledger).hasSize(3).allMatch(line -> line.endsWith(",0,0"));
    assertThat(ledger()).isEqualTo(ledger);
    assertThat(Frontiers.read(catalog)).isEqualTo(frontier);
  }

  @Test
  void keepsWhatTheNewestTwoRunsPin() {
    assertThat(pinned()).isEqualTo(pinned);
    assertThat(table(Tables.TIMELINE).refs()).containsOnlyKeys("main", "run-2", "run-3", "run-99");
    assertThat(table(Tables.TIMELINE).snapshot(unpinned)).isNull();
    assertThat(table(Tables.CUSTOMERS).snapshot(halfway)).isNull();
  }

  @Test
  void keepsEverySnapshotBackToTheNewestCommitOfFlink() {
    List<Snapshot> chainOfOrders =
        StreamSupport.stream(SnapshotUtil.currentAncestors(table(ORDERS)).spliterator(), false)
            .toList();
    // Compaction, admission, Flink's; the six before are gone.
    assertThat(chainOfOrders).hasSize(3);
    assertThat(chainOfOrders.get(2).summary()).containsEntry(BrandCare.COMMITTED_CHECKPOINT, "7");
  }

  @Test
  void removesOldOrphansOnly() {
    assertThat(oldOrphan).doesNotExist();
    assertThat(freshOrphan).exists();
    assertThat(orphanFromBeforeFlink).doesNotExist();
    // A checkpoint of a job that is down since then may hold it.
    assertThat(orphanSinceFlink).exists();
  }

  @Test
  void aPastDateIsStillComputedFromTheNewestRun() throws Exception {
    assertThat(chain.chain().asOf(AS_OF).contentHash()).isEqualTo(last.contentHash());
  }

  @Test
  void refusesAnOrphanAgeUnderADay() {
    assertThatThrownBy(() -> new CareOptions(Duration.ofDays(3), Duration.ofMinutes(1439), false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "table care: --orphan-age is 1439 minutes, expected 24h or more, because a writer may yet commit"
                + " a younger file");
    assertThat(TableCare.command().execute("--brand-file", "not-read", "--orphan-age", "23h"))
        .isEqualTo(2);
  }

  private static void arriveAndAdmit(Instant knownFrom, int n) {
    chain.arriveLate(knownFrom, order(n));
    new Admit(new Run(chain.spark, chain.brand, 0, AS_OF, Frontiers.read(catalog))).judge();
  }

  private static Row row(long offset, Instant knownAt) {
    return RowFactory.create(
        "testbrand.contacts",
        0,
        offset,
        knownAt,
        null,
        null,
        "broken_json",
        "",
        "one JSON object",
        EventRows.seq(List.of()),
        new byte[] {1, 2, 3});
  }

  private static void quarantine(Row... rows) {
    Run run = new Run(chain.spark, chain.brand, 0, AS_OF, List.of());
    run.append(Tables.QUARANTINE, run.rows(Tables.QUARANTINE, List.of(rows)));
  }

  /** Of each quarantined record, whether it has its bytes. */
  private static List<String> bytes() {
    return chain.ask(
        "select kafka_offset, sealed is not null from ${brand}.events.quarantine order by 1");
  }

  private static OrderEvent order(int n) {
    return paid("o" + n, PersonRef.member("ann"), "s1", "2026-06-01T12:00:0" + n, "hot");
  }

  private static BrandCare care(boolean isDryRun) {
    return new BrandCare(
        chain.spark,
        chain.brand,
        LATER,
        new Progress(System.out, LATER, new JobMetrics("test")),
        new CareOptions(Duration.ofDays(3), Duration.ofHours(24), isDryRun));
  }

  private static Table table(String name) {
    return catalog.loadTable(TableIdentifier.parse(name));
  }

  private static List<Long> ids(Table table) {
    List<Long> ids = new ArrayList<>();
    table.snapshots().forEach(snapshot -> ids.add(snapshot.snapshotId()));
    return ids;
  }

  private static long fileCount(String table) {
    return Long.parseLong(chain.ask("select count(*) from ${brand}." + table + ".files").get(0));
  }

  private static Path orphan(String table, Instant modifiedAt) throws IOException {
    Path data = Path.of(URI.create(table(table).location() + "/data"));
    Path file = Files.createDirectories(data).resolve("orphan-" + modifiedAt.toEpochMilli());
    Files.writeString(file, "");
    return Files.setLastModifiedTime(file, FileTime.from(modifiedAt));
  }

  /** Every row of every table. */
  private static Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (TableDefinition table : Tables.all()) {
      // Bytes of quarantined records have a test of their own.
      String but = table.name().equals(Tables.QUARANTINE) ? " except (sealed)" : "";
      rows.put(
          table.name(),
          sorted("select to_json(struct(*" + but + ")) from ${brand}." + table.name()));
    }
    return rows;
  }

  /** What the two newest runs read. */
  private static Map<String, List<String>> pinned() {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : RunTables.PINNED) {
      for (String run : List.of("run-2", "run-3")) {
        String sql =
            "select to_json(struct(*)) from ${brand}.%s version as of '%s'".formatted(table, run);
        rows.put(table + " " + run, sorted(sql));
      }
    }
    return rows;
  }

  private static List<String> sorted(String sql) {
    return chain.ask(sql).stream().sorted().toList();
  }

  /** The views that Trino's readers see; Spark quotes a name and calls a type differently. */
  private static List<String> ledger() throws IOException {
    String arrivals = view("events.arrivals").replace("varchar", "string");
    return sorted(
        view("events.ledger")
            .replace('"', '`')
            .replace("${brand}.events.arrivals", "(" + arrivals + ")"));
  }

  private static String view(String name) throws IOException {
    try (InputStream in = Views.class.getResourceAsStream("views/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Every file of catalog and warehouse with its size. */
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("warehouse"))) {
      return all.map(file -> file + " " + file.toFile().length()).sorted().toList();
    }
  }
}
