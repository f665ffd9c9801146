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
    return new RunningJob(get(address(brand)));
  }

  /** How often Flink has started it again, within its process. */
  static long restarts(BrandPlace brand) throws IOException {
    return get(address(brand) + "/metrics?get=numRestarts").at("/0/value").asLong();
  }

  private static String address(BrandPlace brand) throws IOException {
    String jobs = "http://" + Port.HOST + ":" + brand.flinkPort().number() + "/jobs/";
    return jobs + get(jobs + "overview").at("/jobs/0/jid").asText();
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
