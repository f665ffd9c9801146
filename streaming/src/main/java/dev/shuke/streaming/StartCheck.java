package dev.shuke.streaming;

import dev.shuke.brand.ConfigurationException;
import dev.shuke.quarantine.Seal;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Refuses a start whose state doesn't fit the tables: it would read offsets again that have their
 * rows, or leave out some that have none. Refuses tables that don't fit what the job writes, too.
 */
final class StartCheck {

  private static final String TOTAL_RECORDS = "total-records";

  /** What Iceberg's sink notes in each snapshot it commits; the number grows over restores. */
  private static final String COMMITTED_CHECKPOINT = "flink.max-committed-checkpoint-id";

  /** The way out, also for a state folder that was lost. */
  private static final String NEWEST_STATE =
      "restore the newest savepoint or checkpoint of the brand's state folder, as './shuke up' does;"
          + " if that is gone, bring it back, or a backup of the brand ('./shuke brand restore')";

  private StartCheck() {}

  /**
   * @throws ConfigurationException when state and tables don't fit, a table has not the columns
   *     that the job writes, or the key of the quarantine cannot be used
   */
  static void run(EventsConfig config) throws Exception {
    // A key that cannot be used is found before the first record that needs it.
    config.brand().quarantineKey().ifPresent(Seal::read);
    try (Catalogs.ClosableCatalog opened = Catalogs.open(config.brand())) {
      List<Table> tables = tables(config, opened.catalog());
      refuseChanged(config, tables);
      if (config.restore().isEmpty()) {
        refuseFilled(config, tables);
      } else {
        CheckpointMetadata state = state(config, config.restore().get());
        refuseForeign(config, config.restore().get(), state);
        refuseOutdated(config, config.restore().get(), state, tables);
      }
    }
  }

  private static List<Table> tables(EventsConfig config, Catalog catalog) {
    return written()
        .map(TableIdentifier::parse)
        .peek(
            name -> {
              if (!catalog.tableExists(name)) {
                throw refuse(
                    config, "table " + name + " is missing; './shuke up' creates the tables");
              }
            })
        .map(catalog::loadTable)
        .toList();
  }

  /** The tables that the job writes. */
  private static Stream<String> written() {
    return Stream.concat(Tables.verdicts().stream(), Stream.of(Tables.LATE));
  }

  /** In the order of {@link #written}. */
  private static void refuseChanged(EventsConfig config, List<Table> tables) {
    List<String> problems = new ArrayList<>();
    Iterator<Table> table = tables.iterator();
    written()
        .map(Tables::named)
        .forEach(
            definition -> {
              Table there = table.next();
              ColumnCheck.problems(definition.schema(), there.schema())
                  .forEach(problem -> problems.add("table " + there.name() + " " + problem));
            });
    if (!problems.isEmpty()) {
      throw refuse(
          config,
          String.join("; ", problems)
              + "; './shuke up' adds what a newer release has, any other change must be taken back");
    }
  }

  private static void refuseFilled(EventsConfig config, List<Table> tables) {
    for (Table table : tables) {
      Snapshot snapshot = table.currentSnapshot();
      if (snapshot != null && !"0".equals(snapshot.summary().get(TOTAL_RECORDS))) {
        throw refuse(
            config,
            "table "
                + table.name()
                + " already holds rows, so a start without state would lose or double events; "
                + NEWEST_STATE);
      }
    }
  }

  /** Flink would refuse it too, but not say what to do. */
  private static void refuseForeign(EventsConfig config, String path, CheckpointMetadata state) {
    Optional<String> verdict = Optional.of(EventsTopology.verdictUid(config.brand()));
    if (state.getOperatorStates().stream()
        .noneMatch(part -> part.getOperatorUid().equals(verdict))) {
      throw refuse(
          config,
          path
              + " is not a state of this brand's job and this release, which would forget every event"
              + " id of the last day and double events; go on from the brand's own newest state, with"
              + " the release that wrote it");
    }
  }

  private static void refuseOutdated(
      EventsConfig config, String path, CheckpointMetadata state, List<Table> tables) {
    long restored = state.getCheckpointId();
    for (Table table : tables) {
      long committed = committedCheckpoint(config, path, table);
      if (committed > restored) {
        throw refuse(
            config,
            ("%s is checkpoint %d, but table %s already holds the rows of checkpoint %d, so events"
                    + " would be doubled; %s")
                .formatted(path, restored, table.name(), committed, NEWEST_STATE));
      }
    }
  }

  /** The newest checkpoint of which the table has the rows; -1 before the first. */
  private static long committedCheckpoint(EventsConfig config, String path, Table table) {
    Snapshot oldest = null;
    for (Snapshot snapshot : ancestors(table)) {
      String committed = snapshot.summary().get(COMMITTED_CHECKPOINT);
      if (committed != null) {
        return Long.parseLong(committed);
      }
      oldest = snapshot;
    }
    if (oldest != null && oldest.parentId() != null) {
      throw refuse(
          config,
          ("cannot tell whether the rows of %s are in table %s, whose snapshots no longer say which"
                  + " checkpoint was committed last; bring back the catalog of before they expired,"
                  + " and let only './shuke care' expire snapshots")
              .formatted(path, table.name()));
    }
    return -1;
  }

  /** From the newest snapshot back to the first, or to the oldest that has not expired. */
  private static Iterable<Snapshot> ancestors(Table table) {
    return table.currentSnapshot() == null ? List.of() : SnapshotUtil.currentAncestors(table);
  }

  private static CheckpointMetadata state(EventsConfig config, String path) {
    try {
      CompletedCheckpointStorageLocation location =
          AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path);
      try (DataInputStream in =
          new DataInputStream(location.getMetadataHandle().openInputStream())) {
        return Checkpoints.loadCheckpointMetadata(in, StartCheck.class.getClassLoader(), path);
      }
    } catch (IOException e) {
      throw refuse(
          config,
          "cannot restore from "
              + path
              + ": "
              + e.getMessage()
              + "; expected the folder of a savepoint or retained checkpoint");
    }
  }

  private static ConfigurationException refuse(EventsConfig config, String problem) {
    return new ConfigurationException("brand " + config.brand().id(), List.of(problem));
  }
}
