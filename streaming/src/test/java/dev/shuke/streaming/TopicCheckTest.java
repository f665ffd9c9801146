package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.streaming.TopicCheck.Reach;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The rule alone; `./shuke prove events --only brands` asks it of a real broker. */
class TopicCheckTest {

  private static final TopicPartition FIRST = new TopicPartition("test.orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("test.orders", 1);

  @Test
  void goesOnWhereTheTablesEnd() {
    assertThat(problems(new Reach(0, 500, 400), new Reach(400, 410, 400), 499)).isEmpty();
    // Before the first checkpoint, and after a restore, whose topics begin where the tables end.
    assertThat(problems(new Reach(0, 0, -1), new Reach(0, 0, -1), -1)).isEmpty();
    assertThat(problems(new Reach(500, 500, -1), new Reach(410, 410, -1), 499)).isEmpty();
  }

  @Test
  void refusesWhatKafkaNoLongerHas() {
    assertThat(problems(new Reach(401, 500, 400), new Reach(0, 410, 400), 399))
        .singleElement()
        .asString()
        .startsWith("records 400 to 400 of test.orders-0 are gone from Kafka and in no table; ");
  }

  @Test
  void refusesATopicMadeAnew() {
    assertThat(problems(new Reach(0, 0, -1), new Reach(0, 30, -1), 30))
        .singleElement()
        .asString()
        .startsWith("the table has offset 30, but Kafka's topic ends at 30: it was made anew");
  }

  private static List<String> problems(Reach first, Reach second, long newest) {
    return TopicCheck.problems(Map.of(FIRST, first, SECOND, second), newest);
  }
}
