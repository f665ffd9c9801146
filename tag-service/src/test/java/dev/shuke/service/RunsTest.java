package dev.shuke.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of answers while runs come and fail. */
class RunsTest {

  private static final String BRAND = "bakery";

  @TempDir Path folder;

  @Test
  void goesFromNoRunThroughRunsGoodAndBad() throws Exception {
    TestBrand brand = TestBrand.create(folder, BRAND, false, "orders_90d,lapsed");
    try (TestService service = TestService.start(folder, brand)) {
      saysThatNothingIsPublished(service);
      answersFromTheFirstRun(brand, service);
      swapsToANewRun(brand, service);
      staysWhenARunIsForAPastDate(brand, service);
      staysWhenARunContradictsItself(brand, service);
      staysWhenARunHasATagOfALaterRelease(brand, service);
      recoversWithTheNextGoodRun(brand, service);
    }
  }

  private static void saysThatNothingIsPublished(TestService service) throws Exception {
    JsonNode health =
        service.awaitHealth("the first look", each -> each.path("status").asText().equals("up"));
    assertThat(TestService.brand(health, BRAND).path("data_version").isNull()).isTrue();
    assertThat(TestService.brand(health, BRAND).path("failure").isNull()).isTrue();

    for (String path : new String[] {"/v1/tags", "/v1/customers/member:1/tags"}) {
      TestService.Answer answer = service.get(BRAND, path);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.json().path("code").asText()).isEqualTo("no_published_run");
      assertThat(answer.json().path("category").asText()).isEqualTo("data");
      assertThat(answer.header("Retry-After")).isEqualTo("5");
    }
  }

  private static void answersFromTheFirstRun(TestBrand brand, TestService service)
      throws Exception {
    brand.customer(0).id("member", "1", 0).number(0, "orders_90d", 3, "2026-01-03");
    service.awaitRun(BRAND, brand.publish("2026-01-01"));

    JsonNode answer = service.get(BRAND, "/v1/customers/member:1/tags").json();
    assertThat(answer.path("tags").get(0).path("value").asInt()).isEqualTo(3);
    assertThat(answer.path("as_of").asText()).isEqualTo("2026-01-01");
    assertThat(answer.path("simulated").asBoolean(true)).isFalse();

    JsonNode health =
        service.awaitHealth(
            "a try to make the views",
            each ->
                TestService.brand(each, BRAND)
                    .path("views")
                    .path("state")
                    .asText()
                    .equals("failing"));
    assertThat(health.path("status").asText()).isEqualTo("up");
    assertThat(TestService.brand(health, BRAND).path("views").path("failure").asText())
        .startsWith("Trino did not create the views of events: ");
  }

  private static void swapsToANewRun(TestBrand brand, TestService service) throws Exception {
    brand.clear().customer(0).customer(1).id("member", "1", 0).id("member", "2", 1);
    brand.number(1, "orders_90d", 5, null);
    service.awaitRun(BRAND, brand.publish("2026-01-02"));

    JsonNode answer = service.get(BRAND, "/v1/customers/member:1/tags").json();
    assertThat(answer.path("tags")).isEmpty();
    assertThat(answer.path("as_of").asText()).isEqualTo("2026-01-02");
    assertThat(answer.path("data_version").asLong()).isEqualTo(2);
    assertThat(
            service
                .post(
                    BRAND,
                    "/v1/segments:count",
                    "{\"rule\":{\"not\":{\"tag\":\"orders_90d\",\"from\":0}}}")
                .json()
                .path("count")
                .asInt())
        .isEqualTo(1);
  }

  private static void staysWhenARunIsForAPastDate(TestBrand brand, TestService service)
      throws Exception {
    brand.publish("2020-01-01", "as_of", Map.of());
    // The next run, which fails, shows that this one was seen and left alone.
    assertThat(service.get(BRAND, "/v1/tags").json().path("data_version").asLong()).isEqualTo(2);
  }

  private static void staysWhenARunContradictsItself(TestBrand brand, TestService service)
      throws Exception {
    brand.number(7, "orders_90d", 1, null);
    brand.publish("2026-01-03");

    JsonNode health = awaitFailure(service, "no survivor");
    assertThat(TestService.brand(health, BRAND).path("failure").asText())
        .isEqualTo("Run 4 gives orders_90d to a customer number that is no survivor");
    assertThat(service.get(BRAND, "/v1/tags").json().path("data_version").asLong()).isEqualTo(2);
  }

  private static void staysWhenARunHasATagOfALaterRelease(TestBrand brand, TestService service)
      throws Exception {
    brand.customer(7);
    brand.publish("2026-01-04", "published", Map.of("mood", 1));

    JsonNode health = awaitFailure(service, "mood");
    assertThat(TestService.brand(health, BRAND).path("failure").asText())
        .contains("Run 5 computed a tag this release does not know")
        .contains("Upgrade the tag service");
    assertThat(service.get(BRAND, "/v1/tags").status()).isEqualTo(200);
  }

  private static void recoversWithTheNextGoodRun(TestBrand brand, TestService service)
      throws Exception {
    service.awaitRun(BRAND, brand.publish("2026-01-05", "published", Map.of("lapsed", 9)));

    JsonNode health =
        service.awaitHealth(
            "the failure to be over",
            each -> TestService.brand(each, BRAND).path("failure").isNull());
    assertThat(TestService.brand(health, BRAND).path("notes").get(0).asText())
        .isEqualTo("tag lapsed was computed by definition 9, this release tells the meaning of 1");
    assertThat(
            service
                .get(BRAND, "/v1/tags")
                .json()
                .path("definition_versions")
                .path("lapsed")
                .asInt())
        .isEqualTo(9);
  }

  private static JsonNode awaitFailure(TestService service, String words) throws Exception {
    return service.awaitHealth(
        "a failure that says " + words,
        health -> TestService.brand(health, BRAND).path("failure").asText().contains(words));
  }
}
