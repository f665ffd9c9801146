package dev.shuke.table;

import dev.shuke.brand.Brand;
import dev.shuke.brand.S3Access;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;

/**
 * How every engine opens a brand's catalog: by JDBC when {@code catalog.uri} starts with {@code
 * jdbc:} (SQLite, PostgreSQL), as a REST catalog when it starts with {@code http}; its tables lie
 * on a file system or on S3.
 */
public final class Catalogs {

  private static final String JDBC = "org.apache.iceberg.jdbc.JdbcCatalog";
  private static final String REST = "org.apache.iceberg.rest.RESTCatalog";

  private Catalogs() {}

  /** The class that every engine is to load. */
  public static String implementation(Brand brand) {
    return isRest(brand) ? REST : JDBC;
  }

  static boolean isRest(Brand brand) {
    return brand.catalogUri().startsWith("http");
  }

  /** Catalog properties as Iceberg names them; an engine puts its own prefix in front. */
  public static Map<String, String> properties(Brand brand) {
    Map<String, String> properties = new HashMap<>();
    properties.put("uri", brand.catalogUri());
    properties.put("warehouse", brand.catalogWarehouse());
    if (!isRest(brand)) {
      // V1 has views.
      properties.put("jdbc.schema-version", "V1");
    }
    brand.s3().ifPresent(s3 -> properties.putAll(properties(s3)));
    return Map.copyOf(properties);
  }

  private static Map<String, String> properties(S3Access s3) {
    Map<String, String> properties = new HashMap<>();
    properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    properties.put("client.region", s3.region());
    properties.put("s3.path-style-access", Boolean.toString(s3.isPathStyle()));
    s3.endpoint().ifPresent(endpoint -> properties.put("s3.endpoint", endpoint.toString()));
    s3.keys()
        .ifPresent(
            keys -> {
              properties.put("s3.access-key-id", keys.access());
              properties.put("s3.secret-access-key", keys.secret());
            });
    return properties;
  }

  /** The brand's catalog; close it, it holds database connections. */
  public static ClosableCatalog open(Brand brand) {
    return new ClosableCatalog(
        CatalogUtil.loadCatalog(
            implementation(brand), brand.id(), properties(brand), new Configuration()));
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
