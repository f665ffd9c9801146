package dev.shuke.service;

import static dev.shuke.service.SharedService.MARKET;
import static dev.shuke.service.SharedService.NOODLES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemApiTest {

  private static final String COUNT = "/v1/segments:count";

  private final TestService service = SharedService.get();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/customers/member:1/tags",
        "/v1/tags",
        "/v1/stores/s1/conversion?from=2025-01&to=2025-02"
      })
  void refusesARequestWithoutTheRightKey(String path) throws Exception {
    requireProblem(service.send(service.request(path).GET()), 401, "missing_key");
    TestService.Answer wrong =
        service.send(service.request(path).header("X-API-Key", "key-of-nobody").GET());
    requireProblem(wrong, 401, "wrong_key");
    assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
    requireProblem(
        service.send(service.request(path).header("Authorization", "Basic abc").GET()),
        401,
        "missing_key");
  }

  @Test
  void takesTheKeyAsABearerTokenToo() throws Exception {
    TestService.Answer answer =
        service.send(
            service
                .request("/v1/tags")
                .header("Authorization", "bearer " + TestService.keyOf(NOODLES))
                .GET());

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void keepsBrandsApartByTheirKeys() throws Exception {
    String rule = "{\"rule\":{\"tag\":\"orders_90d\",\"from\":-9}}";

    assertThat(service.post(NOODLES, COUNT, rule).json().path("count").asInt()).isEqualTo(3);
    assertThat(service.post(MARKET, COUNT, rule).json().path("count").asInt()).isEqualTo(1);
    assertThat(service.get(NOODLES, "/v1/customers/member:2/tags").status()).isEqualTo(200);
    requireProblem(service.get(MARKET, "/v1/customers/member:2/tags"), 404, "unknown_customer");
    requireProblem(
        service.post(MARKET, COUNT, "{\"rule\":{\"tag\":\"taste\",\"in\":[\"spicy\"]}}"),
        400,
        "unknown_tag");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | broken_json | -",
        "{'rule' | broken_json | -",
        "{} trailing | broken_json | -",
        "{'rule':1,'rule':2} | broken_json | -",
        "[] | wrong_type | -",
        "null | wrong_type | -",
        "{} | missing_field | /rule",
        "{'rul':{}} | unknown_field | /rul",
        "{'rule':{},'ids':[]} | unknown_field | /ids",
        "{'a/b~c':{}} | unknown_field | /a~1b~0c",
      })
  void saysWhatIsWrongWithABody(String body, String code, String pointer) throws Exception {
    TestService.Answer answer =
        service.post(NOODLES, COUNT, body == null ? "" : body.replace('\'', '"'));

    requireProblem(answer, 400, body == null ? "wrong_type" : code);
    assertThat(answer.json().path("pointer").asText("")).isEqualTo(pointer == null ? "" : pointer);
  }

  @Test
  void namesTheNearestKnownField() throws Exception {
    TestService.Answer answer = service.post(NOODLES, COUNT, "{\"rul\":{}}");

    assertThat(answer.json().path("detail").asText()).endsWith("did you mean rule?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'rule':{'tag':'lapsed','is':true},'ids':'member'} | wrong_type | /ids",
        "{'rule':{'tag':'lapsed','is':true},'ids':[1]} | wrong_type | /ids/0",
        "{'rule':{'tag':'lapsed','is':true},'ids':null} | wrong_type | /ids",
        "{'rule':{'tag':'lapsed','is':true},'id':[]} | unknown_field | /id",
      })
  void saysWhatIsWrongWithTheIdsAskedFor(String body, String code, String pointer)
      throws Exception {
    TestService.Answer answer =
        service.post(NOODLES, "/v1/segments:members", body.replace('\'', '"'));

    requireProblem(answer, 400, code);
    assertThat(answer.json().path("pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void refusesABodyOverOneMebibyteWhetherItsLengthIsToldOrNot() throws Exception {
    byte[] body = ("{\"rule\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    requireProblem(
        service.send(
            service
                .request(COUNT)
                .header("X-API-Key", TestService.keyOf(NOODLES))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))),
        413,
        "body_too_long");
    requireProblem(
        service.send(
            service
                .request(COUNT)
                .header("X-API-Key", TestService.keyOf(NOODLES))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
        413,
        "body_too_long");
  }

  @Test
  void refusesAnotherContentType() throws Exception {
    TestService.Answer answer =
        service.send(
            service
                .request(COUNT)
                .header("X-API-Key", TestService.keyOf(NOODLES))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

    requireProblem(answer, 415, "unsupported_content_type");
    requireProblem(
        service.send(
            service
                .request(COUNT)
                .header("X-API-Key", TestService.keyOf(NOODLES))
                .POST(BodyPublishers.ofString("{}"))),
        415,
        "unsupported_content_type");
  }

  @Test
  void saysWhichMethodsAPathTakes() throws Exception {
    TestService.Answer answer = service.get(NOODLES, COUNT);

    requireProblem(answer, 405, "method_not_allowed");
    assertThat(answer.header("Allow")).isEqualTo("POST");
    requireProblem(
        service.send(
            service.request("/v1/tags").header("X-API-Key", TestService.keyOf(NOODLES)).DELETE()),
        405,
        "method_not_allowed");
  }

  @Test
  void answersAnUnknownPathToABrowserWithoutHtml() throws Exception {
    for (String path :
        new String[] {"/", "/v1", "/v1/tag", "/error", "/favicon.ico", "/v1/tags/"}) {
      requireProblem(
          service.send(service.request(path).header("Accept", "text/html").GET()),
          404,
          "unknown_path");
    }
  }

  @Test
  void refusesToAnswerInHtml() throws Exception {
    TestService.Answer answer =
        service.send(
            service
                .request("/v1/tags")
                .header("X-API-Key", TestService.keyOf(NOODLES))
                .header("Accept", "text/html")
                .GET());

    requireProblem(answer, 406, "not_acceptable");
  }

  /** A client library would refuse to send these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/customers/member:%zz/tags HTTP/1.1",
        "GET /v1/customers/member:%00/tags HTTP/1.1",
        "GET /v1/customers/member:%FF/tags HTTP/1.1",
        "GET /v1/tags?a=%zz HTTP/1.1",
        "GET /v1/<tags> HTTP/1.1",
        "GET /v1/../../etc/passwd HTTP/1.1",
        "BREW /v1/tags HTTP/1.1",
      })
  void answersABrokenRequestLineWithoutHtmlOrStackTrace(String requestLine) throws Exception {
    String answer = raw(requestLine);

    assertThat(answer)
        .startsWith("HTTP/1.1 4")
        .doesNotContainIgnoringCase("<html", "\tat ", "org.apache");
    int body = answer.indexOf("\r\n\r\n") + 4;
    if (body < answer.length()) {
      assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
      String json = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
      assertThat(new ObjectMapper().readTree(json).path("code").asText()).isNotEmpty();
    }
  }

  private String raw(String requestLine) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          (requestLine
                  + "\r\nHost: localhost\r\nX-API-Key: "
                  + TestService.keyOf(NOODLES)
                  + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void requireProblem(TestService.Answer answer, int status, String code)
      throws Exception {
    assertThat(answer.text()).doesNotContain("<html", "\tat ");
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.json().path("category").asText()).isNotEmpty();
    assertThat(answer.json().path("detail").asText()).isNotEmpty();
    assertThat(answer.json().path("type").asText()).isEqualTo("urn:shuke:problem:" + code);
  }
}
