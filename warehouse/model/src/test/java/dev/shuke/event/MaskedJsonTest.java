package dev.shuke.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.MaskedJson.Line;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskedJsonTest {

  @Test
  void showsOnlyWhatIsNoPersonalData() {
    assertThat(
            masked(
                """
                {"status":"paid","order_no":"o-4711","party_size":4,"is_replay":false,
                 "person_ref":{"member_no":"m7","nick":"Li"},
                 "items":[{"sku":"1","qty":"2.0","line_amount":300,"attrs":{"taste":"spicy"}}],
                 "note":"call me"}
                """))
        .containsExactly(
            new Line("status", "\"paid\""),
            new Line("order_no", "string, length 6"),
            new Line("party_size", "4"),
            new Line("is_replay", "false"),
            new Line("person_ref.member_no", "string, length 2"),
            new Line("person_ref.nick (not in the contract)", "string, length 2"),
            new Line("items[0].sku", "\"1\""),
            new Line("items[0].qty", "\"2.0\""),
            new Line("items[0].line_amount", "300"),
            new Line("items[0].attrs", "object, length 1"),
            new Line("note (not in the contract)", "string, length 7"));
  }

  @Test
  void masksAValueOfAnotherTypeThanTheContractHas() {
    assertThat(masked("{\"store_id\":13800138000,\"party_size\":\"Li\",\"status\":{\"a\":1}}"))
        .containsExactly(
            new Line("store_id", "number, length 11"),
            new Line("party_size", "string, length 2"),
            new Line("status", "object, length 1"));
  }

  @Test
  void masksAllOfARecordWhoseTypeIsUnknown() {
    assertThat(MaskedJson.of(null, bytes("{\"status\":\"paid\",\"a\":[1,2]}")))
        .containsExactly(new Line("status", "string, length 4"), new Line("a", "array, length 2"));
    assertThat(MaskedJson.of(null, bytes("\"Li\"")))
        .containsExactly(new Line("(value)", "string, length 2"));
  }

  @Test
  void showsWhatStandsBeforeABreak() {
    assertThat(masked("{\"status\":\"paid\",\"items\":[{\"sku\":\"1\",\"qty\":"))
        .containsExactly(
            new Line("status", "\"paid\""),
            new Line("items[0].sku", "\"1\""),
            new Line("…", "what follows is no JSON"));
    assertThat(MaskedJson.of(EventType.ORDER, new byte[] {1, 2}))
        .containsExactly(new Line("…", "what follows is no JSON"));
  }

  @Test
  void endsAfterTwoHundredLines() {
    String many = "{\"items\":[" + "{\"sku\":\"1\"},".repeat(500) + "{}]}";
    List<Line> lines = masked(many);
    assertThat(lines).hasSize(201);
    assertThat(lines.get(200)).isEqualTo(new Line("…", "and more"));
  }

  @Test
  void showsNothingThatATerminalObeys() {
    assertThat(masked("{\"store_id\":\"\\u001b[2J\",\"\\u001b]0;x\":1}"))
        .containsExactly(
            new Line("store_id", "\"?[2J\""),
            new Line("?]0;x (not in the contract)", "number, length 1"));
  }

  private static List<Line> masked(String json) {
    return MaskedJson.of(EventType.ORDER, bytes(json));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
