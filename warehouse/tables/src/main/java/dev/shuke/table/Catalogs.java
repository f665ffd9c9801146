package dev.shuke.table;

import dev.shuke.brand.Brand;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;

/** How every engine opens a brand's catalog. */
public final class Catalogs {

  public static final String IMPLEMENTATION = "org.apache.iceberg.jdbc.JdbcCatalog";

  private Catalogs() {}

  /** Catalog properties as Iceberg names them; an engine puts its own prefix in front. */
  public static Map<String, String> properties(Brand brand) {
    return Map.of(
        "uri",
        brand.catalogUri(),
        "warehouse",
        brand.catalogWarehouse(),
        // V1 has views.
        "jdbc.schema-version",
        "V1");
  }

  /** The brand's catalog; close it, it holds database connections. */
  public static ClosableCatalog open(Brand brand) {
    return new ClosableCatalog(
        CatalogUtil.loadCatalog(
            IMPLEMENTATION, brand.id(), properties(brand), new Configuration()));
  }

  /** A catalog with the connections it holds. */
  public record ClosableCatalog(Catalog catalog) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      if (catalog instanceof AutoCloseable closable) {
        closable.close();
      }
    }
  }
}
