package dev.shuke.platform.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.brand.Brand;
import dev.shuke.brand.BusinessCalendar;
import dev.shuke.platform.process.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  private final Path root;

  ApiKeysTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void keepTheirValueWhenABrandIsAdded() {
    ApiKeys keys = new ApiKeys(home());
    keys.complete(List.of(brand("first")));
    String before = keys.of("first");

    keys.complete(List.of(brand("first"), brand("second")));

    assertThat(before).hasSize(48);
    assertThat(keys.of("first")).isEqualTo(before);
    assertThat(keys.of("second")).hasSize(48).isNotEqualTo(before);
  }

  @Test
  void areForTheirOwnerOnly() throws IOException {
    new ApiKeys(home()).complete(List.of(brand("first")));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home().keys())))
        .isEqualTo("rw-------");
  }

  private Home home() {
    return Home.of(root, Map.of(), Jit.FULL);
  }

  private static BrandPlace brand(String id) {
    Brand brand =
        new Brand(
            id,
            id,
            id,
            false,
            new BusinessCalendar(ZoneOffset.UTC, LocalTime.MIDNIGHT),
            Currency.getInstance("CNY"),
            Optional.empty(),
            Set.of("orders"),
            List.of("orders_30d"),
            Path.of("parameters.csv"),
            "127.0.0.1:1",
            "jdbc:sqlite:x",
            "file:///x",
            Optional.empty(),
            Optional.empty());
    return new BrandPlace(brand, Path.of("x"), Path.of("y"), new Port(1, "flink"));
  }
}
