package dev.shuke.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void hasTheseKeysAndDefaults() {
    ShukeSettings settings = SharedService.get().context().getBean(ShukeSettings.class);

    assertThat(ShukeSettings.class.getRecordComponents())
        .extracting("name")
        .containsExactly("brandFiles", "keysFile", "trinoUrl", "poll");
    assertThat(settings.brandFiles()).hasSize(2);
    assertThat(settings.trinoUrl()).isEqualTo(TestService.NO_TRINO);
    assertThat(settings.poll()).isEqualTo(Duration.ofMillis(50));
    assertThat(SharedService.get().context().getEnvironment().getProperty("server.address"))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void tellsEverythingThatIsMissingAtOnce() {
    assertThatThrownBy(() -> new ShukeSettings(List.of(), Path.of(""), "http://x", Duration.ZERO))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(
            "shuke.brand-files is missing",
            "shuke.keys-file is missing",
            "shuke.trino-url is 'http://x'",
            "shuke.poll is PT0S");
  }

  @Test
  void doesNotStartWithAnUnknownSetting() throws Exception {
    TestBrand brand = TestBrand.create(folder, "tea", false, "lapsed");
    Path keys = Files.writeString(folder.resolve("keys.properties"), "tea=abc");

    assertThatThrownBy(() -> start(brand, keys, "--shuke.pol=1s"))
        .hasStackTraceContaining("shuke.pol");
  }

  @Test
  void doesNotStartWithoutAKeyForEachBrand() throws Exception {
    TestBrand brand = TestBrand.create(folder, "tea", false, "lapsed");
    Path keys = Files.writeString(folder.resolve("keys.properties"), "coffee=abc");

    assertThatThrownBy(() -> start(brand, keys))
        .hasRootCauseInstanceOf(ConfigurationException.class)
        .hasStackTraceContaining("brand 'tea' has no key, expected tea=<key>")
        .hasStackTraceContaining("unknown brand 'coffee', expected one of [tea]");
    assertThatThrownBy(() -> start(brand, folder.resolve("none.properties")))
        .hasStackTraceContaining("no such file of keys");
  }

  private static void start(TestBrand brand, Path keys, String... others) {
    String[] all = new String[3 + others.length];
    all[0] = "--shuke.brand-files=" + brand.file();
    all[1] = "--shuke.keys-file=" + keys;
    all[2] = "--shuke.trino-url=" + TestService.NO_TRINO;
    System.arraycopy(others, 0, all, 3, others.length);
    TestService.start(all).close();
  }
}
