package dev.shuke.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shuke.event.EventType;
import dev.shuke.platform.chain.ChainRun;
import dev.shuke.platform.part.Pipeline;
import dev.shuke.platform.process.Waiting;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * R15: table care runs again and again, as {@code ./shuke care} runs it, while the Flink job writes
 * and four readers scan whole tables. Every row is held against what was sent.
 *
 * <p>Nothing is older than minutes here, and care touches nothing younger than days. So the proof
 * plants what is old: an orphan file, runs that are over and runs that are live, and in {@code
 * events.orders} the times of all snapshots older than half a minute, which it sets back by days.
 * The other tables keep their times, so no file of theirs may go.
 */
final class CareProof {
  private static final long EVENTS_PER_SECOND = 500;
  private static final String CHECKPOINT_INTERVAL = "5s";
  private static final int READERS = 4;
  private static final String AGED = Tables.events(EventType.ORDER);
  private static final Duration AGE = Duration.ofDays(5);
  private static final Duration OLD_ENOUGH = Duration.ofSeconds(30);
  private static final Duration COMMIT_LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The tables that the job fills here. */
  private static final List<String> FILLED =
      List.of(AGED, Tables.DUPLICATES, Tables.QUARANTINE, Tables.LATE);

  private final Stage stage;
  private final long seed;
  private final Set<Long> compactions = new HashSet<>();
  private final Set<Path> mustStay = new HashSet<>();
  private int rounds;
  private int expired;

  CareProof(Stage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
  }

  /**
   * What came of it.
   *
   * @param rounds of care
   * @param compactions commits that replaced files by fewer
   * @param expired snapshots that care let expire
   * @param isOrphanGone whether the old orphan is removed, and the young one is not
   * @param vanished files that went and should have stayed
   * @param areRunsKept whether the snapshots of live runs can be read, and those over were let go
   * @param scans whole tables that the readers read
   * @param failures of readers
   */
  record Result(
      long seed,
      int rounds,
      int compactions,
      int expired,
      boolean isOrphanGone,
      Set<Path> vanished,
      boolean areRunsKept,
      long scans,
      List<String> failures,
      TableCheck.Result rows)
      implements ProofResult {

    @Override
    public boolean isPassed() {
      return compactions > 0
          && expired > 0
          && isOrphanGone
          && vanished.isEmpty()
          && areRunsKept
          && scans > 0
          && failures.isEmpty()
          && rows.isExact();
    }

    @Override
    public String toString() {
      return ("R15 %s seed=%d care rounds=%d compactions=%d snapshots expired=%d old orphan removed=%b"
              + " files gone too early=%d live runs kept=%b, readers=%d scans=%d failures=%d%s %s")
          .formatted(
              isPassed() ? "passed" : "FAILED",
              seed,
              rounds,
              compactions,
              expired,
              isOrphanGone,
              vanished.size(),
              areRunsKept,
              READERS,
              scans,
              failures.size(),
              failures.stream().findFirst().map(first -> " such as " + first).orElse(""),
              rows);
    }
  }

  /** Runs care so long, and at least twice. */
  Result run(Duration length) throws Exception {
    // Care must win against the job's commits, as beside a job that the launcher starts.
    Pipeline pipeline = stage.pipelineWithCheckpoints(CHECKPOINT_INTERVAL);
    pipeline.startJob();
    try (Flow flow = stage.flow(EVENTS_PER_SECOND);
        Catalogs.ClosableCatalog opened = Catalogs.open(stage.brand().brand())) {
      stage.awaitProgress();
      Path old = orphan(opened.catalog(), "old-orphan", Instant.now().minus(AGE));
      Path young = orphan(opened.catalog(), "young-orphan", Instant.now());
      mustStay.add(young);
      try (PlantedRuns runs = PlantedRuns.in(opened, AGED);
          Readers readers = new Readers(READERS, stage.brand().brand(), FILLED)) {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end || rounds < 2) {
          care(opened.catalog());
        }
        boolean areRunsKept = runs.areKept();
        readers.close();
        flow.close();
        stage.awaitAllInTables();
        var unused = pipeline.stopJob(stage.progress());
        Set<Path> vanished =
            mustStay.stream().filter(file -> !Files.exists(file)).collect(Collectors.toSet());
        return new Result(
            seed,
            rounds,
            compactions.size(),
            expired,
            !Files.exists(old) && Files.exists(young),
            vanished,
            areRunsKept,
            readers.scans(),
            readers.failures(),
            stage.check());
      }
    }
  }

  /** A file in the folder of a table that no snapshot names. */
  private static Path orphan(Catalog catalog, String name, Instant at) throws IOException {
    Path folder = data(catalog.loadTable(TableIdentifier.parse(Tables.QUARANTINE)));
    Path file = Files.writeString(folder.resolve(name + ".parquet"), "written, never committed");
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private static Path data(Table table) {
    return Path.of(URI.create(table.location()).getPath()).resolve("data");
  }

  private void care(Catalog catalog) throws Exception {
    setBack(catalog);
    for (String table : FILLED) {
      if (!table.equals(AGED)) {
        mustStay.addAll(youngFiles(catalog.loadTable(TableIdentifier.parse(table))));
      }
    }
    Set<Long> before = snapshots(catalog, AGED);
    new ChainRun(stage.home(), line -> {}, care -> {}).care(List.of(stage.brand()), List.of());
    Set<Long> after = snapshots(catalog, AGED);
    before.removeAll(after);
    expired += before.size();
    for (String table : FILLED) {
      compactions(catalog.loadTable(TableIdentifier.parse(table))).forEach(compactions::add);
    }
    rounds++;
    stage.say(
        "care %d: %d compactions, %d snapshots expired until now"
            .formatted(rounds, compactions.size(), expired));
  }

  /** Sets the times of a table's snapshots back, all but those of the last moment. */
  private static void setBack(Catalog catalog) {
    Table table = catalog.loadTable(TableIdentifier.parse(AGED));
    TableOperations operations = ((HasTableOperations) table).operations();
    // The job commits meanwhile, so this may need another try.
    Waiting.until(
        "the times of " + AGED + " to be set back",
        COMMIT_LIMIT,
        () -> {
          operations.refresh();
          JsonNode metadata = JSON.readTree(TableMetadataParser.toJson(operations.current()));
          long now = System.currentTimeMillis();
          Stream.of("snapshots", "snapshot-log")
              .flatMap(list -> StreamSupport.stream(metadata.path(list).spliterator(), false))
              .forEach(entry -> setBack((ObjectNode) entry, now));
          operations.commit(
              operations.current(), TableMetadataParser.fromJson(metadata.toString()));
          return true;
        });
  }

  private static void setBack(ObjectNode entry, long now) {
    long at = entry.path("timestamp-ms").asLong();
    long age = now - at;
    if (age > OLD_ENOUGH.toMillis() && age < AGE.toMillis()) {
      entry.put("timestamp-ms", at - AGE.toMillis());
    }
  }

  private static List<Path> youngFiles(Table table) {
    Instant limit = Instant.now().minus(Duration.ofDays(1));
    try (Stream<Path> files = Files.walk(data(table))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> lastModified(file).isAfter(limit))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<Long> snapshots(Catalog catalog, String name) {
    Set<Long> ids = new HashSet<>();
    catalog
        .loadTable(TableIdentifier.parse(name))
        .snapshots()
        .forEach(snapshot -> ids.add(snapshot.snapshotId()));
    return ids;
  }

  /** Only compaction replaces files by others with the same rows. */
  private static List<Long> compactions(Table table) {
    List<Long> ids = new ArrayList<>();
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.operation().equals(DataOperations.REPLACE)) {
        ids.add(snapshot.snapshotId());
      }
    }
    return ids;
  }
}
