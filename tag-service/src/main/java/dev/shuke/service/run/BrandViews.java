package dev.shuke.service.run;

import dev.shuke.service.trino.Trino;
import dev.shuke.table.Views;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Trino's views of one brand follow the run in service; they may be late by seconds. One
 * thread calls {@link #follow}, again and again until it is done; answers from memory don't wait
 * for it.
 */
final class BrandViews {

  private static final Logger LOG = LoggerFactory.getLogger(BrandViews.class);
  private static final int MOST_SECONDS = 60;

  private final BrandRuns runs;
  private final Trino trino;
  private volatile @Nullable Long dataVersion;
  private volatile @Nullable String failure;

  BrandViews(BrandRuns runs, Trino trino) {
    this.runs = runs;
    this.trino = trino;
  }

  /** The run the views read, once this process has made them. */
  Optional<Long> dataVersion() {
    return Optional.ofNullable(dataVersion);
  }

  /** Why the newest try failed, when it did. */
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Re-creates the views when another run is in service. Never throws. */
  void follow() {
    Run run = runs.current().map(Published::run).orElse(null);
    Long made = dataVersion;
    if (run == null || (made != null && made == run.id())) {
      return;
    }
    try {
      create(run);
      dataVersion = run.id();
      failure = null;
      LOG.info("Trino's views of brand {} now read run {}", runs.brand().id(), run.id());
    } catch (SQLException e) {
      fail(run, e, null);
    } catch (RuntimeException e) {
      fail(run, e, e);
    }
  }

  private void create(Run run) throws SQLException {
    String brand = runs.brand().id();
    trino.ask(
        brand,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(MOST_SECONDS);
            for (String sql : Views.statements(brand, run.id(), run.snapshots())) {
              statement.execute(sql);
            }
          }
          return run.id();
        });
  }

  /** What Trino says needs no stack trace; what it does not expect does. */
  private void fail(Run run, Exception cause, @Nullable Throwable traced) {
    String message =
        "Trino did not re-create the views of run " + run.id() + ": " + Trino.reason(cause);
    if (!message.equals(failure)) {
      LOG.warn("Brand {}: {}; trying again", runs.brand().id(), message, traced);
    }
    failure = message;
  }
}
