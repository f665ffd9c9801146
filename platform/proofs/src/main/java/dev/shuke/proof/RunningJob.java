package dev.shuke.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.process.Port;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** What Flink's REST API says of a brand's job. */
record RunningJob(JsonNode job) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static RunningJob of(BrandPlace brand) throws IOException {
    String jobs = "http://" + Port.HOST + ":" + brand.flinkPort().number() + "/jobs/";
    String id = get(jobs + "overview").at("/jobs/0/jid").asText();
    return new RunningJob(get(jobs + id));
  }

  private static JsonNode get(String address) throws IOException {
    return JSON.readTree(URI.create(address).toURL());
  }

  /** Of its widest step. */
  int parallelism() {
    return job.path("vertices").findValues("parallelism").stream()
        .mapToInt(JsonNode::asInt)
        .max()
        .orElse(0);
  }

  /** Whether one of its steps holds an operator of this name. */
  boolean has(String operator) {
    List<String> names = job.path("vertices").findValuesAsText("name");
    return names.stream().anyMatch(name -> name.contains(operator));
  }
}
