package dev.shuke.service;

import static dev.shuke.service.SharedService.MARKET;
import static dev.shuke.service.SharedService.NOODLES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class CatalogueApiTest {

  private final TestService service = SharedService.get();

  @Test
  void listsTheBrandsTagsInItsOrder() throws Exception {
    JsonNode answer = service.get(NOODLES, "/v1/tags").json();

    assertThat(answer.path("customers").asInt()).isEqualTo(4);
    assertThat(answer.path("tags").findValuesAsText("tag"))
        .containsExactly("orders_90d", "taste", "likes_spicy", "most_visited_store", "lapsed");
    assertThat(answer.path("definition_versions")).hasSize(5);
    assertThat(answer.path("simulated").asBoolean()).isTrue();
    assertThat(service.get(MARKET, "/v1/tags").json().path("simulated").asBoolean(true)).isFalse();
  }

  @Test
  void tellsWhatATagMeans() throws Exception {
    JsonNode lapsed = tag("lapsed");

    assertThat(lapsed.path("kind").asText()).isEqualTo("flag");
    assertThat(lapsed.path("name").path("zh").asText()).isNotEmpty();
    assertThat(lapsed.path("meaning").path("en").asText()).isNotEmpty();
    assertThat(lapsed.path("empty").path("meaning").path("zh").asText()).isNotEmpty();
  }

  @Test
  void countsTheCustomersOfEachValue() throws Exception {
    JsonNode lapsed = tag("lapsed");

    assertThat(lapsed.path("values").findValuesAsText("customers")).containsExactly("1", "1");
    assertThat(lapsed.path("values").get(0).path("value").isBoolean()).isTrue();
    assertThat(lapsed.path("values").get(0).path("label").path("zh").asText()).isNotEmpty();
    assertThat(lapsed.path("with_value").asInt()).isEqualTo(2);
    assertThat(lapsed.path("empty").path("customers").asInt()).isEqualTo(2);
    assertThat(lapsed.has("numbers")).isFalse();
  }

  @Test
  void countsACustomerWithTwoTastesAtEach() throws Exception {
    JsonNode taste = tag("taste");

    assertThat(count(taste, "spicy")).isEqualTo(2);
    assertThat(count(taste, "sour")).isEqualTo(1);
    assertThat(count(taste, "bitter")).isZero();
    assertThat(taste.path("with_value").asInt()).isEqualTo(2);
  }

  @Test
  void listsValuesThatTheDefinitionDoesNotName() throws Exception {
    assertThat(tag("most_visited_store").path("values").toString())
        .isEqualTo("[{\"value\":\"s1\",\"customers\":1},{\"value\":\"s12\",\"customers\":1}]");
  }

  @Test
  void summarizesNumbers() throws Exception {
    JsonNode orders = tag("orders_90d");

    assertThat(orders.path("numbers").toString())
        .isEqualTo("{\"customers\":3,\"min\":-2,\"max\":7,\"total\":5}");
    assertThat(orders.path("unit").asText()).isEqualTo("orders");
    assertThat(orders.has("values")).isFalse();
  }

  @Test
  void knowsATagThatNobodyHas() throws Exception {
    JsonNode spicy = tag("likes_spicy");

    assertThat(spicy.path("with_value").asInt(-1)).isZero();
    assertThat(spicy.path("empty").path("customers").asInt()).isEqualTo(4);
  }

  private JsonNode tag(String id) throws Exception {
    for (JsonNode tag : service.get(NOODLES, "/v1/tags").json().path("tags")) {
      if (tag.path("tag").asText().equals(id)) {
        return tag;
      }
    }
    throw new AssertionError("No tag " + id);
  }

  private static int count(JsonNode tag, String value) {
    for (JsonNode each : tag.path("values")) {
      if (each.path("value").asText().equals(value)) {
        return each.path("customers").asInt();
      }
    }
    throw new AssertionError("No value " + value);
  }
}
