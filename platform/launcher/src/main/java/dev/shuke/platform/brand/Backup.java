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
import dev.shuke.platform.process.Trees;
import dev.shuke.platform.text.Progress;
import dev.shuke.platform.text.TextTable;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Frontiers;
import dev.shuke.table.PartitionEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes all that a brand is into a folder: what describes it, its keys, its tables, the state its
 * job goes on from, and the records that have no row yet. The job stands still meanwhile; those of
 * other brands go on.
 */
public final class Backup {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  static final String BRAND = "brand";
  static final String CATALOG = "catalog.db";
  static final String WAREHOUSE = "warehouse";
  static final String FLINK = "flink";
  static final String API_KEY = "keys/api";
  static final String QUARANTINE_KEY = "keys/quarantine";
  static final String MEMORIES = "memories";

  private final Home home;
  private final Clock clock;
  private final Progress progress;
  private final BrandParts parts;

  public Backup(Home home, Clock clock, Progress progress) {
    this.home = home;
    this.clock = clock;
    this.progress = progress;
    this.parts = new BrandParts(home, progress);
  }

  /**
   * Backs a brand up; its job, if it was running, goes on afterwards, also when this fails.
   *
   * @param to a folder that does not exist or is empty; one in {@code backups} when none is named
   * @return the folder
   */
  public Path run(BrandPlace place, Optional<Path> to) {
    requireOwnPlaces(home, place.brand());
    Path folder = folder(place.id(), to);
    try (BorrowedBroker broker = BorrowedBroker.open(home)) {
      parts.complete(place);
      boolean wasRunning = parts.stopJob(place.id());
      try {
        ofStopped(place, folder);
      } finally {
        if (wasRunning) {
          parts.startJob(place);
        }
      }
    }
    return folder;
  }

  /** Where a backup goes, before it is begun. */
  Path folder(String brand, Optional<Path> to) {
    Path folder =
        to.orElseGet(() -> home.backups().resolve(brand + "-" + STAMP.format(clock.instant())))
            .toAbsolutePath()
            .normalize();
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          if (files.findAny().isPresent()) {
            throw ShukeException.wrongSetup(
                "%s is not empty: name a folder that is empty or does not exist.", folder);
          }
        }
      }
      return folder;
    } catch (IOException e) {
      throw ShukeException.wrongSetup("%s is not a folder that can be read.", folder);
    }
  }

  /**
   * Refuses a brand whose tables or topics are not of this machine: they have tools of their own.
   */
  static void requireOwnPlaces(Home home, Brand brand) {
    boolean isOurs =
        home.holdsTopicsOf(brand)
            && brand.catalogUri().startsWith("jdbc:sqlite:" + home.catalogDatabase(brand.id()))
            && brand.catalogWarehouse().equals("file://" + home.warehouse(brand.id()));
    if (!isOurs) {
      throw ShukeException.wrongSetup(
          "Brand %s names its own catalog, warehouse or Kafka, which ./shuke can neither back up, restore nor delete:"
              + " use the tools of that database, storage or Kafka.",
          brand.id());
    }
  }

  /** Backs up a brand whose job stands still; Kafka must answer. */
  BackupNote ofStopped(BrandPlace place, Path folder) {
    try {
      requireSpace(place.id(), Files.createDirectories(folder.getParent()));
      // Keys and rows about people lie in it.
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      try {
        BackupNote note = write(place, folder);
        long bytes = Manifest.write(folder);
        progress.say(
            "The backup of %s is whole: %s in %s; it holds the brand's keys, so keep it safe",
            place.id(), TextTable.megabytes(bytes), folder);
        return note;
      } catch (IOException | SQLException | RuntimeException e) {
        Trees.delete(folder);
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw ShukeException.failed(
          "Cannot back %s up into %s: %s. What was written of it is deleted again.",
          place.id(), folder, e.getMessage());
    }
  }

  private void requireSpace(String brand, Path parent) throws IOException {
    long needed = Copies.size(home.warehouse(brand)) + Copies.size(home.flink(brand));
    long usable = Files.getFileStore(parent).getUsableSpace();
    if (usable < needed) {
      throw ShukeException.wrongSetup(
          "%s has room for %s, but the backup of %s needs %s: name another folder with --to.",
          parent, TextTable.megabytes(usable), brand, TextTable.megabytes(needed));
    }
  }

  private BackupNote write(BrandPlace place, Path folder) throws IOException, SQLException {
    String brand = place.id();
    Path described = Files.createDirectories(folder.resolve(BRAND));
    for (Path file : Brands.describing(place.folder())) {
      Files.copy(file, described.resolve(file.getFileName().toString()));
    }
    keys(brand, folder);
    Path memories = Files.createDirectories(folder.resolve(MEMORIES));
    for (Path file : new Remains(home, brand).memories()) {
      Path copy = memories.resolve(home.folder().relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    // Before the files: what a query adds meanwhile is in more files, never in fewer.
    copyCatalog(home.catalogDatabase(brand), folder.resolve(CATALOG));
    Copies copies = new Copies(progress);
    copies.folder(home.warehouse(brand), folder.resolve(WAREHOUSE));
    Optional<Path> state = parts.newestState(brand);
    if (state.isPresent()) {
      copyState(copies, home.flink(brand), state.get(), folder.resolve(FLINK));
    }
    progress.say("The tables of %s are copied, and the state of its job", brand);
    return records(place.brand(), folder);
  }

  private void keys(String brand, Path folder) throws IOException {
    Path key = folder.resolve(API_KEY);
    Files.createDirectories(key.getParent());
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, new ApiKeys(home).of(brand));
    Files.copy(
        home.quarantineKey(brand),
        folder.resolve(QUARANTINE_KEY),
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** As one moment, whoever writes just now. */
  private static void copyCatalog(Path from, Path to) throws SQLException {
    try (Connection catalog =
            DriverManager.getConnection("jdbc:sqlite:" + from + "?busy_timeout=20000");
        PreparedStatement copy = catalog.prepareStatement("vacuum into ?")) {
      copy.setString(1, to.toString());
      copy.execute();
    }
  }

  /**
   * A savepoint stands for itself; a checkpoint needs what the checkpoints before it wrote, so all
   * of them go with it.
   */
  private static void copyState(Copies copies, Path flink, Path newest, Path to)
      throws IOException {
    Path kind = flink.resolve(flink.relativize(newest).getName(0));
    Path whole = kind.endsWith("savepoints") ? newest : kind;
    Files.createDirectories(to.resolve(flink.relativize(whole)).getParent());
    copies.folder(whole, to.resolve(flink.relativize(whole)));
  }

  /** Of the topics what lies beyond the frontier: all before it has its rows. */
  private BackupNote records(Brand brand, Path folder) throws IOException {
    Map<TopicPartition, Long> frontier = frontier(brand);
    Map<TopicPartition, BackupNote.Part> reached = new HashMap<>();
    Files.createDirectories(folder.resolve("topics"));
    try (KafkaTopics topics = KafkaTopics.of(brand)) {
      TopicRecords records = new TopicRecords(brand.kafkaBootstrap());
      for (Map.Entry<TopicPartition, Long> end : topics.endOffsets(brand).entrySet()) {
        TopicPartition partition = end.getKey();
        BackupNote.Part part =
            new BackupNote.Part(frontier.getOrDefault(partition, 0L), end.getValue());
        if (part.records() < 0) {
          throw ShukeException.failed(
              "The tables of %s know %s up to offset %d, but Kafka ends at %d: this topic is not the one they were"
                  + " written from.",
              brand.id(), partition, part.frontier(), part.end());
        }
        if (part.records() > 0) {
          Path file = BackupNote.records(folder, partition);
          records.write(partition, part.frontier(), part.end(), file);
        }
        reached.put(partition, part);
      }
      BackupNote note =
          new BackupNote(
              brand.id(),
              Instant.now(clock),
              brand.catalogUri(),
              brand.catalogWarehouse(),
              topics.existing(brand.id()),
              reached);
      note.write(folder);
      progress.say(
          "Of %,d Kafka offsets %,d have no row yet; their records are kept",
          note.offsets(), note.records());
      return note;
    }
  }

  private static Map<TopicPartition, Long> frontier(Brand brand) {
    Map<TopicPartition, Long> frontier = new HashMap<>();
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      for (PartitionEnd end : Frontiers.read(opened.catalog())) {
        frontier.put(new TopicPartition(end.topic(), end.partition()), end.endOffset());
      }
      return frontier;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw ShukeException.failed(
          "Cannot read the frontier of %s: %s.", brand.id(), e.getMessage());
    }
  }
}
