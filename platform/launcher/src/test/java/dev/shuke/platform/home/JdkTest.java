package dev.shuke.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
  private final Path folder;

  JdkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void takesTheOldestThatIsNewEnough() throws IOException {
    install("java-17", "17.0.15");
    install("java-26", "26-ea");
    install("temurin-25", "25.0.3");

    assertThat(Jdk.forTrino(Map.of(), List.of(folder)).feature()).isEqualTo(25);
  }

  @Test
  void saysWhatToInstallWhenThereIsNone() throws IOException {
    install("java-17", "17.0.15");

    assertThatThrownBy(() -> Jdk.forTrino(Map.of(), List.of(folder)))
        .hasMessageContaining("Trino needs a JDK 24 or newer and none is in " + folder)
        .hasMessageContaining("install Temurin 25")
        .hasMessageContaining("TRINO_JAVA_HOME");
  }

  @Test
  void refusesAVariableThatNamesAnOldOne() throws IOException {
    Path old = install("java-17", "17.0.15");
    install("temurin-25", "25.0.3");

    assertThatThrownBy(
            () -> Jdk.forTrino(Map.of("TRINO_JAVA_HOME", old.toString()), List.of(folder)))
        .hasMessageContaining("TRINO_JAVA_HOME is " + old + ", which is no JDK 24 or newer");
  }

  private Path install(String name, String version) throws IOException {
    Path jdk = folder.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Path java = Files.writeString(jdk.resolve("bin/java"), "");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }
}
