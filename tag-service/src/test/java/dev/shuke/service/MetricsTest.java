package dev.shuke.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads. */
class MetricsTest {

  private static final String BRAND = "bakery";

  @TempDir Path folder;

  @Test
  void tellsTheRunInServiceAndTheRequestsOnAPortOfItsOwn() throws Exception {
    TestBrand brand = TestBrand.create(folder, BRAND, false, "orders_90d,lapsed");
    try (TestService service = TestService.start(folder, "--management.server.port=0", brand)) {
      assertThat(metrics(service)).contains("shuke_run_id{brand=\"bakery\"} NaN");
      brand.customer(0).id("member", "1", 0).number(0, "orders_90d", 3, null);
      long run = brand.publish("2026-01-01");
      service.awaitRun(BRAND, run);
      service.get(BRAND, "/v1/tags");

      assertThat(metrics(service))
          .contains("shuke_run_id{brand=\"bakery\"} " + run + ".0")
          .contains("shuke_run_as_of_days{brand=\"bakery\"} 20454.0")
          .contains("shuke_run_failing{brand=\"bakery\"} 0.0")
          .containsPattern("http_server_requests_seconds_count\\{[^}]*uri=\"/v1/tags\"[^}]*} 1");
      assertThat(service.send(service.request("/actuator/prometheus").GET()).status())
          .isEqualTo(404);
    }
  }

  private static String metrics(TestService service) throws Exception {
    String port = service.context().getEnvironment().getRequiredProperty("local.management.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}
