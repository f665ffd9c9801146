package dev.shuke.platform.home;

import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A Java installation.
 *
 * @param feature its version, such as 25
 */
public record Jdk(Path folder, int feature) {
  private static final String VARIABLE = "TRINO_JAVA_HOME";
  private static final int TRINO_MINIMUM = 24;
  private static final List<Path> USUAL_FOLDERS =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/opt/java"),
          Path.of("/opt"),
          Path.of(System.getProperty("user.home"), ".sdkman/candidates/java"),
          Path.of(System.getProperty("user.home"), ".jdks"));

  /** The Java that runs this process. */
  public static Path javaOfThisProcess() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  public Path java() {
    return folder.resolve("bin").resolve("java");
  }

  /**
   * The Java for Trino: the one named by {@code TRINO_JAVA_HOME}, else the oldest in the usual
   * folders that is new enough.
   *
   * @throws ShukeException that says what to install
   */
  public static Jdk forTrino() {
    return forTrino(System.getenv(), USUAL_FOLDERS);
  }

  static Jdk forTrino(Map<String, String> environment, List<Path> folders) {
    String named = environment.get(VARIABLE);
    if (named != null) {
      return named(Path.of(named));
    }
    return installed(folders)
        .orElseThrow(
            () ->
                ShukeException.wrongSetup(
                    "Trino needs a JDK %d or newer and none is in %s: install Temurin 25 (package"
                        + " temurin-25-jdk from adoptium.net) or openjdk-25-jdk, or set %s to the folder of one.",
                    TRINO_MINIMUM, folders.get(0), VARIABLE));
  }

  private static Jdk named(Path folder) {
    return of(folder)
        .filter(jdk -> jdk.feature >= TRINO_MINIMUM)
        .orElseThrow(
            () ->
                ShukeException.wrongSetup(
                    "%s is %s, which is no JDK %d or newer: let it name the folder of one, the one that holds bin/java.",
                    VARIABLE, folder, TRINO_MINIMUM));
  }

  private static Optional<Jdk> installed(List<Path> folders) {
    List<Jdk> found = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> candidates = Files.list(folder)) {
          candidates.flatMap(candidate -> of(candidate).stream()).forEach(found::add);
        } catch (IOException unreadable) {
          // A folder we may not read holds no JDK for us.
        }
      }
    }
    return found.stream()
        .filter(jdk -> jdk.feature >= TRINO_MINIMUM)
        .min(Comparator.comparing(Jdk::feature).thenComparing(Jdk::folder));
  }

  /** Reads the file {@code release} that each JDK has, rather than starting it. */
  private static Optional<Jdk> of(Path folder) {
    Path release = folder.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(folder.resolve("bin/java"))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
      return Optional.of(new Jdk(folder, Integer.parseInt(version.split("[.+-]", 2)[0])));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
