package dev.shuke.table;

import dev.shuke.brand.Brand;
import dev.shuke.customer.Utf8Order;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericAppenderFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that people of a brand have published in {@code tags.definitions}, beside the
 * shipped ones that stand there too. The newest row of a tag says whether runs compute it, and in
 * which version; the rows before it stay, so that older runs can be read.
 */
public final class PublishedDefinitions {

  private static final TableIdentifier TABLE = TableIdentifier.parse(Tables.DEFINITIONS);
  private static final String IS_RETIRED = "is_retired";

  /** Rows of each tag that a person has published, oldest first. */
  private final TreeMap<String, List<DefinitionRow>> rows = new TreeMap<>(Utf8Order.COMPARATOR);

  private PublishedDefinitions(Collection<DefinitionRow> all) {
    all.stream()
        .filter(row -> !row.isShipped())
        .sorted(Comparator.comparing(DefinitionRow::publishedAt))
        .forEach(row -> rows.computeIfAbsent(row.tagId(), id -> new ArrayList<>()).add(row));
  }

  /** From rows in any order. */
  public static PublishedDefinitions of(Collection<DefinitionRow> rows) {
    return new PublishedDefinitions(rows);
  }

  /** What a brand's catalog holds now; nothing before the table is there. */
  public static PublishedDefinitions read(Brand brand) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      return read(opened.catalog());
    }
  }

  static PublishedDefinitions read(Catalog catalog) {
    if (!catalog.tableExists(TABLE)) {
      return of(List.of());
    }
    List<DefinitionRow> rows = new ArrayList<>();
    try (CloseableIterable<Record> records =
        IcebergGenerics.read(catalog.loadTable(TABLE)).build()) {
      records.forEach(record -> rows.add(row(record)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(rows);
  }

  private static DefinitionRow row(Record row) {
    return new DefinitionRow(
        (String) row.getField("tag_id"),
        (Integer) row.getField("version"),
        ((OffsetDateTime) row.getField("published_at")).toInstant(),
        (String) row.getField("content"),
        isRetired(row));
  }

  private static @Nullable Boolean isRetired(Record row) {
    // A table of an earlier release has no such column until './shuke up' adds it.
    return row.struct().field(IS_RETIRED) == null ? null : (Boolean) row.getField(IS_RETIRED);
  }

  /** The newest row of each tag that runs compute, by id. */
  public List<DefinitionRow> live() {
    return newest().stream().filter(DefinitionRow::isLive).toList();
  }

  /** The newest row of each tag that runs no longer compute, by id. */
  public List<DefinitionRow> retired() {
    return newest().stream().filter(row -> !row.isLive()).toList();
  }

  private List<DefinitionRow> newest() {
    return rows.values().stream().map(each -> each.get(each.size() - 1)).toList();
  }

  /** All rows of a tag, oldest first. */
  public List<DefinitionRow> history(String tagId) {
    return List.copyOf(rows.getOrDefault(tagId, List.of()));
  }

  /** The newest row of a tag, retired or not. */
  public Optional<DefinitionRow> newest(String tagId) {
    List<DefinitionRow> history = history(tagId);
    return history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
  }

  /**
   * What a run computes: shipped tags of these ids in this order, then what is published by id.
   *
   * @throws IllegalArgumentException listing every id that is unknown
   * @throws dev.shuke.tag.DefinitionException when this release cannot read what was published
   */
  public TagCatalogue catalogue(List<String> shippedTags) {
    List<String> ids = new ArrayList<>(shippedTags);
    live().stream().map(DefinitionRow::tagId).filter(id -> !ids.contains(id)).forEach(ids::add);
    return known().only(ids);
  }

  /** All shipped definitions, and those published that runs compute. */
  public TagCatalogue known() {
    return TagCatalogue.shipped().with(contents(live()));
  }

  /** What these rows say. */
  public static List<String> contents(Collection<DefinitionRow> rows) {
    return rows.stream().flatMap(row -> Optional.ofNullable(row.content()).stream()).toList();
  }

  /** Adds a row: the next run computes this version of the definition. */
  public static void publish(Brand brand, TagDefinition definition, Instant now) throws Exception {
    append(brand, definition, now, false);
  }

  /** Adds a row: the next run no longer computes the definition. */
  public static void retire(Brand brand, TagDefinition definition, Instant now) throws Exception {
    append(brand, definition, now, true);
  }

  private static void append(Brand brand, TagDefinition definition, Instant now, boolean isRetired)
      throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      if (!opened.catalog().tableExists(TABLE)
          || opened.catalog().loadTable(TABLE).schema().findField(IS_RETIRED) == null) {
        throw new IllegalStateException(
            "The catalog of brand %s has no table %s with a column %s; './shuke up' makes it"
                .formatted(brand.id(), Tables.DEFINITIONS, IS_RETIRED));
      }
      Instant after =
          read(opened.catalog())
              .newest(definition.id())
              .map(row -> row.publishedAt().plus(1, ChronoUnit.MICROS))
              .orElse(Instant.MIN);
      // A clock that was put back must not let the older row count.
      Instant publishedAt = now.isBefore(after) ? after : now;
      Table table = opened.catalog().loadTable(TABLE);
      write(table, record(table, definition, publishedAt, isRetired));
    }
  }

  private static Record record(
      Table table, TagDefinition definition, Instant publishedAt, boolean isRetired) {
    GenericRecord row = GenericRecord.create(table.schema());
    row.setField("tag_id", definition.id());
    row.setField("version", definition.version());
    row.setField("kind", definition.kind().name().toLowerCase(Locale.ROOT));
    row.setField("name_zh", definition.name().zh());
    row.setField("name_en", definition.name().en());
    row.setField("meaning_zh", definition.meaning().zh());
    row.setField("meaning_en", definition.meaning().en());
    row.setField("empty_zh", definition.empty().zh());
    row.setField("empty_en", definition.empty().en());
    row.setField(
        "published_at", publishedAt.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    row.setField("content", definition.content());
    row.setField(IS_RETIRED, isRetired);
    return row;
  }

  private static void write(Table table, Record row) throws IOException {
    OutputFile file =
        table
            .io()
            .newOutputFile(
                table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet"));
    // Its methods name no class of Parquet: Spark's runtime has these under other names.
    DataWriter<Record> writer =
        new GenericAppenderFactory(table.schema(), table.spec())
            .setAll(table.properties())
            .newDataWriter(EncryptedFiles.plainAsEncryptedOutput(file), FileFormat.PARQUET, null);
    try (writer) {
      writer.write(row);
    }
    table.newAppend().appendFile(writer.toDataFile()).commit();
  }
}
