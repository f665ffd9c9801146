package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Bound;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.tag.Parameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldTest {

  private static final LocalDate FIRST = LocalDate.of(2024, 4, 1);

  /** At most as many orders as the parameter allows, for five days. */
  private static final Measure FEW_FOR_FIVE_DAYS =
      new Measure.Flag(
          new Rule.Held(
              new Rule.Compare(
                  new Measure.Count(Rows.of(Kind.ORDER)), null, new Bound.Parameter("most")),
              5));

  private final Agreement agreement = new Agreement(new Fold());

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void asksEachEarlierDayWithTheParameterOfThatDay(int day) {
    Case facts =
        Case.on(LocalDate.of(2024, 4, day))
            .rows(List.of(order(), order()))
            .parameters(List.of(most(2020, 9, 1), most(2024, 10, 1), most(2024, 14, 6)));
    assertThat(agreement.disagreement(new Question(facts, FEW_FOR_FIVE_DAYS))).isEmpty();
  }

  @Test
  void holdsOnceTheLastDayOfAnotherParameterHasLeft() {
    Case facts =
        Case.on(LocalDate.of(2024, 4, 15))
            .rows(List.of(order(), order()))
            .parameters(List.of(most(2020, 1, 1), most(2024, 12, 6)));
    assertThat(new Fold().answer(facts, FEW_FOR_FIVE_DAYS).nextChange())
        .isEqualTo(LocalDate.of(2024, 4, 16));
  }

  private static TimelineRow order() {
    return TimelineRow.of(7, Kind.ORDER, Instant.parse("2024-04-01T04:00:00Z"), FIRST).build();
  }

  private static Parameters.Row most(int year, int day, int value) {
    return new Parameters.Row("most", null, LocalDate.of(year, 4, day), BigDecimal.valueOf(value));
  }
}
