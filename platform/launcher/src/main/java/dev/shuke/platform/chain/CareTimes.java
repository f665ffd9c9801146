package dev.shuke.platform.chain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Remembers when the tables of each brand were last cared for, one file per brand. */
final class CareTimes {
  private static final Duration PAUSE = Duration.ofDays(1);

  private final Path folder;

  CareTimes(Path folder) {
    this.folder = folder;
  }

  /** Never at first sight: a brand just made has nothing to care for, so its first day passes. */
  boolean isDue(String brand, Instant now) {
    Optional<Instant> last = last(brand);
    if (last.isEmpty()) {
      done(brand, now);
      return false;
    }
    return !now.isBefore(last.get().plus(PAUSE));
  }

  /**
   * Remembers a care that did not fail.
   *
   * @param started when it began, so that the hour of the day stays the same
   */
  void done(String brand, Instant started) {
    try {
      Files.writeString(Files.createDirectories(folder).resolve(brand), started.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Instant> last(String brand) {
    try {
      return Optional.of(Instant.parse(Files.readString(folder.resolve(brand)).strip()));
    } catch (NoSuchFileException | DateTimeParseException never) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
