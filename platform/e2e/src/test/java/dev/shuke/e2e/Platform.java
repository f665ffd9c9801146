package dev.shuke.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A platform of its own: other state folder and other ports than the one a developer may be
 * running.
 */
final class Platform {

  // Below the range from which Linux gives ports to clients.
  static final int PORT_BASE = 26_000;
  static final String KAFKA = "127.0.0.1:" + (PORT_BASE + 1_092);
  private static final String TRINO = "jdbc:trino://127.0.0.1:" + (PORT_BASE + 80);
  private static final String SERVICE = "http://127.0.0.1:" + (PORT_BASE + 90);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root = Path.of("../..").toAbsolutePath().normalize();
  private final Path home = Path.of("target", "shuke").toAbsolutePath();
  private final HttpClient http = HttpClient.newHttpClient();

  /** How a command ended. */
  record Ended(int code, String output) {}

  /** Runs {@code ./shuke} with these arguments and waits for it; both outputs are kept together. */
  Ended shuke(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(root.resolve("shuke").toString()));
    command.addAll(List.of(arguments));
    Path output =
        Files.createTempFile(
            Files.createDirectories(home.resolveSibling("shuke-output")), arguments[0], ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("SHUKE_HOME", home.toString());
    builder.environment().put("SHUKE_PORT_BASE", Integer.toString(PORT_BASE));
    builder.environment().put("SHUKE_SKIP_BUILD", "1");
    // Each of its processes lives for minutes.
    builder.environment().put("SHUKE_JIT", "quick");
    Process process = builder.start();
    if (!process.waitFor(15, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "./shuke " + String.join(" ", arguments) + " did not end in 15 minutes; see " + output);
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  /** Ends what an earlier test left running, and forgets its state. */
  void clear() throws IOException, InterruptedException {
    shuke("down");
    if (Files.exists(home)) {
      try (Stream<Path> all = Files.walk(home)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Where it keeps its state. */
  Path home() {
    return home;
  }

  Path root() {
    return root;
  }

  /** Rows of a Trino query, each as its values joined by commas. */
  List<String> trino(String sql) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "e2e");
    try (Connection connection = DriverManager.getConnection(TRINO, user);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> answers = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          values.add(String.valueOf(rows.getObject(i)));
        }
        answers.add(String.join(",", values));
      }
      return answers;
    }
  }

  /** A statement that changes rows, behind the back of Flink and Spark. */
  void trinoChange(String sql) throws SQLException {
    Properties user = new Properties();
    user.setProperty("user", "e2e");
    try (Connection connection = DriverManager.getConnection(TRINO, user);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  long trinoNumber(String sql) throws SQLException {
    return Long.parseLong(trino(sql).get(0));
  }

  /** An answer of the tag service. */
  record Answer(int status, String text) {
    JsonNode json() throws IOException {
      return JSON.readTree(text);
    }
  }

  Answer get(String brand, String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(SERVICE + path)).header("X-API-Key", key(brand)).GET());
  }

  Answer post(String brand, String path, String json) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(SERVICE + path))
            .header("X-API-Key", key(brand))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response.statusCode(), response.body());
  }

  private String key(String brand) throws IOException {
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("keys.properties"))) {
      keys.load(reader);
    }
    return keys.getProperty(brand);
  }
}
