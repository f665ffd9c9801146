package dev.shuke.service;

import static dev.shuke.service.SharedService.NOODLES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerApiTest {

  private final TestService service = SharedService.get();

  @Test
  void tellsTheTagsOfOneCustomer() throws Exception {
    TestService.Answer answer = service.get(NOODLES, "/v1/customers/member:1/tags");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().toString())
        .isEqualTo(
            "{\"customer_no\":0,\"tags\":["
                + "{\"tag\":\"orders_90d\",\"value\":7,\"definition_version\":1,\"next_change\":\"2026-01-05\"},"
                + "{\"tag\":\"taste\",\"values\":[\"sour\",\"spicy\"],\"definition_version\":1,\"next_change\":\"2026-02-01\"},"
                + "{\"tag\":\"most_visited_store\",\"value\":\"s12\",\"definition_version\":1,\"next_change\":null},"
                + "{\"tag\":\"lapsed\",\"value\":false,\"definition_version\":1,\"next_change\":\"2026-03-01\"}],"
                + "\"as_of\":\"2026-01-01\",\"data_version\":1,"
                + "\"definition_versions\":{\"orders_90d\":1,\"taste\":1,\"likes_spicy\":1,\"most_visited_store\":1,\"lapsed\":1},"
                + "\"simulated\":true}");
  }

  @ParameterizedTest
  @CsvSource({
    "member:3, 0",
    "external_userid.own-1:wm:A, 0",
    "external_userid.own-1:wm%3AA, 0",
    "member%3A2, 1",
    "member:%E4%BC%9A%E5%91%98;5%20%25+, 4",
  })
  void findsACustomerByAnyId(String path, int customerNo) throws Exception {
    TestService.Answer answer = service.get(NOODLES, "/v1/customers/" + path + "/tags");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("customer_no").asInt(-1)).isEqualTo(customerNo);
  }

  @Test
  void knowsACustomerWithoutValues() throws Exception {
    TestService.Answer answer = service.get(NOODLES, "/v1/customers/member:4/tags");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("customer_no").asInt()).isEqualTo(3);
    assertThat(answer.json().path("tags")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "member:nobody, 404, unknown_customer",
    "phone:1, 404, unknown_customer",
    "member:1;x, 404, unknown_customer",
    "member, 400, malformed_id",
    ":1, 400, malformed_id",
    "member:, 400, malformed_id",
    "member:a%2Fb, 400, id_with_slash",
    "member:a/b, 404, unknown_path",
  })
  void saysWhyItFindsNobody(String path, int status, String code) throws Exception {
    TestService.Answer answer = service.get(NOODLES, "/v1/customers/" + path + "/tags");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    if (path.contains("a") && (code.equals("id_with_slash") || code.equals("unknown_path"))) {
      assertThat(answer.json().path("expected").asText()).contains("POST /v1/tags:batchGet");
    }
  }

  @Test
  void tellsTheTagsOfManyInTheOrderAsked() throws Exception {
    TestService.Answer answer =
        service.post(
            NOODLES,
            "/v1/tags:batchGet",
            "{\"ids\":[\"member:a/b\",\"member:nobody\",\"member:2\",\"member:2\"]}");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode customers = answer.json().path("customers");
    assertThat(customers.findValuesAsText("id"))
        .containsExactly("member:a/b", "member:nobody", "member:2", "member:2");
    assertThat(customers.findValuesAsText("found"))
        .containsExactly("true", "false", "true", "true");
    assertThat(customers.get(0).path("customer_no").asInt()).isEqualTo(4);
    assertThat(customers.get(0).path("tags").findValuesAsText("value")).containsExactly("-2", "s1");
    assertThat(customers.get(1).toString()).isEqualTo("{\"id\":\"member:nobody\",\"found\":false}");
    assertThat(answer.json().path("data_version").asLong()).isEqualTo(1);
  }

  @Test
  void takesUpToAThousandIds() throws Exception {
    assertThat(service.post(NOODLES, "/v1/tags:batchGet", ids(1_000)).json().path("customers"))
        .hasSize(1_000);

    TestService.Answer tooMany = service.post(NOODLES, "/v1/tags:batchGet", ids(1_001));

    assertThat(tooMany.status()).isEqualTo(400);
    assertThat(tooMany.json().path("code").asText()).isEqualTo("too_many");
    assertThat(tooMany.json().path("pointer").asText()).isEqualTo("/ids");
  }

  @Test
  void pointsAtAMalformedIdOfMany() throws Exception {
    TestService.Answer answer =
        service.post(NOODLES, "/v1/tags:batchGet", "{\"ids\":[\"member:1\",\"member\"]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo("malformed_id");
    assertThat(answer.json().path("pointer").asText()).isEqualTo("/ids/1");
  }

  private static String ids(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"member:" + i + "\"")
        .collect(Collectors.joining(",", "{\"ids\":[", "]}"));
  }
}
