package dev.shuke.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.brand.Brand;
import dev.shuke.table.Bootstrap;
import dev.shuke.table.TrinoCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R16 with a few commits on each kind of catalog and on S3; {@code ./shuke prove catalogs} runs the
 * whole.
 */
class CatalogsTest {

  private static final int COMMITS = 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void keepsEveryCommit(CatalogKind kind) throws Exception {
    try (CatalogStage catalog = CatalogStage.of(kind, Path.of("../.."))) {
      Brand brand = brand(catalog.start(folder));
      Bootstrap.run(brand);
      WritersProof.Result result = WritersProof.run(kind.text(), brand, COMMITS);
      System.out.println(result);
      assertThat(result.isPassed()).as(result.toString()).isTrue();
      assertThat(TrinoCatalog.properties(brand)).containsAllEntriesOf(trino(kind, brand));
    }
  }

  /** What Trino is told of each kind. */
  private static Map<String, String> trino(CatalogKind kind, Brand brand) {
    return switch (kind) {
      case SQLITE -> Map.of("iceberg.jdbc-catalog.driver-class", "org.sqlite.JDBC");
      case POSTGRESQL -> Map.of("iceberg.jdbc-catalog.driver-class", "org.postgresql.Driver");
      case REST ->
          Map.of("iceberg.catalog.type", "rest", "iceberg.rest-catalog.uri", brand.catalogUri());
      case S3 -> Map.of("fs.native-s3.enabled", "true", "s3.region", "us-east-1");
    };
  }

  private Brand brand(Map<String, String> places) throws Exception {
    Path file = Files.createTempFile(folder, "brand", ".properties");
    Files.writeString(
        file,
        """
        brand=testbrand
        name.zh=测试
        name.en=Test
        simulated=true
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=wall-clock
        sources=orders
        tags=lapsed
        parameters=parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.warehouse=%s
        %s
        """
            .formatted(
                folder.resolve("warehouse").toUri(),
                // A key that stands twice counts as it stands last.
                places.entrySet().stream()
                    .map(Object::toString)
                    .collect(Collectors.joining("\n"))));
    return Brand.read(file);
  }
}
