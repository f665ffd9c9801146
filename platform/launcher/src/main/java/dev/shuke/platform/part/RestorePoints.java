package dev.shuke.platform.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints of one Flink job: {@code checkpoints/<job>/chk-N} and {@code
 * savepoints/savepoint-…}. One is complete once it has its {@code _metadata}, which Flink writes
 * last.
 */
final class RestorePoints {
  private static final String METADATA = "_metadata";
  private static final int DEPTH = 4;
  private static final PathMatcher COMPLETE =
      FileSystems.getDefault()
          .getPathMatcher("glob:{checkpoints/*/chk-*,savepoints/savepoint-*}/" + METADATA);

  private final Path folder;

  RestorePoints(Path folder) {
    this.folder = folder;
  }

  Path savepoints() {
    return folder.resolve("savepoints");
  }

  /** The complete one that was written last, be it checkpoint or savepoint. */
  Optional<Path> newest() {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(file -> COMPLETE.matches(folder.relativize(file)))
          .max(
              Comparator.comparing(RestorePoints::writtenAt)
                  .thenComparing(Comparator.naturalOrder()))
          .map(Path::getParent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      // A running job deletes old checkpoints while we look.
      return FileTime.fromMillis(0);
    }
  }
}
