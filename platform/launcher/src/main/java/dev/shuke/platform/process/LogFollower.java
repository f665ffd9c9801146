package dev.shuke.platform.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Shows what is appended to some logs from now on. */
public final class LogFollower {
  private static final int PAUSE_MILLIS = 300;

  private final LogFiles logs;
  private final Map<String, Long> read = new TreeMap<>();

  public LogFollower(LogFiles logs, List<String> names) {
    this.logs = logs;
    names.forEach(name -> read.put(name, logs.file(name).toFile().length()));
  }

  /** Goes on until this thread is interrupted. */
  public void follow(Consumer<String> lines) {
    try {
      while (true) {
        for (String name : List.copyOf(read.keySet())) {
          showNew(name, read.size() > 1 ? line -> lines.accept(name + ": " + line) : lines);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes whole lines only; a shorter file than before is a new one, of a new start. */
  private void showNew(String name, Consumer<String> lines) throws IOException {
    long from = read.getOrDefault(name, 0L);
    try (RandomAccessFile file = new RandomAccessFile(logs.file(name).toFile(), "r")) {
      long start = file.length() < from ? 0 : from;
      byte[] fresh = new byte[Math.toIntExact(Math.min(file.length() - start, 1 << 20))];
      file.seek(start);
      file.readFully(fresh);
      int end = lastLineEnd(fresh);
      new String(fresh, 0, end, StandardCharsets.UTF_8).lines().forEach(lines);
      read.put(name, start + end);
    }
  }

  private static int lastLineEnd(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] != '\n') {
      end--;
    }
    return end;
  }
}
