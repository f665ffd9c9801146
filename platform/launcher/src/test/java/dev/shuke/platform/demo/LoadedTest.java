package dev.shuke.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.platform.text.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedTest {
  private final Progress progress =
      new Progress(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

  private final Path folder;

  LoadedTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void doesTheWorkOncePerVersion() {
    AtomicInteger times = new AtomicInteger();

    once("v1", times::incrementAndGet);
    once("v1", times::incrementAndGet);
    once("v2", times::incrementAndGet);

    assertThat(times).hasValue(2);
  }

  @Test
  void doesItAgainWhenItWasCutOff() {
    AtomicInteger times = new AtomicInteger();
    assertThatThrownBy(
        () ->
            once(
                "v1",
                () -> {
                  throw new IllegalStateException("cut off");
                }));

    once("v1", times::incrementAndGet);

    assertThat(times).hasValue(1);
  }

  @Test
  void staysWithTheNumberOfCustomersThatIsLoaded() {
    Loaded loaded = new Loaded(folder);
    assertThat(loaded.customers("simulated", OptionalInt.empty())).isEqualTo(50_000);
    assertThat(loaded.customers("simulated", OptionalInt.of(300))).isEqualTo(300);

    loaded.once("simulated", Loaded.CUSTOMERS, "300", "simulated", progress, () -> {});

    assertThat(loaded.customers("simulated", OptionalInt.empty())).isEqualTo(300);
    assertThatThrownBy(() -> loaded.customers("simulated", OptionalInt.of(1000)))
        .hasMessage(
            "Brand simulated already holds 300 customers: leave out --customers, or name another SHUKE_HOME for 1,000.");
  }

  private void once(String version, Runnable work) {
    new Loaded(folder).once("journey", "orders", version, "journey orders", progress, work);
  }
}
