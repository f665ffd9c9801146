package dev.shuke.platform.brand;

import dev.shuke.platform.text.Progress;
import dev.shuke.platform.text.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies of whole folders. */
final class Copies {
  private static final long SAY_EVERY_BYTES = 256L << 20;

  private final Progress progress;

  Copies(Progress progress) {
    this.progress = progress;
  }

  /** Bytes of all files in a folder; 0 when there is none. */
  static long size(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /**
   * Copies a folder with all that is in it, modes and times too: of the states of a job the newest
   * counts.
   */
  void folder(Path from, Path to) throws IOException {
    long done = 0;
    long total = size(from);
    for (Path file : tree(from)) {
      Path copy = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        long before = done;
        done += Files.size(copy);
        if (done / SAY_EVERY_BYTES > before / SAY_EVERY_BYTES) {
          progress.say("Copied %s of %s", TextTable.megabytes(done), TextTable.megabytes(total));
        }
      }
    }
  }

  /** Folders before what is in them. */
  private static List<Path> tree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList();
    }
  }
}
