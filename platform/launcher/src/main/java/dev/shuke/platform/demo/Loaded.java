package dev.shuke.platform.demo;

import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Remembers what was loaded whole, by empty files {@code <brand>-<what>-<version>}. */
final class Loaded {
  static final int DEFAULT_CUSTOMERS = 50_000;
  static final int SEED = 20_260_101;
  static final String CUSTOMERS = "customers";

  private final Path folder;

  Loaded(Path folder) {
    this.folder = folder;
  }

  /** Does the work unless it was done whole before. */
  void once(
      String brand, String what, String version, String name, Progress progress, Runnable work) {
    Path marker = folder.resolve(brand + "-" + what + "-" + version);
    if (Files.exists(marker)) {
      progress.say("%s: loaded already", name);
      return;
    }
    work.run();
    try {
      Files.createDirectories(folder);
      Files.writeString(marker, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file in which the simulation counts what it sent. */
  Path summary(String brand) {
    try {
      return Files.createDirectories(folder).resolve("summary-" + brand + ".json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How many simulated customers there are or will be: the number loaded, else the one wished for,
   * else the default.
   *
   * @throws ShukeException if another number is loaded than is wished for: two chains in one brand
   *     would be neither
   */
  int customers(String brand, OptionalInt wish) {
    OptionalInt present = loadedCustomers(brand + "-" + CUSTOMERS + "-");
    if (present.isPresent() && wish.isPresent() && present.getAsInt() != wish.getAsInt()) {
      throw ShukeException.wrongSetup(
          "Brand %s already holds %,d customers: leave out --customers, or name another SHUKE_HOME for %,d.",
          brand, present.getAsInt(), wish.getAsInt());
    }
    return present.orElse(wish.orElse(DEFAULT_CUSTOMERS));
  }

  private OptionalInt loadedCustomers(String prefix) {
    if (!Files.isDirectory(folder)) {
      return OptionalInt.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .mapToInt(name -> Integer.parseInt(name.substring(prefix.length())))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 over files, one after the other, in hexadecimal. */
  static String hash(Path... files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
