package dev.shuke.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrandsTest {
  private static final String SHIPPED =
      """
      brand=%s
      name.zh=小馆
      name.en=Small place
      simulated=false
      zone=Asia/Shanghai
      cut=04:00
      currency=CNY
      as-of=wall-clock
      sources=orders,records
      tags=orders_30d
      parameters=parameters.csv
      """;

  private final Path root;
  private final Home home;

  BrandsTest(@TempDir Path root) throws IOException {
    this.root = root;
    this.home = Home.of(root, Map.of("SHUKE_HOME", root.resolve("state").toString()), Jit.FULL);
    ship("second");
    ship("first");
  }

  @Test
  void getTheirPlacesOnThisMachine() {
    BrandPlace first = new Brands(home).named("first");

    assertThat(first.brand().kafkaBootstrap()).isEqualTo("127.0.0.1:19092");
    assertThat(first.brand().catalogWarehouse())
        .isEqualTo("file://" + home.folder() + "/warehouse/first");
    assertThat(first.brand().catalogUri())
        .isEqualTo(
            "jdbc:sqlite:"
                + home.folder()
                + "/catalog/first.db?journal_mode=WAL&busy_timeout=20000");
    assertThat(first.brand().parameters())
        .isEqualTo(home.root().resolve("platform/brands/first/parameters.csv"));
    assertThat(first.brand().nameZh()).isEqualTo("小馆");
  }

  @Test
  void keepThePlacesTheyNameThemselves() throws IOException {
    Path file = root.resolve("platform/brands/second/brand.properties");
    String catalog = "jdbc:postgresql://127.0.0.1/lake";
    Files.writeString(file, "catalog.uri=" + catalog + "\n", StandardOpenOption.APPEND);

    BrandPlace second = new Brands(home).named("second");

    assertThat(second.brand().catalogUri()).isEqualTo(catalog);
    assertThat(second.brand().catalogWarehouse())
        .isEqualTo("file://" + home.folder() + "/warehouse/second");
  }

  @Test
  void comeInOrderOfNameEachWithAFlinkPort() {
    List<BrandPlace> brands = new Brands(home).all();

    assertThat(brands).extracting(BrandPlace::id).containsExactly("first", "second");
    assertThat(brands)
        .extracting(brand -> brand.flinkPort().number())
        .containsExactly(18_101, 18_102);
  }

  @Test
  void areAllMeantWhenNoneIsNamed() {
    assertThat(new Brands(home).namedOrAll(Optional.empty())).hasSize(2);
    assertThat(new Brands(home).namedOrAll(Optional.of("second")))
        .extracting(BrandPlace::id)
        .containsExactly("second");
  }

  @Test
  void sayWhichThereAreWhenOneIsUnknown() {
    assertThatThrownBy(() -> new Brands(home).named("third"))
        .hasMessage("Unknown brand 'third', expected one of first, second.");
  }

  private void ship(String brand) throws IOException {
    Path folder = Files.createDirectories(root.resolve("platform/brands").resolve(brand));
    Files.writeString(folder.resolve("brand.properties"), SHIPPED.formatted(brand));
  }
}
