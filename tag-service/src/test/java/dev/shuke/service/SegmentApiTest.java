package dev.shuke.service;

import static dev.shuke.service.SharedService.NOODLES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentApiTest {

  private final TestService service = SharedService.get();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'tag':'lapsed','is':true} | 1",
        "{'tag':'lapsed','is':false} | 1",
        "{'not':{'tag':'lapsed','is':true}} | 3",
        "{'tag':'taste','in':['spicy']} | 2",
        "{'tag':'taste','in':['spicy','sour']} | 2",
        "{'tag':'taste','in':['bitter']} | 0",
        "{'tag':'orders_90d','from':0} | 2",
        "{'tag':'orders_90d','to':0} | 2",
        "{'tag':'orders_90d','from':-2,'to':7} | 3",
        "{'tag':'most_visited_store','in':['s99']} | 0",
        "{'all':[{'tag':'taste','in':['spicy']},{'not':{'tag':'most_visited_store','in':['s12']}}]} | 1",
        "{'any':[{'tag':'lapsed','is':true},{'tag':'orders_90d','from':7}]} | 2",
      })
  void countsExactly(String rule, int count) throws Exception {
    TestService.Answer answer =
        service.post(NOODLES, "/v1/segments:count", "{\"rule\":" + rule.replace('\'', '"') + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("count").asInt(-1)).isEqualTo(count);
    assertThat(answer.json().path("population").asInt(-1)).isEqualTo(4);
    assertThat(members(rule.replace('\'', '"')).lines()).hasSize(count + 1);
  }

  @Test
  void namesTheDefinitionsOfTheTagsTheRuleUsed() throws Exception {
    JsonNode answer =
        service
            .post(
                NOODLES,
                "/v1/segments:count",
                "{\"rule\":{\"not\":{\"tag\":\"lapsed\",\"is\":true}}}")
            .json();

    assertThat(answer.toString())
        .isEqualTo(
            "{\"count\":3,\"population\":4,\"as_of\":\"2026-01-01\",\"data_version\":1,"
                + "\"definition_versions\":{\"lapsed\":1},\"simulated\":true}");
  }

  @Test
  void streamsMembersWithTheIdsAskedForAndEndsWithTheirCount() throws Exception {
    TestService.Answer answer =
        service.post(
            NOODLES,
            "/v1/segments:members",
            "{\"rule\":{\"not\":{\"tag\":\"lapsed\",\"is\":true}},"
                + "\"ids\":[\"member\",\"external_userid.own-1\"]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/x-ndjson");
    assertThat(answer.text().lines())
        .containsExactly(
            "{\"customer_no\":0,\"ids\":{\"member\":[\"1\",\"3\"],\"external_userid.own-1\":[\"wm:A\"]}}",
            "{\"customer_no\":3,\"ids\":{\"member\":[\"4\"],\"external_userid.own-1\":[]}}",
            "{\"customer_no\":4,\"ids\":{\"member\":[\"a/b\",\"会员;5 %+\"],\"external_userid.own-1\":[]}}",
            "{\"end\":true,\"count\":3,\"as_of\":\"2026-01-01\",\"data_version\":1,"
                + "\"definition_versions\":{\"lapsed\":1},\"simulated\":true}");
    assertThat(answer.text()).endsWith("}\n");
  }

  @Test
  void streamsMembersWithoutIdsWhenNoneAreAskedFor() throws Exception {
    List<JsonNode> lines = members("{\"tag\":\"lapsed\",\"is\":true}").lines();

    assertThat(lines.get(0).toString()).isEqualTo("{\"customer_no\":1,\"ids\":{}}");
  }

  @Test
  void refusesANamespaceNobodyHas() throws Exception {
    TestService.Answer answer =
        service.post(
            NOODLES,
            "/v1/segments:members",
            "{\"rule\":{\"tag\":\"lapsed\",\"is\":true},\"ids\":[\"member\",\"membr\"]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo("unknown_namespace");
    assertThat(answer.json().path("pointer").asText()).isEqualTo("/ids/1");
    assertThat(answer.json().path("expected").asText())
        .isEqualTo("one of external_userid.own-1, member");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'tag':'lapst','is':true} | unknown_tag | /rule/tag",
        "{'all':[{'tag':'lapsed','is':true},{'tag':'lapsed','from':1}]} | wrong_condition | /rule/all/1/from",
        "{'tag':'orders_90d','from':'2'} | wrong_type | /rule/from",
        "{'tag':'orders_90d','from':3,'to':2} | empty_range | /rule",
        "{'any':[]} | empty_rule | /rule/any",
        "{'tag':'orders_30d','from':1} | unknown_tag | /rule/tag",
        "[] | wrong_type | /rule",
      })
  void pointsAtTheFaultOfARule(String rule, String code, String pointer) throws Exception {
    for (String path : List.of("/v1/segments:count", "/v1/segments:members")) {
      TestService.Answer answer =
          service.post(NOODLES, path, "{\"rule\":" + rule.replace('\'', '"') + "}");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.contentType()).isEqualTo("application/problem+json");
      assertThat(answer.json().path("code").asText()).isEqualTo(code);
      assertThat(answer.json().path("pointer").asText()).isEqualTo(pointer);
      assertThat(answer.json().path("category").asText()).isEqualTo("caller");
      assertThat(answer.json().path("expected").asText()).isNotEmpty();
    }
  }

  private TestService.Answer members(String rule) throws Exception {
    return service.post(NOODLES, "/v1/segments:members", "{\"rule\":" + rule + "}");
  }
}
