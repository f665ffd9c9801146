package dev.shuke.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
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
  void readsHowAWarehouseOnS3IsReached() throws IOException {
    String onS3 = GOOD.replace("file:///data/warehouse", "s3://lake/warehouse");

    Brand amazon = read(onS3 + "s3.region=cn-north-1\n");
    assertThat(amazon.s3())
        .contains(new S3Access("cn-north-1", Optional.empty(), false, Optional.empty()));

    Brand own =
        read(
            onS3
                + """
                s3.region=none
                s3.endpoint=http://127.0.0.1:9000
                s3.path-style=true
                s3.access-key=key
                s3.secret-key=hidden
                """);
    assertThat(own.s3())
        .contains(
            new S3Access(
                "none",
                Optional.of(URI.create("http://127.0.0.1:9000")),
                true,
                Optional.of(new S3Access.Keys("key", "hidden"))));
    assertThat(own.toString()).doesNotContain("hidden");
    assertThat(read(GOOD).s3()).isEmpty();
  }

  @Test
  void listsTheProblemsOfAWarehouseOnS3() {
    String onS3 = GOOD.replace("file:///data/warehouse", "s3://lake/warehouse");
    assertThatThrownBy(() -> read(onS3 + "s3.endpoint=s3.example.com\ns3.secret-key=hidden\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("key 's3.region' is missing")
        .hasMessageContaining(
            "key 's3.endpoint' is 's3.example.com': expected a URI such as https://s3.example.com")
        .hasMessageContaining("keys 's3.access-key' and 's3.secret-key' belong together")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> read(GOOD + "s3.region=cn-north-1\n"))
        .hasMessageContaining(
            "key 's3.region' is for a catalog.warehouse such as s3://bucket/warehouse");
  }

  @Test
  void saysWhatWritesTheFileWhenThereIsNone() {
    assertThatThrownBy(() -> Brand.read(folder.resolve("none.properties")))
        .hasMessageContaining("'./shuke up' writes it");
  }
}
