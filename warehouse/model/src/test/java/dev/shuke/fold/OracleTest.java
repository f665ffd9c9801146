package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Evaluators against the oracle, on random questions. */
class OracleTest {

  private static final int CASES = 2_000;

  @Test
  void agreesWithTheFold() {
    agrees(0, 20_000, new Fold());
  }

  @Test
  void agreesWithItself() {
    agrees(0, CASES, PlantedBug.NONE);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void findsAPlantedBug(PlantedBug bug) {
    assertThatThrownBy(() -> agrees(0, CASES, bug))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("as small as it gets");
  }

  @Test
  void asksForMuchThatIsThere() {
    int filled = 0;
    Set<NaiveValue> values = new HashSet<>();
    for (int seed = 0; seed < CASES; seed++) {
      NaiveValue value = RandomCases.of(seed).answer(new Oracle());
      values.add(value);
      filled += value.isEmpty() || value.equals(NaiveValue.number(0)) ? 0 : 1;
    }
    assertThat(filled).isGreaterThan(CASES / 2);
    assertThat(values).hasSizeGreaterThan(CASES / 20);
  }

  private static void agrees(long firstSeed, int cases, Evaluator.WithNextChange evaluator) {
    new Agreement(evaluator).holds(firstSeed, cases);
  }
}
