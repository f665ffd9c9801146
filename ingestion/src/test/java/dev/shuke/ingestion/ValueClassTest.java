package dev.shuke.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueClassTest {

  @ParameterizedTest
  @CsvSource({
    "'', empty",
    "13800138000, a whole number",
    "0.00, a whole number",
    "1.50, a number with 1 decimals",
    "-3, a negative number",
    "张三丰, text of 3 characters"
  })
  void tellsTheClassButNeverTheValue(String text, String expected) {
    assertThat(ValueClass.of(text)).isEqualTo(expected);
  }
}
