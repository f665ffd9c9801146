package dev.shuke.batch;

import dev.shuke.brand.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What table care may take away.
 *
 * @param keepSnapshots snapshots younger than this stay
 * @param orphanAge files that no snapshot names stay while they are younger than this
 * @param isDryRun to say what would be done, and change nothing
 */
record CareOptions(Duration keepSnapshots, Duration orphanAge, boolean isDryRun) {

  /** A query may go on reading the snapshot it started from. */
  private static final Duration LEAST_KEEP_SNAPSHOTS = Duration.ofHours(1);

  /** A writer names its files only when it commits; none of ours works on one commit for a day. */
  private static final Duration LEAST_ORPHAN_AGE = Duration.ofHours(24);

  CareOptions {
    List<String> problems = new ArrayList<>();
    if (keepSnapshots.compareTo(LEAST_KEEP_SNAPSHOTS) < 0) {
      problems.add(
          "--keep-snapshots is %d minutes, expected 1h or more, because a query may be reading a younger snapshot"
              .formatted(keepSnapshots.toMinutes()));
    }
    if (orphanAge.compareTo(LEAST_ORPHAN_AGE) < 0) {
      problems.add(
          "--orphan-age is %d minutes, expected 24h or more, because a writer may yet commit a younger file"
              .formatted(orphanAge.toMinutes()));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException("table care", problems);
    }
  }
}
