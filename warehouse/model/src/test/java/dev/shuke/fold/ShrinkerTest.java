package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Bound;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Period;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.rule.Window;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  private static final Agreement LONG_WINDOWS = new Agreement(PlantedBug.WINDOW_ONE_DAY_LONG);

  @Test
  void leavesOneRowWhereAWindowIsADayTooLong() {
    Question failing =
        LongStream.range(0, 1_000)
            .mapToObj(seed -> new Question(RandomCases.of(seed).facts(), ordersInThirtyDays()))
            .filter(question -> question.facts().rows().size() > 5)
            .filter(ShrinkerTest::isAnsweredWrongly)
            .findFirst()
            .orElseThrow();

    Question smallest = Shrinker.smallest(failing, ShrinkerTest::isAnsweredWrongly);

    assertThat(smallest.measure()).isEqualTo(new Measure.Count(orders("1d")));
    assertThat(smallest.facts().rows()).hasSize(1);
    assertThat(smallest.facts().products()).isEmpty();
    assertThat(smallest.facts().parameters()).isEmpty();
    assertThat(smallest.facts().tags()).isEmpty();
    assertThat(Shrinker.told(smallest))
        .contains("ask: Count[", "length=1d", "{customerNo: 7, kind: ORDER, occurredAt: ")
        .doesNotContain("storeId");
  }

  /** What is asked for, under much that doesn't matter. */
  private static Measure ordersInThirtyDays() {
    Rule bought = new Rule.Compare(new Measure.Count(orders("30d")), Bound.of(0), Bound.of(99));
    return new Measure.Given(
        new Rule.Any(List.of(bought, new Rule.Not(bought))),
        new Measure.Tiers(
            new Measure.Count(orders("30d")),
            IntStream.range(0, 20).mapToObj(n -> new Measure.Tier(Bound.of(n), "t" + n)).toList()));
  }

  private static Rows orders(String length) {
    return Rows.of(Kind.ORDER).in(new Window.Rolling(Period.parse(length), null));
  }

  @Test
  void keepsWhatItCannotMakeSmaller() {
    Question question = RandomCases.of(1);

    assertThat(Shrinker.smallest(question, smaller -> false)).isEqualTo(question);
  }

  @Test
  void comesToTheSmallestQuestionWhenEverythingFails() {
    Question smallest = Shrinker.smallest(RandomCases.of(5), smaller -> true);

    assertThat(smallest.facts().rows()).isEmpty();
    assertThat(SmallerTrees.of(smallest.measure())).isEmpty();
  }

  private static boolean isAnsweredWrongly(Question question) {
    return LONG_WINDOWS.isAnsweredWrongly(question);
  }
}
