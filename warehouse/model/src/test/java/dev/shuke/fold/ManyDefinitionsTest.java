package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.rule.Measure;
import dev.shuke.rule.RandomRules;
import dev.shuke.tag.Parameters;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Five hundred measures in one program: each says what the oracle says of it alone. */
class ManyDefinitionsTest {

  private static final int DEFINITIONS = 500;
  private static final int DEPTH = 3;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void fiveHundredAtOnceSayWhatEachSaysAlone(long seed) {
    Random random = new Random(seed);
    Case facts = new RandomTimelines(random).next();
    RandomRules rules = new RandomRules(random, false);
    List<Measure> measures =
        Stream.generate(() -> rules.measure(DEPTH)).limit(DEFINITIONS).toList();
    Compiler compiler = new Compiler(ManyDefinitionsTest::nothingNamed, inputs(facts));
    List<Node> nodes = measures.stream().map(compiler::node).toList();
    Program program = compiler.program();

    assertAnswers(facts, facts.rows(), program, nodes, measures);
    // Nothing of one customer stays for the next.
    assertAnswers(facts, List.of(), program, nodes, measures);
    assertAnswers(facts, facts.rows(), program, nodes, measures);
  }

  private static void assertAnswers(
      Case facts,
      List<TimelineRow> rows,
      Program program,
      List<Node> nodes,
      List<Measure> measures) {
    program.start(0, facts.bucket());
    rows.forEach(program::add);
    program.close();
    Oracle oracle = new Oracle();
    for (int i = 0; i < measures.size(); i++) {
      assertThat(value(nodes.get(i)))
          .as("measure %d: %s", i, measures.get(i))
          .isEqualTo(oracle.value(facts.rows(rows), measures.get(i)));
    }
  }

  private static NaiveValue value(Node node) {
    List<FoldValue> values = node.values();
    return new NaiveValue(
        values.stream().map(FoldValue::text).toList(),
        values.stream().map(FoldValue::number).filter(Objects::nonNull).toList());
  }

  private static FoldInputs inputs(Case facts) {
    return new FoldInputs(
        Parameters.of(facts.parameters()),
        ProductBook.of(facts.products()),
        facts.zone(),
        id -> facts.ids().contains(id) ? 0 : FoldInputs.CustomerIds.NOBODY,
        facts.asOf());
  }

  private static Measure nothingNamed(String id) {
    throw new IllegalArgumentException("No measure refers to another here, and one to " + id);
  }
}
