package dev.shuke.platform.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.TagService;
import java.io.IOException;

/** Asks the tag service which run it serves. */
final class TagServiceClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TagService service;

  TagServiceClient(Home home) {
    this.service = new TagService(home);
  }

  /**
   * Whether it answers from a run and has made Trino's views of it.
   *
   * @throws IOException with what it says of itself, when it does not
   */
  boolean serves(String brand, long run) throws IOException {
    for (JsonNode health : JSON.readTree(service.health().body()).path("brands")) {
      if (health.path("brand").asText().equals(brand)) {
        if (health.path("data_version").asLong() == run
            && health.path("views").path("data_version").asLong() == run) {
          return true;
        }
        throw new IOException(health.toString());
      }
    }
    return false;
  }
}
