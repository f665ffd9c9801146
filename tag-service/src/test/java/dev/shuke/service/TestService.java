package dev.shuke.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as it runs, on a free port, asked over HTTP. */
final class TestService implements AutoCloseable {

  /** Nothing listens there. */
  static final String NO_TRINO = "jdbc:trino://127.0.0.1:9";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  private TestService(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it for these brands; the key of each is {@code key-of-<brand>}. */
  static TestService start(Path folder, TestBrand... brands) throws IOException {
    return start(folder, "--management.server.port=-1", brands);
  }

  /** The same with one more argument. */
  static TestService start(Path folder, String argument, TestBrand... brands) throws IOException {
    List<TestBrand> all = List.of(brands);
    Path keys = folder.resolve("keys.properties");
    Files.writeString(
        keys,
        all.stream()
            .map(brand -> brand.id() + "=" + keyOf(brand.id()) + "\n")
            .collect(Collectors.joining()));
    return start(
        "--shuke.brand-files="
            + all.stream().map(brand -> brand.file().toString()).collect(Collectors.joining(",")),
        "--shuke.keys-file=" + keys,
        "--shuke.trino-url=" + NO_TRINO,
        "--shuke.poll=50ms",
        argument);
  }

  static TestService start(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "--server.port=0";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new TestService(new SpringApplicationBuilder(TagServiceApplication.class).run(all));
  }

  static String keyOf(String brand) {
    return "key-of-" + brand;
  }

  ConfigurableApplicationContext context() {
    return context;
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** Asks with the brand's key. */
  Answer get(String brand, String path) throws Exception {
    return send(request(path).header("X-API-Key", keyOf(brand)).GET());
  }

  /** Sends JSON with the brand's key. */
  Answer post(String brand, String path, String json) throws Exception {
    return send(
        request(path)
            .header("X-API-Key", keyOf(brand))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        client.send(
            request.timeout(LONGEST_WAIT).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response);
  }

  /** Sends JSON with the brand's key and leaves the answer to be read. */
  InputStream stream(String brand, String path, String json) throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("X-API-Key", keyOf(brand))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()).body();
  }

  /** Asks {@code /healthz} until it tells what is awaited. */
  JsonNode awaitHealth(String what, Predicate<JsonNode> isReached) throws Exception {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    JsonNode health;
    do {
      health = send(request("/healthz").GET()).json();
      if (isReached.test(health)) {
        return health;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    } while (System.nanoTime() < end);
    throw new AssertionError("Waited for " + what + ", but health is " + health);
  }

  /** Waits until a brand answers from a run. */
  void awaitRun(String brand, long runId) throws Exception {
    awaitHealth(
        "run " + runId + " of " + brand,
        health -> brand(health, brand).path("data_version").asLong(-1) == runId);
  }

  static JsonNode brand(JsonNode health, String brand) {
    for (JsonNode each : health.path("brands")) {
      if (each.path("brand").asText().equals(brand)) {
        return each;
      }
    }
    return health.path("none");
  }

  @Override
  public void close() {
    context.close();
  }

  /** What came back. */
  record Answer(HttpResponse<String> response) {

    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    String contentType() {
      return response.headers().firstValue("Content-Type").orElse("");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() throws IOException {
      return JSON.readTree(response.body());
    }

    /** Each line of an NDJSON answer. */
    List<JsonNode> lines() throws IOException {
      return JSON.readerFor(JsonNode.class).<JsonNode>readValues(response.body()).readAll();
    }
  }
}
