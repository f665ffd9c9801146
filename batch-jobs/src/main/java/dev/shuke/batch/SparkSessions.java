package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.table.Catalogs;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark as one local process, with a catalog for each brand. */
final class SparkSessions {

  /** What {@code spark-submit} is given stands instead. */
  private static final Map<String, String> FOR_ONE_MACHINE =
      Map.of(
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.sql.shuffle.partitions", "4",
          // Shuffles go through the page cache, not over a network: compressing them took an eighth
          // of the daily chain's CPU time.
          "spark.shuffle.compress", "false",
          "spark.shuffle.spill.compress", "false",
          "spark.broadcast.compress", "false");

  private SparkSessions() {}

  static SparkSession open(List<Brand> brands) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("shuke")
            // A chain is many small queries: planning each of them again while it runs costs more
            // than it gains.
            .config("spark.sql.adaptive.enabled", "false")
            // What is cached here is read once or twice; compressing it took longer than that.
            .config("spark.sql.inMemoryColumnarStorage.compressed", "false")
            .config("spark.sql.session.timeZone", "UTC")
            // Columns that are never null come out of SQL as nullable; the tables check them when
            // they are read.
            .config("spark.sql.iceberg.check-nullability", "false")
            // Rows hold Instant and LocalDate, as the rules do.
            .config("spark.sql.datetime.java8API.enabled", "true")
            .config(
                "spark.sql.extensions",
                "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
    FOR_ONE_MACHINE.forEach((key, value) -> builder.config(key, System.getProperty(key, value)));
    for (Brand brand : brands) {
      String catalog = "spark.sql.catalog." + brand.id();
      builder
          .config(catalog, "org.apache.iceberg.spark.SparkCatalog")
          .config(catalog + ".catalog-impl", Catalogs.implementation(brand))
          .config(catalog + ".cache-enabled", "false");
      Catalogs.properties(brand)
          .forEach((key, value) -> builder.config(catalog + "." + key, value));
    }
    return builder.getOrCreate();
  }
}
