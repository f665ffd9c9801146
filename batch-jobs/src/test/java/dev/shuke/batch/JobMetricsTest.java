package dev.shuke.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.table.Bootstrap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both jobs as a scheduler starts them: what they leave for Prometheus. */
class JobMetricsTest {

  private static final Pattern SAMPLE = Pattern.compile("(\\w+\\{[^}]*}) (\\S+)");

  @TempDir private Path folder;

  @Test
  void theChainTellsOfEachBrand() throws Exception {
    Path good = brand("good");
    Bootstrap.run(Brand.read(good));
    Path bad = brand("bad");
    Path file = Files.writeString(folder.resolve("chain.prom"), "of the run before");
    Instant started = Instant.now();

    int code =
        DailyChain.command()
            .execute("--brand-file=" + good, "--brand-file=" + bad, "--metrics-file=" + file);

    assertThat(code).isEqualTo(1);
    String text = Files.readString(file);
    assertThat(sample(text, "shuke_daily_chain_failed{brand=\"good\"}")).isZero();
    assertThat(sample(text, "shuke_daily_chain_failed{brand=\"bad\"}")).isEqualTo(1);
    for (String brand : List.of("good", "bad")) {
      assertThat(sample(text, "shuke_daily_chain_finished_seconds{brand=\"%s\"}".formatted(brand)))
          .isBetween(started.toEpochMilli() / 1000.0, Instant.now().toEpochMilli() / 1000.0);
    }
    for (String step : List.of("frontier", "admit", "tags", "data health", "publish")) {
      assertThat(
              sample(
                  text,
                  "shuke_daily_chain_step_seconds{brand=\"good\",step=\"%s\"}".formatted(step)))
          .isPositive();
    }
    assertThat(text).doesNotContain("brand=\"bad\",step=\"publish\"", "of the run before");
    assertThat(names(folder)).doesNotContain("chain.prom.tmp");
  }

  @Test
  void careTellsOfEachTable() throws Exception {
    Path good = brand("good");
    Bootstrap.run(Brand.read(good));
    Path file = folder.resolve("care.prom");

    int code = TableCare.command().execute("--brand-file=" + good, "--metrics-file=" + file);

    assertThat(code).isZero();
    String text = Files.readString(file);
    assertThat(sample(text, "shuke_table_care_failed{brand=\"good\"}")).isZero();
    assertThat(sample(text, "shuke_table_care_step_seconds{brand=\"good\",step=\"events.orders\"}"))
        .isNotNegative();
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing/chain.prom", "chain.txt"})
  void aFileThatNoCollectorWouldReadIsRefused(String name) {
    assertThatThrownBy(() -> JobMetrics.check(folder.resolve(name)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--metrics-file is " + folder.resolve(name))
        .hasMessageContaining("ending in .prom in a folder that exists");
  }

  private Path brand(String id) throws IOException {
    Files.writeString(folder.resolve("parameters.csv"), "name,index,valid_from,value\n");
    return Files.writeString(
        folder.resolve(id + ".properties"),
        """
        brand=%1$s
        name.zh=试
        name.en=Test
        simulated=true
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=2026-06-30
        sources=orders
        tags=orders_30d
        parameters=%2$s/parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.uri=jdbc:sqlite:%2$s/%1$s.db?journal_mode=WAL&busy_timeout=20000
        catalog.warehouse=%3$s
        """
            .formatted(id, folder, folder.resolve(id).toUri()));
  }

  private static double sample(String text, String name) {
    return text.lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .filter(line -> line.group(1).equals(name))
        .map(line -> Double.parseDouble(line.group(2)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No " + name + " in\n" + text));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
