package dev.shuke.platform.brand;

import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The list of a backup's files, one a line with SHA-256, size and path, and their number at the
 * end. It is written last: a backup that was cut off has none.
 */
final class Manifest {
  private static final String FILE = "MANIFEST";
  private static final String END = "files ";
  private static final int MOST_EXAMPLES = 3;

  private Manifest() {}

  /** Lists all that is in a folder. */
  static long write(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    long bytes = 0;
    for (String file : files(folder)) {
      lines.add(line(folder, file));
      bytes += Files.size(folder.resolve(file));
    }
    lines.add(END + lines.size());
    Path fresh = folder.resolve(FILE + ".new");
    Files.write(fresh, lines);
    Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    return bytes;
  }

  /**
   * Holds every file of a backup against its list.
   *
   * @throws ShukeException when the folder is no whole backup, or a file is missing, changed or not
   *     listed
   */
  static void check(Path folder, Progress progress) throws IOException {
    List<String> listed = read(folder);
    Set<String> unlisted = new TreeSet<>(files(folder));
    List<String> wrong = new ArrayList<>();
    for (String line : listed) {
      String file = line.split("  ", 3)[2];
      if (!unlisted.remove(file)) {
        wrong.add(file + " is missing");
      } else if (!line(folder, file).equals(line)) {
        wrong.add(file + " has changed");
      }
    }
    unlisted.forEach(file -> wrong.add(file + " is not listed"));
    if (!wrong.isEmpty()) {
      throw ShukeException.failed(
          "%s is not as it was written: %s%s. Nothing was restored; use another backup.",
          folder,
          String.join(", ", wrong.subList(0, Math.min(MOST_EXAMPLES, wrong.size()))),
          wrong.size() > MOST_EXAMPLES ? " and %d more".formatted(wrong.size() - 3) : "");
    }
    progress.say("The %,d files of the backup are as they were written", listed.size());
  }

  private static List<String> read(Path folder) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(folder.resolve(FILE));
    } catch (NoSuchFileException e) {
      throw ShukeException.wrongSetup(
          "%s has no file %s, so it is no backup, or one that was cut off; expected a folder that ./shuke brand"
              + " backup wrote.",
          folder, FILE);
    }
    int files = lines.size() - 1;
    boolean isWhole =
        files >= 0
            && lines.get(files).equals(END + files)
            && lines.subList(0, files).stream().allMatch(line -> line.split("  ", 3).length == 3);
    if (!isWhole) {
      throw ShukeException.failed(
          "%s is not as it was written: expected a line for each file and '%sN' at the end. Use another backup.",
          folder.resolve(FILE), END);
    }
    return lines.subList(0, files);
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(file -> !file.equals(FILE))
          .sorted()
          .toList();
    }
  }

  private static String line(Path folder, String file) throws IOException {
    Path path = folder.resolve(file);
    return sha256(path) + "  " + Files.size(path) + "  " + file;
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
