package dev.shuke.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.Brand;
import dev.shuke.brand.BusinessCalendar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real catalog in a temporary SQLite file. */
class WarehouseTest {

  @TempDir private Path folder;

  private Brand brand() {
    return new Brand(
        "testbrand",
        "测试",
        "Test",
        true,
        new BusinessCalendar(ZoneId.of("Asia/Shanghai"), LocalTime.parse("04:00")),
        Currency.getInstance("CNY"),
        Optional.of(LocalDate.parse("2026-06-30")),
        Set.of("orders"),
        List.of("lapsed"),
        folder.resolve("parameters.csv"),
        "127.0.0.1:1",
        "jdbc:sqlite:" + folder.resolve("new/catalog.db"),
        folder.resolve("new/warehouse").toUri().toString(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void createsEveryTableOnceAndIsHarmlessToRepeat() throws Exception {
    Bootstrap.run(brand());
    Bootstrap.run(brand());
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand())) {
      for (TableDefinition definition : Tables.all()) {
        Table table = opened.catalog().loadTable(definition.identifier());
        // The catalog numbers the fields anew, level by level.
        AtomicInteger lastId = new AtomicInteger();
        Schema asCreated = TypeUtil.assignFreshIds(definition.schema(), lastId::incrementAndGet);
        assertThat(table.schema().asStruct()).as(definition.name()).isEqualTo(asCreated.asStruct());
        assertThat(table.properties())
            .containsKey("comment")
            .containsEntry("commit.retry.num-retries", "50");
      }
    }
  }

  @Test
  void addsToAnOldTableTheColumnsThatHaveComeSince() throws Exception {
    Bootstrap.run(brand());
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand())) {
      Table quarantine = opened.catalog().loadTable(TableIdentifier.parse(Tables.QUARANTINE));
      quarantine.updateSchema().deleteColumn("sealed").commit();
      write(opened.catalog(), Tables.QUARANTINE, 1);
      Bootstrap.run(brand());
      quarantine.refresh();
      assertThat(quarantine.schema().columns().stream().map(Types.NestedField::name))
          .endsWith("shape", "sealed");
      write(opened.catalog(), Tables.QUARANTINE, 2);
      quarantine.refresh();
      try (CloseableIterable<Record> rows = IcebergGenerics.read(quarantine).build()) {
        assertThat(rows)
            .extracting(row -> row.getField("kafka_offset"))
            .containsExactlyInAnyOrder(1L, 2L);
      }
    }
  }

  @Test
  void namesEachTableOnceWithItsGrain() {
    assertThat(Tables.all().stream().map(TableDefinition::name)).doesNotHaveDuplicates();
    assertThat(Tables.all())
        .allSatisfy(table -> assertThat(table.comment()).startsWith("one row per"));
  }

  @Test
  void frontierIsTheEndOfTheGaplessRunOverAllTables() throws Exception {
    Bootstrap.run(brand());
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand())) {
      Catalog catalog = opened.catalog();
      assertThat(Frontiers.read(catalog)).isEmpty();
      // Offset 2 stands in another table than its neighbours, 4 is still missing although 5 has
      // come.
      write(catalog, Tables.DUPLICATES, 0, 1, 3, 5);
      write(catalog, Tables.QUARANTINE, 2);
      assertThat(Frontiers.read(catalog))
          .containsExactly(new PartitionEnd("testbrand.orders", 0, 4));
      write(catalog, Tables.QUARANTINE, 4);
      assertThat(Frontiers.read(catalog))
          .containsExactly(new PartitionEnd("testbrand.orders", 0, 6));
    }
  }

  private static void write(Catalog catalog, String name, long... offsets) throws Exception {
    Table table = catalog.loadTable(TableIdentifier.parse(name));
    List<GenericRecord> rows =
        IntStream.range(0, offsets.length).mapToObj(i -> row(table, offsets[i])).toList();
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(rows.get(0)));
    DataWriter<GenericRecord> writer =
        Parquet.writeData(
                table
                    .io()
                    .newOutputFile(table.location() + "/data/" + name + offsets[0] + ".parquet"))
            .schema(table.schema())
            .withSpec(table.spec())
            .withPartition(partition)
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    try (writer) {
      rows.forEach(writer::write);
    }
    DataFile file = writer.toDataFile();
    table.newAppend().appendFile(file).commit();
  }

  private static GenericRecord row(Table table, long offset) {
    GenericRecord row = GenericRecord.create(table.schema());
    row.setField("kafka_topic", "testbrand.orders");
    row.setField("kafka_partition", 0);
    row.setField("kafka_offset", offset);
    OffsetDateTime knownAt = OffsetDateTime.parse("2026-06-30T00:00:00Z");
    row.setField("known_at", knownAt);
    table.schema().columns().stream()
        .filter(column -> column.isRequired() && row.getField(column.name()) == null)
        .forEach(
            column ->
                row.setField(
                    column.name(),
                    switch (column.type().typeId()) {
                      case STRING -> "";
                      case TIMESTAMP -> knownAt;
                      default -> List.of();
                    }));
    return row;
  }

  @Test
  void arrivalsReadEveryTableInWhichAnOffsetCanStand() {
    String arrivals = Views.ofEvents("journey").get(0);
    assertThat(arrivals)
        .contains("view journey.events.arrivals as", "from journey." + Tables.LATE + "\n");
    assertThat(Tables.verdicts())
        .contains("events.visits", "events.touches")
        .allSatisfy(table -> assertThat(arrivals).contains("from journey." + table + "\n"));
  }

  @Test
  void viewsOfEventsNeedNoRun() {
    assertThat(Views.ofEvents("journey"))
        .anySatisfy(
            sql -> assertThat(sql).startsWith("create or replace view journey.events.ledger as"))
        .allSatisfy(sql -> assertThat(sql).doesNotContain("${", "version as of"));
  }

  @Test
  void viewsPinTheSnapshotsOfARun() {
    Map<String, Long> snapshots =
        Tables.all().stream()
            .map(TableDefinition::name)
            .collect(Collectors.toMap(Function.identity(), name -> 42L));
    assertThat(Views.ofRun("journey", 7, snapshots))
        .anySatisfy(
            sql ->
                assertThat(sql)
                    .contains("journey.tags.customer_tags for version as of 42")
                    .contains("7 as data_version"))
        .allSatisfy(
            sql ->
                assertThat(sql)
                    .startsWith("create or replace view journey.published.")
                    .doesNotContain("${"));
    assertThatThrownBy(() -> Views.ofRun("journey", 7, Map.of()))
        .hasMessageContaining("Run 7 names no snapshot of core.customers");
  }
}
