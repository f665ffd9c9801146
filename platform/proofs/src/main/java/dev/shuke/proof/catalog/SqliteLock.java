package dev.shuke.proof.catalog;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Keeps all others from writing into a catalog in SQLite, as a backup or a stuck program might. */
public final class SqliteLock implements AutoCloseable {
  private final String jdbcUrl;
  private @Nullable Connection holder;

  public SqliteLock(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  /** Waits for who writes just now, at most as long as the address says, and shuts out the next. */
  public void take() throws SQLException {
    holder = DriverManager.getConnection(jdbcUrl);
    try (Statement statement = holder.createStatement()) {
      statement.execute("begin exclusive");
    }
  }

  @Override
  public void close() throws SQLException {
    if (holder != null) {
      // Closing rolls back, and there is nothing to roll back.
      holder.close();
      holder = null;
    }
  }
}
