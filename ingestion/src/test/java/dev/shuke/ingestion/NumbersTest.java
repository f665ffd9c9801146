package dev.shuke.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "12.34, 1234",
    "1.5, 150",
    "0, 0",
    "4.44e-16, 0",
    "0.004999, 0",
    "0.005, 1",
    "0.015, 2",
    "2.675, 268",
    "-0.005, -1",
    "1E2, 10000",
    "92233720368547758.07, 9223372036854775807"
  })
  void roundsCurrencyHalfUpToHundredths(String text, long fen) {
    assertThat(Numbers.fen(text, MoneyUnit.CURRENCY)).isEqualTo(fen);
  }

  @Test
  void takesFenAsTheyAre() {
    assertThat(Numbers.fen("1234", MoneyUnit.FEN)).isEqualTo(1234);
    assertThat(Numbers.fen("1234.00", MoneyUnit.FEN)).isEqualTo(1234);
  }

  @Test
  void refusesPartsOfFenBecauseTheFileMayMeanCurrency() {
    assertThatThrownBy(() -> Numbers.fen("12.34", MoneyUnit.FEN))
        .isInstanceOf(UnreadableValue.class)
        .hasMessage("expected a whole number of fen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "1,234.50", "¥12", "1e999999999", "1e-999999999", "NaN"})
  void refusesWhatIsNoOrdinaryNumber(String text) {
    assertThatThrownBy(() -> Numbers.fen(text, MoneyUnit.CURRENCY))
        .isInstanceOf(UnreadableValue.class)
        .hasMessage("expected a number such as 12.34");
  }

  @Test
  void refusesAmountsBeyond64Bits() {
    assertThatThrownBy(() -> Numbers.fen("92233720368547758.08", MoneyUnit.CURRENCY))
        .isInstanceOf(UnreadableValue.class)
        .hasMessage("expected an amount of at most 64 bits");
  }
}
