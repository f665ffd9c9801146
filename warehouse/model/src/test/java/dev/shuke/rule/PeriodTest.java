package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  @ParameterizedTest
  @ValueSource(strings = {"30d", "90d", "180d", "365d", "1mo", "3mo", "12mo"})
  void readsWhatItWrites(String text) {
    assertThat(Period.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "0d", "-1d", "3m", "3 mo", "1.5mo", "99999d", "3MO"})
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> Period.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot read the period '" + text + "', expected days or months such as 90d or 3mo");
  }

  @ParameterizedTest(name = "{0} after {1} is outside from {2}")
  @CsvSource({
    "3mo, 2023-11-30, 2024-02-29",
    "3mo, 2022-11-30, 2023-02-28",
    "3mo, 2022-11-28, 2023-02-28",
    "3mo, 2023-12-31, 2024-03-31",
    "1mo, 2024-01-31, 2024-02-29",
    "1mo, 2024-02-29, 2024-03-29",
    "12mo, 2024-02-29, 2025-02-28",
    "3mo, 2024-08-31, 2024-11-30",
    "90d, 2023-12-01, 2024-02-29"
  })
  void endsOnTheClampedDay(String period, LocalDate occurred, LocalDate outside) {
    assertThat(Period.parse(period).firstDayOutside(occurred)).isEqualTo(outside);
    assertThat(Period.parse(period).contains(outside.minusDays(1), occurred)).isTrue();
    assertThat(Period.parse(period).contains(outside, occurred)).isFalse();
  }

  @ParameterizedTest(name = "{0} as of {1} begins on {2}")
  @CsvSource({
    "3mo, 2023-02-27, 2022-11-28",
    "3mo, 2023-02-28, 2022-12-01",
    "3mo, 2024-02-28, 2023-11-29",
    "3mo, 2024-02-29, 2023-12-01",
    "3mo, 2024-03-01, 2023-12-02",
    "1mo, 2024-03-31, 2024-03-01",
    "12mo, 2025-02-28, 2024-03-01",
    "12mo, 2024-02-29, 2023-03-01",
    "90d, 2017-12-31, 2017-10-03",
    "1d, 2024-02-29, 2024-02-29"
  })
  void beginsAfterTheDaysThatAreOutside(String period, LocalDate asOf, LocalDate first) {
    assertThat(Period.parse(period).firstDayInside(asOf)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3mo", "12mo", "1mo", "90d"})
  void agreesWithTryingEveryDayOverFourYears(String text) {
    Period period = Period.parse(text);
    LocalDate end = LocalDate.of(2026, 12, 31);
    for (LocalDate asOf = LocalDate.of(2023, 1, 1); !asOf.isAfter(end); asOf = asOf.plusDays(1)) {
      LocalDate first = period.firstDayInside(asOf);
      for (LocalDate day = asOf.minusDays(400); !day.isAfter(asOf); day = day.plusDays(1)) {
        boolean isInside =
            text.endsWith("mo") ? inMonths(text, day, asOf) : inDays(text, day, asOf);
        assertThat(!day.isBefore(first)).isEqualTo(isInside);
        assertThat(period.contains(asOf, day)).isEqualTo(isInside);
      }
      assertThat(period.contains(asOf, asOf.plusDays(1))).isFalse();
    }
  }

  @Test
  void keepsNinetyDaysAndThreeMonthsApart() {
    LocalDate occurred = LocalDate.of(2024, 6, 1);
    LocalDate asOf = LocalDate.of(2024, 8, 31);
    assertThat(Period.parse("90d").contains(asOf, occurred)).isFalse();
    assertThat(Period.parse("3mo").contains(asOf, occurred)).isTrue();
  }

  private static boolean inMonths(String text, LocalDate day, LocalDate asOf) {
    return asOf.isBefore(day.plusMonths(Long.parseLong(text.replace("mo", ""))));
  }

  private static boolean inDays(String text, LocalDate day, LocalDate asOf) {
    return asOf.isBefore(day.plusDays(Long.parseLong(text.replace("d", ""))));
  }
}
