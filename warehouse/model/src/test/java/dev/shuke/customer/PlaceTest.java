package dev.shuke.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {

  @Test
  void isOrderedByTimeThenTopicThenPartitionThenOffset() {
    List<Place> ordered =
        List.of(
            new Place(1, "z", 9, 9),
            new Place(2, "a", 1, 5),
            new Place(2, "a", 2, 4),
            new Place(2, "a", 2, 10),
            new Place(2, "b", 0, 0));
    assertThat(ordered.stream().sorted().toList()).isEqualTo(ordered);
    assertThat(ordered.get(3)).isGreaterThan(ordered.get(2));
  }
}
