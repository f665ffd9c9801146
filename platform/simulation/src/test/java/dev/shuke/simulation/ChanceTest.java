package dev.shuke.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shuke.simulation.Chance.Stream;
import org.junit.jupiter.api.Test;

class ChanceTest {

  @Test
  void drawsTheSameFromTheSameStreamAndOthersFromAnother() {
    double first = Chance.of(1, Stream.PERSON, 2).share();
    assertThat(Chance.of(1, Stream.PERSON, 2).share()).isEqualTo(first);
    assertThat(Chance.of(1, Stream.PERSON, 3).share()).isNotEqualTo(first);
    assertThat(Chance.of(2, Stream.PERSON, 2).share()).isNotEqualTo(first);
    assertThat(Chance.of(1, Stream.ORDER, 2).share()).isNotEqualTo(first);
    assertThat(Chance.of(1, Stream.ORDER, 2, 3, 4).share())
        .isNotEqualTo(Chance.of(1, Stream.ORDER, 2, 4, 3).share());
  }

  @Test
  void drawsWithTheMeanItIsAskedFor() {
    Chance chance = Chance.of(1, Stream.PERSON, 0);
    int draws = 20_000;
    double share = 0;
    double normal = 0;
    double squares = 0;
    long few = 0;
    long many = 0;
    for (int i = 0; i < draws; i++) {
      share += chance.share();
      double value = chance.normal();
      normal += value;
      squares += value * value;
      few += chance.poisson(0.5);
      many += chance.poisson(120);
    }
    assertThat(share / draws).isCloseTo(0.5, within(0.01));
    assertThat(normal / draws).isCloseTo(0, within(0.03));
    assertThat(squares / draws).isCloseTo(1, within(0.04));
    assertThat((double) few / draws).isCloseTo(0.5, within(0.02));
    assertThat((double) many / draws).isCloseTo(120, within(0.5));
  }

  @Test
  void drawsPositionsByTheirWeight() {
    Chance chance = Chance.of(1, Stream.PERSON, 0);
    double[] cumulative = {1, 1, 4, 5};
    int[] counts = new int[4];
    for (int i = 0; i < 10_000; i++) {
      counts[chance.weighted(cumulative)]++;
      assertThat(chance.weighted(cumulative, 2, 4)).isBetween(2, 3);
    }
    assertThat(counts[1]).isZero();
    assertThat(counts[2]).isBetween(5_700, 6_300);
  }
}
