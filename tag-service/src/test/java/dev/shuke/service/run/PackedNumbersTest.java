package dev.shuke.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedNumbersTest {

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        Byte.MAX_VALUE,
        Byte.MAX_VALUE + 1,
        Byte.MIN_VALUE,
        Byte.MIN_VALUE - 1,
        Short.MAX_VALUE,
        Short.MAX_VALUE + 1,
        Short.MIN_VALUE,
        Short.MIN_VALUE - 1,
        Integer.MAX_VALUE,
        Integer.MAX_VALUE + 1L,
        Integer.MIN_VALUE,
        Integer.MIN_VALUE - 1L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void keepsEveryNumberWhateverItsWidth(long number) {
    PackedNumbers packed = PackedNumbers.of(new long[] {1, number, 2, 99}, 3);

    assertThat(packed.get(0)).isEqualTo(1);
    assertThat(packed.get(1)).isEqualTo(number);
    assertThat(packed.get(2)).isEqualTo(2);
  }
}
