package dev.shuke.service.trino;

import dev.shuke.service.ShukeSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** The way to Trino; a brand is a catalog there. A connection is cheap, it holds no socket. */
@Component
public class Trino {

  private static final int MOST_SILENT_MILLIS = 30_000;
  private static final int LONGEST_REASON = 300;

  private final String url;

  Trino(ShukeSettings settings) {
    this.url = settings.trinoUrl();
  }

  /** Asks in one brand's catalog. */
  public <T> T ask(String brand, Question<T> question) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "tag-service");
    properties.setProperty("source", "tag-service");
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      connection.setCatalog(brand);
      connection.setNetworkTimeout(Runnable::run, MOST_SILENT_MILLIS);
      return question.ask(connection);
    }
  }

  /** What Trino said, in one line; the bound values of a question are not in it. */
  public static String reason(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.lines().findFirst().orElse("");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }

  /** Something to ask over a connection that is closed afterwards. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }
}
