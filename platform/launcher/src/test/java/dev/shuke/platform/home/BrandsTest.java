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

  @Test
  void keepTheirFlinkPortWhenOthersComeAndGo() throws IOException {
    assertThat(ports()).containsExactly("first 18101", "second 18102");

    new Brands(home).register("corner", described("corner", "tags=orders_30d"));
    assertThat(ports()).containsExactly("corner 18103", "first 18101", "second 18102");

    new Brands(home).unregister("first");
    assertThat(ports()).containsExactly("corner 18103", "second 18102");

    new Brands(home).register("another", described("another", "tags=orders_30d"));
    assertThat(ports()).containsExactly("another 18101", "corner 18103", "second 18102");
  }

  @Test
  void areACopyWhenAddedAndGoneWhenRemoved() throws IOException {
    Path folder = described("corner", "tags=orders_30d");
    Brands brands = new Brands(home);

    brands.register("corner", folder);
    Files.delete(folder.resolve("brand.properties"));
    assertThat(brands.named("corner").brand().parameters())
        .isEqualTo(home.folder().resolve("added/corner/parameters.csv"));
    assertThat(brands.isShipped("corner")).isFalse();

    brands.unregister("corner");
    assertThat(brands.isKnown("corner")).isFalse();
    assertThat(home.folder().resolve("added")).isEmptyDirectory();
    assertThat(home.folder().resolve("brands/corner.properties")).doesNotExist();
  }

  @Test
  void comeBackAsShippedAfterARemoval() {
    Brands brands = new Brands(home);

    brands.unregister("first");
    assertThat(brands.all()).extracting(BrandPlace::id).containsExactly("second");

    brands.register("first", root.resolve("platform/brands/first"));
    assertThat(brands.all()).extracting(BrandPlace::id).containsExactly("first", "second");
    assertThat(brands.isShipped("first")).isTrue();
  }

  @Test
  void areCheckedWholeBeforeTheyAreAdded() throws IOException {
    Brands brands = new Brands(home);
    Path good = described("corner", "tags=orders_30d");
    assertThat(brands.check(good).id()).isEqualTo("corner");

    assertThatThrownBy(() -> brands.check(root))
        .hasMessageContaining("no brand.properties in it, expected a folder such as");
    Path misspelt = described("Corner", "tagz=orders_30d");
    assertThatThrownBy(() -> brands.check(misspelt))
        .hasMessageStartingWith(misspelt.resolve("brand.properties").toString())
        .hasMessageContaining("unknown key 'tagz'")
        .hasMessageContaining("expected a lower-case letter and up to 29 of a-z, 0-9, _");
    Path unknownTag = described("corner", "tags=orders_30");
    assertThatThrownBy(() -> brands.check(unknownTag)).hasMessageContaining("orders_30");
    Path wrongParameters = described("corner", "tags=orders_30d");
    Files.writeString(wrongParameters.resolve("parameters.csv"), "name\n");
    assertThatThrownBy(() -> brands.check(wrongParameters))
        .hasMessageContaining("line 1 is not the header");
    assertThat(home.folder().resolve("added")).doesNotExist();
  }

  private List<String> ports() {
    return new Brands(home)
        .all().stream().map(place -> place.id() + " " + place.flinkPort().number()).toList();
  }

  private Path described(String brand, String tags) throws IOException {
    Path folder = Files.createTempDirectory(root, "described");
    Files.writeString(
        folder.resolve("brand.properties"),
        SHIPPED.formatted(brand).replace("tags=orders_30d", tags));
    Files.writeString(folder.resolve("parameters.csv"), "name,index,valid_from,value\n");
    return folder;
  }

  private void ship(String brand) throws IOException {
    Path folder = Files.createDirectories(root.resolve("platform/brands").resolve(brand));
    Files.writeString(folder.resolve("brand.properties"), SHIPPED.formatted(brand));
  }
}
