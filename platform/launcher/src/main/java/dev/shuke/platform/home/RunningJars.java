package dev.shuke.platform.home;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Copies of the jars that the build makes. A build writes its jars anew in their place, which
 * breaks a process that is reading them; so each process reads a copy, named after the time of the
 * build.
 */
final class RunningJars {
  private final Home home;

  RunningJars(Home home) {
    this.home = home;
  }

  /**
   * The class path with the jars of the checkout replaced by copies; libraries stay where Maven
   * keeps them.
   */
  String copied(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(Path::of)
        .map(jar -> isBuilt(jar) ? copy(jar) : jar)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private boolean isBuilt(Path jar) {
    return jar.startsWith(home.root()) && Files.isRegularFile(jar);
  }

  private Path copy(Path jar) {
    try {
      long built = Files.getLastModifiedTime(jar).toMillis();
      Path copy = home.jars().resolve(built + "-" + jar.getFileName());
      if (!Files.exists(copy)) {
        Files.createDirectories(home.jars());
        Path fresh = Files.createTempFile(home.jars(), "copy", ".jar");
        Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
        Files.move(fresh, copy, StandardCopyOption.ATOMIC_MOVE);
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
