package dev.shuke.service;

import dev.shuke.brand.Brand;
import dev.shuke.table.Bootstrap;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import dev.shuke.tag.TagCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/**
 * A brand in a temporary folder, whose published tables a test fills as the batch jobs would. Rows
 * stay from run to run until {@link #clear}.
 */
final class TestBrand {

  private static final TagCatalogue SHIPPED = TagCatalogue.shipped();
  private static final OffsetDateTime FINISHED =
      Instant.parse("2026-01-01T06:00:00Z").atOffset(ZoneOffset.UTC);

  private final Path file;
  private final Brand brand;
  private final List<Map<String, Object>> customers = new ArrayList<>();
  private final List<Map<String, Object>> ids = new ArrayList<>();
  private final List<Map<String, Object>> tags = new ArrayList<>();
  private long runs;

  private TestBrand(Path file, Brand brand) {
    this.file = file;
    this.brand = brand;
  }

  /** An empty brand with its catalog; nothing is published. */
  static TestBrand create(Path folder, String id, boolean isSimulated, String tags)
      throws Exception {
    Path home = Files.createDirectories(folder.resolve(id));
    Path file = home.resolve("brand.properties");
    Files.writeString(
        file,
        """
        brand=%s
        name.zh=测试
        name.en=Test
        simulated=%s
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=2026-01-01
        sources=orders
        tags=%s
        parameters=parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.uri=jdbc:sqlite:%s?journal_mode=WAL&busy_timeout=20000
        catalog.warehouse=%s
        """
            .formatted(
                id,
                isSimulated,
                tags,
                home.resolve("catalog.db").toAbsolutePath(),
                "file://" + home.resolve("warehouse").toAbsolutePath()));
    Brand brand = Brand.read(file);
    Bootstrap.run(brand);
    return new TestBrand(file, brand);
  }

  Path file() {
    return file;
  }

  String id() {
    return brand.id();
  }

  TestBrand customer(int customerNo) {
    return alias(customerNo, customerNo);
  }

  TestBrand alias(int customerNo, int survivorNo) {
    customers.add(Map.of("customer_no", customerNo, "survivor_no", survivorNo, "bucket", 0));
    return this;
  }

  TestBrand id(String namespace, String value, int customerNo) {
    ids.add(Map.of("namespace", namespace, "value", value, "customer_no", customerNo));
    return this;
  }

  TestBrand number(int customerNo, String tag, long number, @Nullable String nextChange) {
    return row(customerNo, tag, 1, Long.toString(number), number, nextChange);
  }

  TestBrand words(
      int customerNo, String tag, @Nullable String nextChange, String first, String... others) {
    row(customerNo, tag, 1, first, null, nextChange);
    for (int i = 0; i < others.length; i++) {
      row(customerNo, tag, i + 2, others[i], null, nextChange);
    }
    return this;
  }

  private TestBrand row(
      int customerNo,
      String tag,
      int position,
      String value,
      @Nullable Long number,
      @Nullable String nextChange) {
    Map<String, Object> row = new HashMap<>();
    row.put("customer_no", customerNo);
    row.put("tag_id", tag);
    row.put("position", position);
    row.put("value", value);
    row.put("definition_version", version(tag));
    if (number != null) {
      row.put("number", number);
    }
    if (nextChange != null) {
      row.put("next_change", LocalDate.parse(nextChange));
    }
    tags.add(row);
    return this;
  }

  TestBrand clear() {
    customers.clear();
    ids.clear();
    tags.clear();
    return this;
  }

  /** Writes all rows and the run's row, and returns the run's number. */
  long publish(String asOf) throws Exception {
    return publish(asOf, "published", Map.of());
  }

  /** As {@link #publish(String)}, with tags computed by other versions than those shipped. */
  long publish(String asOf, String kind, Map<String, Integer> otherVersions) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      Catalog catalog = opened.catalog();
      Map<String, Long> snapshots = new LinkedHashMap<>();
      snapshots.put(Tables.CUSTOMERS, replace(catalog, Tables.CUSTOMERS, customers));
      snapshots.put(Tables.CUSTOMER_IDS, replace(catalog, Tables.CUSTOMER_IDS, ids));
      snapshots.put(Tables.CUSTOMER_TAGS, replace(catalog, Tables.CUSTOMER_TAGS, tags));
      Map<String, Integer> definitions = new LinkedHashMap<>();
      brand.tags().forEach(tag -> definitions.put(tag, version(tag)));
      definitions.putAll(otherVersions);
      append(catalog, Tables.RUNS, List.of(run(++runs, kind, asOf, definitions, snapshots)));
      return runs;
    }
  }

  private static int version(String tag) {
    return SHIPPED.find(tag).map(found -> found.version()).orElse(1);
  }

  private static Map<String, Object> run(
      long runId,
      String kind,
      String asOf,
      Map<String, Integer> definitions,
      Map<String, Long> snapshots) {
    Map<String, Object> row = new HashMap<>();
    row.put("run_id", runId);
    row.put("kind", kind);
    row.put("as_of_date", LocalDate.parse(asOf));
    row.put("frontier", List.of());
    row.put("definitions", definitions);
    row.put("parameters_hash", "");
    row.put("content_hash", "");
    row.put("snapshots", snapshots);
    row.put("customers", 0L);
    row.put("row_counts", Map.of());
    row.put("started_at", FINISHED);
    row.put("finished_at", FINISHED);
    return row;
  }

  /** Replaces a table's rows and returns the snapshot that holds them. */
  private static long replace(Catalog catalog, String name, List<Map<String, Object>> rows)
      throws IOException {
    Table table = catalog.loadTable(TableIdentifier.parse(name));
    OverwriteFiles overwrite = table.newOverwrite().overwriteByRowFilter(Expressions.alwaysTrue());
    files(table, rows).forEach(overwrite::addFile);
    overwrite.commit();
    table.refresh();
    return table.currentSnapshot().snapshotId();
  }

  private static void append(Catalog catalog, String name, List<Map<String, Object>> rows)
      throws IOException {
    Table table = catalog.loadTable(TableIdentifier.parse(name));
    var append = table.newAppend();
    files(table, rows).forEach(append::appendFile);
    append.commit();
  }

  /** One file per partition. */
  private static List<DataFile> files(Table table, List<Map<String, Object>> rows)
      throws IOException {
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    Map<PartitionKey, List<Record>> byPartition = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      Record written = GenericRecord.create(table.schema()).copy(row);
      PartitionKey key = new PartitionKey(table.spec(), table.schema());
      key.partition(wrapper.wrap(written));
      byPartition.computeIfAbsent(key, any -> new ArrayList<>()).add(written);
    }
    List<DataFile> files = new ArrayList<>();
    for (Map.Entry<PartitionKey, List<Record>> each : byPartition.entrySet()) {
      files.add(file(table, each.getKey(), each.getValue()));
    }
    return files;
  }

  private static DataFile file(Table table, PartitionKey partition, List<Record> rows)
      throws IOException {
    DataWriter<Record> writer =
        Parquet.writeData(
                table
                    .io()
                    .newOutputFile(
                        table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet")))
            .forTable(table)
            .withPartition(table.spec().isPartitioned() ? partition : null)
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    try (writer) {
      rows.forEach(writer::write);
    }
    return writer.toDataFile();
  }
}
