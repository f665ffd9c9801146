package dev.shuke.platform.home;

import dev.shuke.quarantine.Seal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * One random key per brand, which seals what is kept of quarantined records; made at the first
 * {@code up}, each in a file that only its owner may read. Whoever loses it loses those records.
 */
public final class QuarantineKeys {
  private QuarantineKeys() {}

  /** Makes the keys that are missing; one that exists never changes. */
  public static void complete(List<BrandPlace> brands) {
    brands.stream()
        .flatMap(brand -> brand.brand().quarantineKey().stream())
        .filter(Files::notExists)
        .forEach(QuarantineKeys::make);
  }

  /** By rename, so that a cut-off start leaves no half of a key. */
  private static void make(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Path fresh =
          Files.createTempFile(
              file.getParent(),
              file.getFileName().toString(),
              ".new",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, Seal.newKey() + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
