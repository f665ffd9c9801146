package dev.shuke.proof.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A crash to come: the process halts when it passes a point for the n-th time.
 *
 * @param pass which time, from 1
 * @param marker the file that tells that the point was reached, written before the end
 */
public record Crash(CrashPoint point, int pass, Path marker) {
  private static final String POINT = "shuke.crash";
  private static final String MARKER = "shuke.crash.marker";

  /** What Java is told, so that {@link CrashAgent} finds it. */
  public List<String> properties() {
    return List.of(
        "-D%s=%s:%d".formatted(POINT, point.text(), pass), "-D%s=%s".formatted(MARKER, marker));
  }

  static Crash ofThisProcess() {
    String[] parts = System.getProperty(POINT, "").split(":", 2);
    String marker = System.getProperty(MARKER);
    if (parts.length != 2 || marker == null) {
      throw new IllegalArgumentException(
          "Expected -D" + POINT + "=<point>:<n> and -D" + MARKER + "=<file>");
    }
    return new Crash(CrashPoint.named(parts[0]), Integer.parseInt(parts[1]), Path.of(marker));
  }

  /** Whether a process has come to its point. */
  public boolean isReached() throws IOException {
    return Files.exists(marker) && Files.readString(marker).equals(line());
  }

  void mark() throws IOException {
    try (FileChannel file =
        FileChannel.open(marker, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(line().getBytes(StandardCharsets.UTF_8)));
      file.force(true);
    }
  }

  private String line() {
    return "reached " + point.text() + ":" + pass + "\n";
  }
}
