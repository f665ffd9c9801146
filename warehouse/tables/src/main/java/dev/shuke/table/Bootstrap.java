package dev.shuke.table;

import dev.shuke.brand.Brand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.types.Types;

/**
 * Creates what a brand's catalog lacks. Run by one process before any engine opens the catalog:
 * several opening an empty one at once race for its first tables (stack.md, section 2).
 */
public final class Bootstrap {

  private static final Map<String, String> PROPERTIES =
      Map.of(
          "format-version", "2",
          "write.parquet.compression-codec", "zstd",
          // Enough for stores, staff, dishes. Ids and offsets never repeat, and Parquet's own 2 MB
          // let it collect them for long before it gives up.
          "write.parquet.dict-size-bytes", "131072",
          // Flink, admit and care commit beside each other; Iceberg's default of 4 retries is soon
          // exhausted.
          "commit.retry.num-retries", "50",
          "write.metadata.delete-after-commit.enabled", "true",
          "write.metadata.previous-versions-max", "50");

  private static final int MOST_ATTEMPTS = 20;

  private Bootstrap() {}

  /**
   * Creates missing namespaces and tables, and adds to a table of an earlier release the optional
   * columns that have come since; harmless to repeat.
   */
  public static void run(Brand brand) throws Exception {
    createLocalFolders(brand);
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      Catalog catalog = opened.catalog();
      for (TableDefinition definition : Tables.all()) {
        createNamespace((SupportsNamespaces) catalog, definition.namespace());
        if (!catalog.tableExists(definition.identifier())) {
          catalog
              .buildTable(definition.identifier(), definition.schema())
              .withPartitionSpec(definition.partitioning())
              .withSortOrder(definition.sortOrder())
              .withProperties(PROPERTIES)
              .withProperty("comment", definition.comment())
              .create();
        } else {
          addColumnsBesideWriters(catalog.loadTable(definition.identifier()), definition);
        }
      }
      createNamespace((SupportsNamespaces) catalog, Namespace.of(Views.PUBLISHED));
    }
  }

  /** Iceberg does not repeat a change of columns that lost against the commit of a running job. */
  private static void addColumnsBesideWriters(Table table, TableDefinition definition) {
    for (int attempt = 1; ; attempt++) {
      try {
        addColumns(table, definition);
        return;
      } catch (CommitFailedException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
        table.refresh();
      }
    }
  }

  /** New columns stand last in a definition, so that rows written by position fit both. */
  private static void addColumns(Table table, TableDefinition definition) {
    List<Types.NestedField> missing =
        definition.schema().columns().stream()
            .filter(column -> table.schema().findField(column.name()) == null)
            .toList();
    if (!missing.isEmpty()) {
      UpdateSchema update = table.updateSchema();
      missing.forEach(column -> update.addColumn(column.name(), column.type(), column.doc()));
      update.commit();
    }
  }

  private static void createNamespace(SupportsNamespaces catalog, Namespace namespace) {
    if (!catalog.namespaceExists(namespace)) {
      catalog.createNamespace(namespace);
    }
  }

  private static void createLocalFolders(Brand brand) {
    try {
      if (brand.catalogWarehouse().startsWith("file:")) {
        Files.createDirectories(Path.of(URI.create(brand.catalogWarehouse())));
      }
      String sqlite = "jdbc:sqlite:";
      if (brand.catalogUri().startsWith(sqlite)) {
        String file = brand.catalogUri().substring(sqlite.length()).split("\\?", 2)[0];
        Files.createDirectories(Path.of(file).toAbsolutePath().getParent());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create the folders of brand " + brand.id(), e);
    }
  }
}
