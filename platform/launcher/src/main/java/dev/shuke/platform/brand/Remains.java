package dev.shuke.platform.brand;

import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.BrandParts;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.process.Trees;
import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All that a brand leaves in the state folder of a platform, but for its backups and logs. */
final class Remains {
  private final Home home;
  private final String brand;

  Remains(Home home, String brand) {
    this.home = home;
    this.brand = brand;
  }

  /** Whether tables or states of a job are left; an empty folder is not. */
  boolean areThere() {
    try {
      return Files.exists(home.catalogDatabase(brand))
          || Files.exists(home.flink(brand))
          || Copies.size(home.warehouse(brand)) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What remembers what was loaded and cared for, so that it is not done again. */
  List<Path> memories() {
    return Stream.concat(
            list(home.loaded())
                .filter(
                    file ->
                        name(file).startsWith(brand + "-")
                            || name(file).equals("summary-" + brand + ".json")),
            list(home.cared()).filter(file -> name(file).equals(brand)))
        .toList();
  }

  /**
   * Deletes what a command had made of a brand that was not here before, and takes it out of this
   * platform.
   *
   * @param isWithTopics whether the command made topics in the broker of this platform, which must
   *     answer then
   * @param failure why; what cannot be deleted is added to it
   */
  void undo(Progress progress, boolean isWithTopics, Exception failure) {
    progress.say("It failed; what was made of %s is deleted again", brand);
    try {
      new BrandParts(home, progress).stopJob(brand);
      new Brands(home).unregister(brand);
      if (isWithTopics) {
        deleteTopics();
      }
      delete();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      progress.say(
          "Not all could be deleted (%s); ./shuke brand remove %s --no-backup tries again",
          e.getMessage(), brand);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static Stream<Path> list(Path folder) {
    if (Files.notExists(folder)) {
      return Stream.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes the brand's topics in the broker of this platform, which must answer. */
  void deleteTopics() {
    try (KafkaTopics topics = new KafkaTopics(home.ports().kafka().address())) {
      topics.delete(brand);
    }
  }

  /** Deletes tables, states, keys and memories; what is gone already is no error. */
  void delete() {
    try {
      Trees.delete(home.flink(brand));
      Trees.delete(home.warehouse(brand));
      for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
        Path database = home.catalogDatabase(brand);
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + suffix));
      }
      new ApiKeys(home).remove(brand);
      Files.deleteIfExists(home.quarantineKey(brand));
      for (Path memory : memories()) {
        Files.delete(memory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
