package dev.shuke.platform.home;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/**
 * One random key per brand for the tag service, made at the first {@code up} in a file that only
 * its owner may read.
 */
public final class ApiKeys {
  private static final int KEY_BYTES = 24;

  private final Path file;

  public ApiKeys(Home home) {
    this.file = home.keys();
  }

  /** Makes the keys that are missing; one that exists never changes. */
  public void complete(List<BrandPlace> brands) {
    Properties keys = read();
    int before = keys.size();
    brands.forEach(brand -> keys.putIfAbsent(brand.id(), newKey()));
    if (keys.size() > before) {
      write(keys);
    }
  }

  /** The key of a brand, empty text before the first {@code up}. */
  public String of(String brand) {
    return read().getProperty(brand, "");
  }

  /** Gives a brand the key it had; another it may have now is forgotten. */
  public void put(String brand, String key) {
    Properties keys = read();
    keys.setProperty(brand, key);
    write(keys);
  }

  /** Forgets the key of a brand. */
  public void remove(String brand) {
    Properties keys = read();
    if (keys.remove(brand) != null) {
      write(keys);
    }
  }

  private static String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private Properties read() {
    Properties keys = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        keys.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return keys;
  }

  private void write(Properties keys) {
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        // Made empty with its mode first, so that no moment shows the keys to others.
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      StringWriter text = new StringWriter();
      keys.store(text, "API keys of the tag service: brand=key");
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
