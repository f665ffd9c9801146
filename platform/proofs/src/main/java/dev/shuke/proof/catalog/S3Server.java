package dev.shuke.proof.catalog;

import dev.shuke.platform.process.Waiting;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adobe's S3Mock, a store that speaks S3's protocol, as a process; it ends with this one. */
public final class S3Server implements AutoCloseable {
  /** Empty when it starts. */
  public static final String BUCKET = "lake";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final int port;
  private @Nullable Process running;

  /**
   * @param folder for its objects and its log
   */
  public S3Server(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Returns when it answers. */
  public void start() throws IOException {
    Files.createDirectories(folder.resolve("objects"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                    "-jar",
                    jar(),
                    "--server.address=127.0.0.1",
                    // Of HTTPS, which nobody asks here.
                    "--server.port=0",
                    "--http.port=" + port,
                    "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET,
                    "--com.adobe.testing.s3mock.store.root=" + folder.resolve("objects")))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    running = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end S3"));
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(endpoint() + "/" + BUCKET + "?list-type=2")).build();
    Waiting.until(
        "the S3 server to answer (see " + folder.resolve("server.log") + ")",
        START_LIMIT,
        () ->
            HttpClient.newHttpClient()
                    .send(question, HttpResponse.BodyHandlers.discarding())
                    .statusCode()
                == 200);
  }

  /** On the class path as any other, but made to be run by itself. */
  private static String jar() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getProperty("java.class.path"))
        .filter(entry -> Path.of(entry).getFileName().toString().matches("s3mock-.*-exec\\.jar"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("S3Mock is not on the class path"));
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() throws InterruptedException {
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }
}
