package dev.shuke.proof;

import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * How many messages of the stage's brand are sent but not in the tables, looked at several times a
 * second until it is closed.
 */
final class Lag implements AutoCloseable {
  private static final int LOOK_EVERY_MILLIS = 200;
  private static final int END_LIMIT_SECONDS = 60;
  private static final String TOTAL_RECORDS = "total-records";

  private final Stage stage;
  private final Catalogs.ClosableCatalog opened;
  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
  private final List<Long> seen = new ArrayList<>();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  Lag(Stage stage) {
    this.stage = stage;
    this.opened = Catalogs.open(stage.brand().brand());
    var unused =
        looking.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * What was seen.
   *
   * @param median and {@code worst}: messages
   */
  record Seen(int looks, long median, long worst) {
    @Override
    public String toString() {
      return "median=%d worst=%d of %d looks".formatted(median, worst, looks);
    }
  }

  private void look() {
    try {
      // What is sent first, so that rows of later ones only lessen it.
      long sent = stage.producer().sent();
      long lag = Math.max(0, sent - rows(opened.catalog()));
      synchronized (seen) {
        seen.add(lag);
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  /** Each message has one row; whether that is so is checked at the end of a proof. */
  private static long rows(Catalog catalog) {
    return Stream.concat(Tables.verdicts().stream(), Stream.of(Tables.LATE))
        .map(name -> catalog.loadTable(TableIdentifier.parse(name)).currentSnapshot())
        .mapToLong(Lag::rows)
        .sum();
  }

  private static long rows(@Nullable Snapshot snapshot) {
    return snapshot == null
        ? 0
        : Long.parseLong(snapshot.summary().getOrDefault(TOTAL_RECORDS, "0"));
  }

  /** How often it was looked until now. */
  int looks() {
    synchronized (seen) {
      return seen.size();
    }
  }

  /** What was seen until now. */
  Seen seen() {
    if (failure.get() != null) {
      throw failure.get();
    }
    synchronized (seen) {
      List<Long> sorted = seen.stream().sorted().toList();
      return new Seen(sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
  }

  @Override
  public void close() throws Exception {
    looking.shutdown();
    if (!looking.awaitTermination(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The tables could not be read in time");
    }
    opened.close();
  }
}
