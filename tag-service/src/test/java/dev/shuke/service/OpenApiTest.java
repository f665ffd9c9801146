package dev.shuke.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final TestService service = SharedService.get();

  @Test
  void describesExactlyTheRoutesThatExist() throws Exception {
    assertThat(described()).isEqualTo(routes());
  }

  @Test
  void isServedWithoutAKey() throws Exception {
    TestService.Answer answer = service.send(service.request("/v1/openapi.yaml").GET());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/yaml");
    assertThat(new YAMLMapper().readTree(answer.text()).path("openapi").asText())
        .isEqualTo("3.1.0");
  }

  @Test
  void refersOnlyToWhatItDefines() throws Exception {
    JsonNode document = document();

    for (String reference : document.findValuesAsText("$ref")) {
      assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
  }

  private static Set<String> described() throws Exception {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document().path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> {
                if (METHODS.contains(method)) {
                  described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
              });
    }
    return described;
  }

  private Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    for (RequestMappingHandlerMapping mapping :
        service.context().getBeansOfType(RequestMappingHandlerMapping.class).values()) {
      for (RequestMappingInfo route : mapping.getHandlerMethods().keySet()) {
        route
            .getMethodsCondition()
            .getMethods()
            .forEach(
                method ->
                    route
                        .getPatternValues()
                        .forEach(pattern -> routes.add(method + " " + pattern)));
      }
    }
    return routes;
  }

  private static JsonNode document() throws Exception {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.yaml")) {
      return new YAMLMapper().readTree(in);
    }
  }
}
