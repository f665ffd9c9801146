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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server in Java as a process of its own; it ends with this one. */
final class JavaServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final String name;
  private final Path log;
  private @Nullable Process running;

  JavaServer(String name, Path log) {
    this.name = name;
    this.log = log;
  }

  /**
   * Returns when it answers.
   *
   * @param program options of Java, what to run, and its arguments
   * @param question answered with 200 by a server that is ready
   */
  void start(List<String> program, URI question) throws IOException {
    Files.createDirectories(log.getParent());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
    command.addAll(program);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    running = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end " + name));
    HttpRequest asked = HttpRequest.newBuilder(question).build();
    Waiting.until(
        name + " to answer (see " + log + ")",
        START_LIMIT,
        () ->
            HttpClient.newHttpClient()
                    .send(asked, HttpResponse.BodyHandlers.discarding())
                    .statusCode()
                == 200);
  }

  @Override
  public void close() throws InterruptedException {
    if (running != null) {
      running.destroyForcibly().waitFor();
    }
  }
}
