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
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Takes a brand out of this platform, with all it has. */
public final class Removal {
  private final Home home;
  private final Progress progress;
  private final Brands brands;
  private final BrandParts parts;
  private final Backup backup;

  public Removal(Home home, Clock clock, Progress progress) {
    this.home = home;
    this.progress = progress;
    this.brands = new Brands(home);
    this.parts = new BrandParts(home, progress);
    this.backup = new Backup(home, clock, progress);
  }

  /** What is done with the brand's topics. */
  public enum Topics {
    DELETE,
    /** A backup that is restored later goes on with what came since it was made. */
    KEEP
  }

  /**
   * Removes a brand after a backup of it.
   *
   * @return the backup
   * @throws ShukeException before anything is removed, when the backup failed or did not get
   *     everything
   */
  public Path runWithBackup(BrandPlace place, Topics topics) {
    Backup.requireOwnPlaces(home, place.brand());
    requireAnother(place.id());
    Path folder = backup.folder(place.id(), Optional.empty());
    try (BorrowedBroker broker = BorrowedBroker.open(home)) {
      parts.complete(place);
      boolean wasRunning = parts.stopJob(place.id());
      try {
        BackupNote note = backup.ofStopped(place, folder);
        if (topics == Topics.DELETE) {
          requireUnmoved(place.brand(), note);
        }
      } catch (RuntimeException e) {
        if (wasRunning) {
          parts.startJob(place);
        }
        throw e;
      }
      remove(place.id(), topics);
    }
    return folder;
  }

  /** What came after the backup would be lost with the topics. */
  private void requireUnmoved(Brand brand, BackupNote note) {
    try (KafkaTopics topics = KafkaTopics.of(brand)) {
      if (!topics.endOffsets(brand).equals(note.ends())) {
        throw ShukeException.failed(
            "Something still sends to the topics of %s, so its backup is not all of it and nothing is removed: stop"
                + " what sends, then remove it again.",
            brand.id());
      }
    }
  }

  /**
   * Removes a brand without a backup; of one that is not listed, what an earlier removal or restore
   * left.
   */
  public void run(String id, Topics topics) {
    boolean isKnown = brands.isKnown(id);
    if (isKnown) {
      Backup.requireOwnPlaces(home, brands.named(id).brand());
      requireAnother(id);
    }
    try (BorrowedBroker broker = BorrowedBroker.open(home)) {
      if (!isKnown) {
        requireRemains(id);
      }
      parts.stopJob(id);
      remove(id, topics);
    }
  }

  /** The tag service and Trino have nothing to say of no brand at all. */
  private void requireAnother(String id) {
    if (brands.all().size() == 1) {
      throw ShukeException.wrongSetup(
          "%s is the only brand: add another first, or run ./shuke down and delete %s to start afresh.",
          id, home.folder());
    }
  }

  private void requireRemains(String id) {
    // What none can be called may be a path out of the state folder.
    if (!id.matches("[a-z][a-z0-9_]*") || !areThere(id)) {
      brands.named(id);
    }
  }

  private boolean areThere(String id) {
    try (KafkaTopics topics = new KafkaTopics(home.ports().kafka().address())) {
      return new Remains(home, id).areThere() || !topics.existing(id).isEmpty();
    }
  }

  /** In an order that can be cut off: once it is not listed, nobody opens what is deleted last. */
  private void remove(String id, Topics topics) {
    brands.unregister(id);
    new ApiKeys(home).remove(id);
    parts.tellOthers();
    Remains remains = new Remains(home, id);
    if (topics == Topics.DELETE) {
      remains.deleteTopics();
    }
    remains.delete();
    progress.say(
        "%s is removed: its job, its tables%s, its keys",
        id, topics == Topics.DELETE ? " and topics" : " (its topics are kept)");
  }
}
