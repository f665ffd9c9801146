package dev.shuke.platform.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shuke.platform.process.Port;
import dev.shuke.platform.process.ShukeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the launcher asks of one Flink job over its REST API. */
final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a job does with its time before it stops. */
  enum Ending {
    /** Nothing: it will go on where it stood. */
    PAUSE,
    /** It comes to the end of time, as at the end of its input. */
    DRAIN
  }

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final int port;

  FlinkRest(int port) {
    this.port = port;
  }

  /** The id of the job if it runs with all its tasks. */
  Optional<String> runningJob() throws IOException {
    JsonNode jobs = get("/jobs/overview").path("jobs");
    return StreamSupport.stream(jobs.spliterator(), false)
        .filter(job -> job.path("state").asText().equals("RUNNING"))
        .filter(job -> job.at("/tasks/running").asInt() == job.at("/tasks/total").asInt(-1))
        .map(job -> job.path("jid").asText())
        .findFirst();
  }

  /**
   * Asks the job to write a savepoint and stop; returns the id under which the work can be asked
   * for.
   */
  String stopWithSavepoint(String job, Path folder, Ending ending) throws IOException {
    String body =
        JSON.createObjectNode()
            .put("drain", ending == Ending.DRAIN)
            .put("targetDirectory", folder.toUri().toString())
            .toString();
    return send(request("/jobs/" + job + "/stop").POST(HttpRequest.BodyPublishers.ofString(body)))
        .path("request-id")
        .asText();
  }

  /**
   * Whether a savepoint is complete.
   *
   * @throws ShukeException when Flink says that it failed
   */
  boolean isComplete(String job, String request) throws IOException {
    JsonNode answer = get("/jobs/" + job + "/savepoints/" + request);
    JsonNode cause = answer.at("/operation/failure-cause");
    if (!cause.isMissingNode()) {
      throw ShukeException.failed(
          "Flink could not write a savepoint: %s.", cause.path("class").asText("unknown cause"));
    }
    return answer.at("/status/id").asText().equals("COMPLETED");
  }

  private JsonNode get(String path) throws IOException {
    return send(request(path).GET());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + Port.HOST + ":" + port + path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("Flink answers " + answer.statusCode() + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ShukeException.failed("Interrupted while asking Flink.");
    }
  }
}
