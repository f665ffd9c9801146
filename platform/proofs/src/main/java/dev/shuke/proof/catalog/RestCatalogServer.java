package dev.shuke.proof.catalog;

import dev.shuke.platform.process.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link RestCatalogMain} as a process of its own; it ends with this one. */
public final class RestCatalogServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private @Nullable Process running;

  /**
   * @param folder for its database, its log and, unless a client says otherwise, its tables
   */
  public RestCatalogServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Returns when it answers. */
  public void start() throws IOException {
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    RestCatalogMain.class.getName(),
                    Integer.toString(port),
                    folder.resolve("catalog.db").toString(),
                    folder.resolve("warehouse").toUri().toString()))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    running = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end the catalog"));
    HttpRequest question = HttpRequest.newBuilder(URI.create(uri() + "/v1/config")).build();
    Waiting.until(
        "the REST catalog to answer (see " + folder.resolve("server.log") + ")",
        START_LIMIT,
        () ->
            HttpClient.newHttpClient()
                    .send(question, HttpResponse.BodyHandlers.discarding())
                    .statusCode()
                == 200);
  }

  public String uri() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }
}
