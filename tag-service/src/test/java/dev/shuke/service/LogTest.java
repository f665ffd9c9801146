package dev.shuke.service;

import static dev.shuke.service.SharedService.NOODLES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTest {

  private static final String ID = "secret-4711";
  private static final String KEY = "secret-key-0815";

  private final TestService service = SharedService.get();

  @Test
  void holdsNoIdAndNoKey() throws Exception {
    try (LogLines log = new LogLines()) {
      service.get(NOODLES, "/v1/customers/member:" + ID + "/tags");
      service.get(NOODLES, "/v1/customers/" + ID + "/nothing");
      service.get(NOODLES, "/v1/customers/" + ID + "/tags");
      service.get(NOODLES, "/v1/stores/" + ID + "/conversion?from=2025-01&to=2025-02");
      service.post(NOODLES, "/v1/tags:batchGet", "{\"ids\":[\"" + ID + "\"]}");
      service.post(NOODLES, "/v1/tags:batchGet", "{\"ids\":[\"" + ID + "\"");
      service.send(service.request("/v1/tags").header("X-API-Key", KEY).GET());
      service.send(service.request("/v1/tags").header("Authorization", "Bearer " + KEY).GET());

      assertThat(log.all()).isNotEmpty().noneMatch(line -> line.contains("secret-"));
      assertThat(log.errors()).isEmpty();
    }
  }
}
