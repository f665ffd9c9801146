package dev.shuke.platform.part;

import dev.shuke.platform.home.Home;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Questions to the running Trino, in SQL. */
public final class Trino {
  private static final int LIMIT_SECONDS = 120;
  private final String url;

  public Trino(Home home) {
    this.url = "jdbc:trino://" + home.ports().trino().address();
  }

  /** Turns the row under the cursor into something. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The address for any BI tool. */
  public String url() {
    return url;
  }

  public <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user());
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(LIMIT_SECONDS);
      List<T> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(sql)) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    }
  }

  /** Runs a statement that changes rows. */
  public void update(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user());
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(LIMIT_SECONDS);
      statement.executeUpdate(sql);
    }
  }

  /** Trino answers before it can run a query; only an active node can. */
  boolean hasActiveNode() throws SQLException {
    return query(
            "select count(*) from system.runtime.nodes where state = 'active'",
            row -> row.getLong(1))
        .contains(1L);
  }

  private static Properties user() {
    Properties properties = new Properties();
    properties.setProperty("user", "shuke");
    properties.setProperty("source", "launcher");
    return properties;
  }
}
