package dev.shuke.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
  private final Path folder;

  PortsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void areThoseOfThePlanUnlessTold() {
    Ports ports = Ports.read(Map.of(), folder.resolve("absent.properties"));

    assertThat(numbers(ports)).containsExactly(19_092, 19_093, 18_080, 18_090, 18_101);
  }

  @Test
  void allFollowFromTheBase() {
    Ports ports =
        Ports.read(Map.of("SHUKE_PORT_BASE", "28000"), folder.resolve("absent.properties"));

    assertThat(numbers(ports)).containsExactly(29_092, 29_093, 28_080, 28_090, 28_101);
  }

  @Test
  void aPortOfTheFileWinsOverTheBase() throws IOException {
    Ports ports = Ports.read(Map.of("SHUKE_PORT_BASE", "28000"), file("base=38000\ntrino=8443\n"));

    assertThat(numbers(ports)).containsExactly(29_092, 29_093, 8443, 28_090, 28_101);
  }

  @Test
  void giveEachBrandAFlinkPortOfItsOwn() {
    Ports ports = Ports.read(Map.of(), folder.resolve("absent.properties"));

    assertThat(ports.flink(0).number()).isEqualTo(18_101);
    assertThat(ports.flink(1).number()).isEqualTo(18_102);
  }

  @Test
  void refuseAnUnknownKey() {
    assertThatThrownBy(() -> Ports.read(Map.of(), file("tirno=1\n")))
        .isInstanceOf(ShukeException.class)
        .hasMessageContaining("Unknown keys [tirno]")
        .hasMessageContaining("trino");
  }

  @Test
  void refuseWhatIsNoPort() {
    assertThatThrownBy(
            () ->
                Ports.read(Map.of("SHUKE_PORT_BASE", "many"), folder.resolve("absent.properties")))
        .hasMessage("SHUKE_PORT_BASE is 'many', expected a port number.");
    assertThatThrownBy(() -> Ports.read(Map.of(), file("kafka=70000\n")))
        .hasMessage("Port kafka is 70000, expected 1 to 65535.");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("ports.properties"), text);
  }

  private static int[] numbers(Ports ports) {
    return new int[] {
      ports.kafka().number(),
      ports.kafkaController().number(),
      ports.trino().number(),
      ports.tagService().number(),
      ports.flinkFirst().number()
    };
  }
}
