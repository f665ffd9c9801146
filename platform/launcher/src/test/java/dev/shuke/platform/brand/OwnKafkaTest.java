package dev.shuke.platform.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jit;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A brand whose topics lie in a Kafka that is not of this platform. */
class OwnKafkaTest {
  private static final String REFUSAL =
      "Brand first names its own catalog, warehouse or Kafka, which ./shuke can neither back up, restore nor delete";

  @TempDir private Path root;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
  private Home home = Home.of(Path.of("."), Map.of(), Jit.FULL);

  @BeforeEach
  void shipTwoBrands() throws IOException {
    home = Home.of(root, Map.of("SHUKE_HOME", root.resolve("state").toString()), Jit.FULL);
    ship("first", "kafka.bootstrap=kafka.example:9092\n");
    ship("second", "");
  }

  @Test
  void isNotTakenForOneOfThisPlatform() {
    assertThat(home.holdsTopicsOf(place("first").brand())).isFalse();
    assertThat(home.holdsTopicsOf(place("second").brand())).isTrue();
  }

  @Test
  void isRefusedBeforeAnythingIsDone() {
    assertThatThrownBy(
            () ->
                new Backup(home, Clock.systemUTC(), progress).run(place("first"), Optional.empty()))
        .isInstanceOf(ShukeException.class)
        .hasMessageStartingWith(REFUSAL);
    Removal removal = new Removal(home, Clock.systemUTC(), progress);
    assertThatThrownBy(() -> removal.runWithBackup(place("first"), Removal.Topics.DELETE))
        .hasMessageStartingWith(REFUSAL);
    assertThatThrownBy(() -> removal.run("first", Removal.Topics.DELETE))
        .hasMessageStartingWith(REFUSAL);
    assertThat(home.backups()).doesNotExist();
    assertThat(home.kafka()).doesNotExist();
    assertThat(said.size()).isZero();
  }

  @Test
  void isKnownBeforeARestoreAlsoWhenOnlyThisMachineNamesIt() throws IOException {
    Path local = home.localLines("second");
    Files.createDirectories(local.getParent());
    Files.writeString(local, "kafka.bootstrap=kafka.example:9092\n");
    Path described = root.resolve("platform/brands/second");
    assertThat(home.holdsTopicsOf(new Brands(home).check(described))).isFalse();
  }

  private BrandPlace place(String id) {
    return new Brands(home).named(id);
  }

  private void ship(String id, String lines) throws IOException {
    Path folder = Files.createDirectories(root.resolve("platform/brands").resolve(id));
    Files.writeString(
        folder.resolve("brand.properties"),
        """
        brand=%s
        name.zh=小馆
        name.en=Small place
        simulated=false
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=2026-06-30
        sources=orders
        tags=orders_30d
        parameters=parameters.csv
        %s"""
            .formatted(id, lines));
    Files.writeString(folder.resolve("parameters.csv"), "name,index,valid_from,value\n");
  }
}
