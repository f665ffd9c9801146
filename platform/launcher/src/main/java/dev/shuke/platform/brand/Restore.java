package dev.shuke.platform.brand;

import dev.shuke.brand.Brand;
import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.BorrowedBroker;
import dev.shuke.platform.part.BrandParts;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Brings a brand back as it was, from a backup. Topics that are gone are made anew and begin where
 * the tables end, so each record keeps its offset or gets the next one.
 */
public final class Restore {
  private final Home home;
  private final Progress progress;
  private final Brands brands;
  private final BrandParts parts;

  public Restore(Home home, Progress progress) {
    this.home = home;
    this.progress = progress;
    this.brands = new Brands(home);
    this.parts = new BrandParts(home, progress);
  }

  /**
   * Restores the brand; where the platform is up its job goes on at once. A restore that fails
   * leaves nothing behind.
   *
   * @param folder a backup, of which every file is checked before anything is written
   */
  public BrandPlace run(Path folder) {
    try {
      Manifest.check(folder, progress);
      BackupNote note = BackupNote.read(folder);
      Brand brand = brands.check(folder.resolve(Backup.BRAND));
      requireAbsent(note.brand());
      note.requirePlace(brand);
      Backup.requireOwnPlaces(home, brand);
      boolean isUp = parts.isUp();
      try (BorrowedBroker broker = BorrowedBroker.open(home)) {
        return restore(folder, note, brand, isUp);
      }
    } catch (IOException e) {
      throw ShukeException.failed("Cannot restore %s: %s.", folder, e.getMessage());
    }
  }

  private void requireAbsent(String brand) {
    if (brands.isKnown(brand)) {
      throw ShukeException.wrongSetup(
          "Brand %s exists: ./shuke brand remove %s first, which makes a backup of what it is now.",
          brand, brand);
    }
    Addition.requireNoRemains(home, brand);
  }

  private BrandPlace restore(Path folder, BackupNote note, Brand brand, boolean isUp)
      throws IOException {
    boolean hasTopics = hasTopics(note, brand);
    try {
      if (!hasTopics) {
        makeTopics(folder, note, brand);
      }
      copy(folder, brand.id());
      // Last, for from here on everybody takes it for a brand.
      brands.register(brand.id(), folder.resolve(Backup.BRAND));
      BrandPlace place = brands.named(brand.id());
      if (isUp) {
        parts.startJob(place);
        parts.tellOthers();
      }
      return place;
    } catch (IOException | RuntimeException e) {
      new Remains(home, brand.id()).undo(progress, !hasTopics, e);
      throw e;
    }
  }

  /** Whether the topics are there still; they must be those of the backup, and reach as far. */
  private boolean hasTopics(BackupNote note, Brand brand) {
    try (KafkaTopics topics = KafkaTopics.of(brand)) {
      Map<String, Uuid> existing = topics.existing(brand.id());
      if (existing.isEmpty()) {
        return false;
      }
      Map<TopicPartition, Long> ends = topics.endOffsets(brand);
      boolean isSame =
          existing.equals(note.topics())
              && note.parts().entrySet().stream()
                  .allMatch(part -> ends.getOrDefault(part.getKey(), 0L) >= part.getValue().end());
      if (!isSame) {
        throw ShukeException.wrongSetup(
            "Kafka holds other topics named %s.* than those of the backup: if nobody needs them, delete them with"
                + " ./shuke brand remove %s --no-backup, then restore.",
            brand.id(), brand.id());
      }
      progress.say(
          "The topics are there still; the job goes on from where it was, with all that came since");
      return true;
    }
  }

  private void makeTopics(Path folder, BackupNote note, Brand brand) throws IOException {
    try (KafkaTopics topics = KafkaTopics.of(brand)) {
      topics.createMissing(brand);
      TopicRecords records = new TopicRecords(brand.kafkaBootstrap());
      for (Map.Entry<TopicPartition, BackupNote.Part> entry : note.parts().entrySet()) {
        TopicPartition partition = entry.getKey();
        long frontier = entry.getValue().frontier();
        if (frontier > 0) {
          records.fill(partition, frontier);
          topics.beginAt(partition, frontier);
        }
        if (entry.getValue().records() > 0) {
          records.send(partition, BackupNote.records(folder, partition));
        }
      }
      if (!topics.endOffsets(brand).equals(note.ends())) {
        throw ShukeException.failed(
            "Something sends to the topics of %s while they are restored: stop it, then restore again.",
            brand.id());
      }
    }
    progress.say(
        "The topics begin again where the tables end; %,d records lie behind that", note.records());
  }

  private void copy(Path folder, String brand) throws IOException {
    Copies copies = new Copies(progress);
    copies.folder(folder.resolve(Backup.WAREHOUSE), home.warehouse(brand));
    Files.createDirectories(home.catalogDatabase(brand).getParent());
    Files.copy(folder.resolve(Backup.CATALOG), home.catalogDatabase(brand));
    if (Files.exists(folder.resolve(Backup.FLINK))) {
      Files.createDirectories(home.flink(brand).getParent());
      copies.folder(folder.resolve(Backup.FLINK), home.flink(brand));
    }
    copies.folder(folder.resolve(Backup.MEMORIES), home.folder());
    Files.createDirectories(home.quarantineKey(brand).getParent());
    Files.copy(
        folder.resolve(Backup.QUARANTINE_KEY),
        home.quarantineKey(brand),
        StandardCopyOption.COPY_ATTRIBUTES);
    new ApiKeys(home).put(brand, Files.readString(folder.resolve(Backup.API_KEY)));
    progress.say("The tables of %s are in their place, and the state of its job", brand);
  }
}
