package dev.shuke.platform.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  private final Path folder;

  ManifestTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("warehouse/events"));
    Files.writeString(folder.resolve("warehouse/events/a b.parquet"), "rows");
    Files.writeString(folder.resolve("backup.properties"), "brand=corner\n");
    assertThat(Manifest.write(folder)).isEqualTo(17);
  }

  @Test
  void acceptsWhatIsAsItWasWritten() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void findsWhatIsChangedMissingOrNew() throws IOException {
    Files.writeString(folder.resolve("warehouse/events/a b.parquet"), "rowz");
    assertThatThrownBy(this::check)
        .hasMessageContaining("warehouse/events/a b.parquet has changed");

    Files.delete(folder.resolve("warehouse/events/a b.parquet"));
    assertThatThrownBy(this::check).hasMessageContaining("warehouse/events/a b.parquet is missing");

    Files.writeString(folder.resolve("more"), "");
    assertThatThrownBy(this::check).hasMessageContaining("more is not listed");
  }

  @Test
  void refusesABackupThatWasCutOff() throws IOException {
    Path manifest = folder.resolve("MANIFEST");
    List<String> lines = Files.readAllLines(manifest);
    Files.write(manifest, lines.subList(0, lines.size() - 1));
    assertThatThrownBy(this::check).hasMessageContaining("expected a line for each file");

    Files.delete(manifest);
    assertThatThrownBy(this::check)
        .hasMessageContaining("has no file MANIFEST, so it is no backup, or one that was cut off");
  }

  private void check() throws IOException {
    Manifest.check(folder, new Progress(new PrintStream(OutputStream.nullOutputStream())));
  }
}
