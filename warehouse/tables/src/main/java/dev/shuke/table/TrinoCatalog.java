package dev.shuke.table;

import dev.shuke.brand.Brand;
import dev.shuke.brand.S3Access;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Trino catalog of a brand: the lines of its {@code etc/catalog/<brand>.properties}. */
public final class TrinoCatalog {

  private TrinoCatalog() {}

  /** For each kind of catalog, and a warehouse on the local file system or on S3. */
  public static Map<String, String> properties(Brand brand) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("connector.name", "iceberg");
    lines.putAll(Catalogs.isRest(brand) ? rest(brand) : jdbc(brand));
    lines.putAll(brand.s3().map(TrinoCatalog::s3).orElseGet(TrinoCatalog::local));
    return lines;
  }

  private static Map<String, String> local() {
    return Map.of("fs.native-local.enabled", "true", "local.location", "/");
  }

  private static Map<String, String> s3(S3Access s3) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("fs.native-s3.enabled", "true");
    lines.put("s3.region", s3.region());
    lines.put("s3.path-style-access", Boolean.toString(s3.isPathStyle()));
    s3.endpoint().ifPresent(endpoint -> lines.put("s3.endpoint", endpoint.toString()));
    s3.keys()
        .ifPresent(
            keys -> {
              lines.put("s3.aws-access-key", keys.access());
              lines.put("s3.aws-secret-key", keys.secret());
            });
    return lines;
  }

  private static Map<String, String> rest(Brand brand) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("iceberg.catalog.type", "rest");
    lines.put("iceberg.rest-catalog.uri", brand.catalogUri());
    lines.put("iceberg.rest-catalog.warehouse", brand.catalogWarehouse());
    return lines;
  }

  private static Map<String, String> jdbc(Brand brand) {
    boolean isSqlite = brand.catalogUri().startsWith("jdbc:sqlite:");
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("iceberg.catalog.type", "jdbc");
    // A column in the catalog's database: the same name as in the other engines.
    lines.put("iceberg.jdbc-catalog.catalog-name", brand.id());
    lines.put(
        "iceberg.jdbc-catalog.driver-class",
        isSqlite ? "org.sqlite.JDBC" : "org.postgresql.Driver");
    lines.put("iceberg.jdbc-catalog.connection-url", brand.catalogUri());
    lines.put("iceberg.jdbc-catalog.default-warehouse-dir", brand.catalogWarehouse());
    lines.put("iceberg.jdbc-catalog.schema-version", "V1");
    return lines;
  }
}
