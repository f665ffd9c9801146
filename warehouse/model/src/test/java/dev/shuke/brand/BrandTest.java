package dev.shuke.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrandTest {

  private static final String GOOD =
      """
      brand=journey
      name.zh=旅程
      name.en=Journey
      simulated=false
      zone=America/New_York
      cut=00:00
      currency=USD
      as-of=2017-12-31
      sources=orders, records
      tags=orders_30d,lapsed
      parameters=/data/parameters.csv
      kafka.bootstrap=127.0.0.1:19092
      catalog.uri=jdbc:sqlite:/data/catalog.db
      catalog.warehouse=file:///data/warehouse
      """;

  @TempDir private Path folder;

  private Brand read(String text) throws IOException {
    return Brand.read(Files.writeString(folder.resolve("brand.properties"), text));
  }

  @Test
  void readsEveryKey() throws IOException {
    Brand brand = read(GOOD);
    assertThat(brand.id()).isEqualTo("journey");
    assertThat(brand.nameZh()).isEqualTo("旅程");
    assertThat(brand.sources()).containsExactlyInAnyOrder("orders", "records");
    assertThat(brand.tags()).containsExactly("orders_30d", "lapsed");
    assertThat(brand.topic("orders")).isEqualTo("journey.orders");
    assertThat(brand.asOf(Instant.EPOCH)).isEqualTo("2017-12-31");
  }

  @Test
  void wallClockBrandsSpeakOfTheDayThatEndedLast() throws IOException {
    Brand brand = read(GOOD.replace("as-of=2017-12-31", "as-of=wall-clock"));
    assertThat(brand.asOf(Instant.parse("2026-11-21T04:59:59Z"))).isEqualTo("2026-11-19");
    assertThat(brand.asOf(Instant.parse("2026-11-21T05:00:00Z"))).isEqualTo("2026-11-20");
  }

  @Test
  void listsAllProblemsAtOnce() {
    String bad =
        GOOD.replace("zone=America/New_York", "zone=America/NewYork")
            .replace("currency=USD\n", "")
            .replace(
                "catalog.warehouse=file:///data/warehouse", "catalog.warehouse=/data/warehouse")
            .replace("cut=", "cutt=");
    assertThatThrownBy(() -> read(bad))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("unknown key 'cutt'")
        .hasMessageContaining("key 'cut' is missing")
        .hasMessageContaining("key 'currency' is missing")
        .hasMessageContaining("key 'zone' is 'America/NewYork'")
        .hasMessageContaining("expected a URI such as file:///data/warehouse");
  }

  @Test
  void saysWhatWritesTheFileWhenThereIsNone() {
    assertThatThrownBy(() -> Brand.read(folder.resolve("none.properties")))
        .hasMessageContaining("'./shuke up' writes it");
  }
}
