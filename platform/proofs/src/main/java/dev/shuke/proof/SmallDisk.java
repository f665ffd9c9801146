package dev.shuke.proof;

import dev.shuke.platform.process.Trees;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk of its own (tmpfs) in the place of a folder, with all that was in it and room for 64 MB
 * more, so that a proof can fill it; Linux, and as root only. What is in it at the end stays in the
 * folder.
 */
final class SmallDisk implements AutoCloseable {
  static final String NO_SPACE = "No space left on device";
  private static final long ROOM_BYTES = 64L << 20;
  private static final int BLOCK_BYTES = 4 << 10;

  private final Path folder;
  private final Path kept;
  private final Path ballast;
  private final Thread lastResort = new Thread(this::tryUnmount, "take the small disk away");
  private boolean isMounted;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.kept = folder.resolveSibling(folder.getFileName() + "-kept");
    this.ballast = folder.resolve("ballast");
  }

  /**
   * Puts a disk in the place of a folder in which nobody works.
   *
   * @throws NotMounted when this process may not mount
   */
  static SmallDisk over(Path folder) throws Exception {
    SmallDisk disk = new SmallDisk(folder);
    long size = ROOM_BYTES + bytes(folder);
    Files.move(folder, disk.kept);
    Files.createDirectory(folder);
    String answer = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    if (!answer.isEmpty()) {
      Files.delete(folder);
      Files.move(disk.kept, folder);
      throw new NotMounted(answer);
    }
    disk.isMounted = true;
    Runtime.getRuntime().addShutdownHook(disk.lastResort);
    copy(disk.kept, folder);
    Trees.delete(disk.kept);
    return disk;
  }

  /** Nothing was tried, so nothing is proved. */
  static final class NotMounted extends Exception {
    private static final long serialVersionUID = 1L;

    private NotMounted(String answer) {
      super("a tmpfs cannot be mounted (" + answer + "); run it as root, on Linux");
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }

  /** Writes until nothing more fits; to be repeated, as others may delete files meanwhile. */
  void fill() throws IOException {
    byte[] block = new byte[BLOCK_BYTES];
    try (OutputStream out =
        Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains(NO_SPACE)) {
        throw e;
      }
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.delete(ballast);
  }

  /** Brings what is in it back to the folder in which it stands; nobody may work there. */
  @Override
  public void close() throws Exception {
    Files.deleteIfExists(ballast);
    copy(folder, Files.createDirectory(kept));
    unmount();
    Runtime.getRuntime().removeShutdownHook(lastResort);
    Files.delete(folder);
    Files.move(kept, folder);
  }

  private void unmount() throws Exception {
    String answer = run("umount", folder.toString());
    if (!answer.isEmpty()) {
      throw new IOException("Cannot unmount " + folder + ": " + answer);
    }
    isMounted = false;
  }

  /** Where a proof was cut off; what still holds a file open loses the disk when it ends. */
  private void tryUnmount() {
    try {
      if (isMounted) {
        run("umount", "--lazy", folder.toString());
      }
    } catch (Exception e) {
      System.err.println("Unmount " + folder + " by hand: " + e.getMessage());
    }
  }

  private static void copy(Path from, Path into) throws Exception {
    String answer = run("cp", "-a", from + "/.", into.toString());
    if (!answer.isEmpty()) {
      throw new IOException("Cannot copy " + from + " into " + into + ": " + answer);
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      // A file takes whole pages of a tmpfs.
      return files
          .mapToLong(file -> (file.toFile().length() / BLOCK_BYTES + 1) * BLOCK_BYTES)
          .sum();
    }
  }

  /** What the command said when it failed, empty when it did not. */
  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 ? "" : "%s ended with code %d: %s".formatted(command[0], code, said.strip());
  }
}
