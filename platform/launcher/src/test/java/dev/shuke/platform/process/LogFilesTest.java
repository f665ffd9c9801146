package dev.shuke.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  private final Path folder;

  LogFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void keepTheLogOfTheStartBefore() throws IOException {
    LogFiles logs = new LogFiles(folder);
    Files.writeString(logs.startNew("kafka"), "first\n");

    Files.writeString(logs.startNew("kafka"), "second\n");

    assertThat(logs.tail("kafka", 10)).containsExactly("second");
    assertThat(folder.resolve("kafka.log.1")).hasContent("first");
    assertThat(logs.names()).containsExactly("kafka");
  }

  @Test
  void showTheLastLinesWhateverTheirBytes() throws IOException {
    LogFiles logs = new LogFiles(folder);
    Files.write(logs.startNew("kafka"), new byte[] {'a', '\n', 'b', '\n', (byte) 0xff, '\n'});

    assertThat(logs.tail("kafka", 2)).containsExactly("b", "\uFFFD");
  }
}
