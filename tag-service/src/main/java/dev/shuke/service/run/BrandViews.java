package dev.shuke.service.run;

import dev.shuke.service.trino.Trino;
import dev.shuke.table.Views;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trino's views of one brand: those of {@code events} are made once, as soon as Trino answers, for
 * they are needed most when no run comes about; the others follow the run in service, late by
 * seconds. One thread calls {@link #follow}, again and again until it is done; answers from memory
 * don't wait for it.
 */
final class BrandViews {

  private static final Logger LOG = LoggerFactory.getLogger(BrandViews.class);
  private static final int MOST_SECONDS = 60;

  private final BrandRuns runs;
  private final Trino trino;
  private volatile @Nullable Long dataVersion;
  private volatile @Nullable String failure;

  // Of the following thread only.
  private boolean hasEvents;

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

  /** Makes what is missing, and what reads a run anew when another is in service. Never throws. */
  void follow() {
    String brand = runs.brand().id();
    if (!hasEvents) {
      hasEvents = make("views of events", () -> Views.ofEvents(brand));
    }
    Run run = runs.current().map(Published::run).orElse(null);
    Long made = dataVersion;
    if (!hasEvents || run == null || (made != null && made == run.id())) {
      return;
    }
    if (make("views of run " + run.id(), () -> Views.ofRun(brand, run.id(), run.snapshots()))) {
      dataVersion = run.id();
      LOG.info("Trino's views of brand {} now read run {}", brand, run.id());
    }
  }

  private boolean make(String what, Supplier<List<String>> statements) {
    try {
      create(statements.get());
      failure = null;
      return true;
    } catch (SQLException e) {
      fail(what, e, null);
    } catch (RuntimeException e) {
      fail(what, e, e);
    }
    return false;
  }

  private void create(List<String> statements) throws SQLException {
    trino.ask(
        runs.brand().id(),
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(MOST_SECONDS);
            for (String sql : statements) {
              statement.execute(sql);
            }
          }
          return statements.size();
        });
  }

  /** What Trino says needs no stack trace; what it does not expect does. */
  private void fail(String what, Exception cause, @Nullable Throwable traced) {
    String message = "Trino did not create the " + what + ": " + Trino.reason(cause);
    if (!message.equals(failure)) {
      LOG.warn("Brand {}: {}; trying again", runs.brand().id(), message, traced);
    }
    failure = message;
  }
}
