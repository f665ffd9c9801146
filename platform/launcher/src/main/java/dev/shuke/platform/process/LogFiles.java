package dev.shuke.platform.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * One log per process, {@code <name>.log}, and the one of the start before, {@code <name>.log.1}.
 */
public final class LogFiles {
  private static final String SUFFIX = ".log";
  private static final int LAST_WORDS = 400;

  private final Path folder;

  public LogFiles(Path folder) {
    this.folder = folder;
  }

  public Path file(String name) {
    return folder.resolve(name + SUFFIX);
  }

  /** The names of all logs there are. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path startNew(String name) {
    Path log = file(name);
    try {
      Files.createDirectories(folder);
      if (Files.exists(log)) {
        Files.move(log, folder.resolve(name + SUFFIX + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last lines of a log, oldest first; bytes that are no UTF-8 are replaced. */
  public List<String> tail(String name, int count) {
    Deque<String> last = new ArrayDeque<>();
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    try (var reader =
        new BufferedReader(new InputStreamReader(Files.newInputStream(file(name)), decoder))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        last.addLast(line);
        if (last.size() > count) {
          last.removeFirst();
        }
      }
    } catch (IOException e) {
      throw ShukeException.failed("Cannot read the log of %s at %s.", name, file(name));
    }
    return List.copyOf(last);
  }

  /** The last line that says something: no part of a stack trace, no blank. */
  String lastWords(String name) {
    String words =
        tail(name, 200).stream()
            .filter(
                line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith("    at "))
            .reduce("nothing", (earlier, later) -> later);
    return words.length() <= LAST_WORDS ? words : words.substring(0, LAST_WORDS) + "…";
  }
}
