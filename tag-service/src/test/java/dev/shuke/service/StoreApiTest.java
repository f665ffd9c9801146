package dev.shuke.service;

import static dev.shuke.service.SharedService.NOODLES;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be told without a Trino; its answers are tested end to end. */
class StoreApiTest {

  private final TestService service = SharedService.get();

  @Test
  void saysWhenTrinoIsDown() throws Exception {
    TestService.Answer answer =
        service.get(NOODLES, "/v1/stores/s12/conversion?from=2025-01&to=2025-12");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.contentType()).isEqualTo("application/problem+json");
    assertThat(answer.json().path("code").asText()).isEqualTo("trino_unavailable");
    assertThat(answer.json().path("category").asText()).isEqualTo("outside_system");
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to=2025-12 | wrong_parameter | 'from' is missing",
        "from=2025-01 | wrong_parameter | 'to' is missing",
        "from=2025-01&from=2025-02&to=2025-12 | wrong_parameter | 'from' is given 2 times",
        "from=2025-13&to=2025-12 | wrong_parameter | 'from' is no month",
        "from=2025-01-01&to=2025-12 | wrong_parameter | 'from' is no month",
        "from=2025-12&to=2025-01 | wrong_parameter | are -10 months",
        "from=1925-12&to=2025-01 | wrong_parameter | are 1190 months",
        "from=2025-01&to=2025-12&form=x | unknown_parameter | did you mean from?",
      })
  void saysWhatIsWrongWithTheMonths(String query, String code, String detail) throws Exception {
    TestService.Answer answer = service.get(NOODLES, "/v1/stores/s12/conversion?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(answer.json().path("detail").asText()).contains(detail);
    assertThat(answer.json().path("expected").asText()).isNotEmpty();
  }
}
