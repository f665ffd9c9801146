package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsConfigTest {

  @TempDir Path folder;

  @Test
  void readsTheTopicsOfTheBrandsSources() throws Exception {
    assertThat(config("orders,records", "state", 18101, "5s").topics())
        .containsExactlyInAnyOrder("test.orders", "test.records");
  }

  @Test
  void takesThePathOrTheUriOfTheStateDirectory() throws Exception {
    assertThat(config("orders", "/var/state", 18101, "5s").folder("checkpoints"))
        .isEqualTo("file:///var/state/checkpoints");
    assertThat(config("orders", "s3://bucket/state/", 18101, "5s").folder("checkpoints"))
        .isEqualTo("s3://bucket/state/checkpoints");
  }

  @Test
  void listsAllProblemsAtOnce() {
    assertThatThrownBy(() -> config("orders,faxes", "state", 0, "1ms"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "brand test: key 'sources' names [faxes], for which there is no event type; "
                + "--rest-port is 0, expected 1 to 65535; "
                + "--checkpoint-interval is 1ms, expected 100ms or more");
  }

  private EventsConfig config(String sources, String stateDir, int restPort, String interval)
      throws Exception {
    Path file = folder.resolve("test.properties");
    Files.writeString(
        file,
        """
        brand=test
        name.zh=测试
        name.en=Test
        simulated=true
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=wall-clock
        sources=%s
        tags=orders_30d
        parameters=parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.uri=jdbc:sqlite:catalog.db
        catalog.warehouse=file:///warehouse
        """
            .formatted(sources));
    Duration checkpoints = org.apache.flink.util.TimeUtils.parseDuration(interval);
    return new EventsConfig(
        Brand.read(file),
        stateDir,
        restPort,
        Optional.empty(),
        Optional.empty(),
        checkpoints,
        1,
        false);
  }
}
