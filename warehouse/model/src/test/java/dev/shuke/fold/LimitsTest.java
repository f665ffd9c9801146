package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.shuke.rule.Language;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Rule;
import dev.shuke.rule.RuleJson;
import dev.shuke.rule.RuleSentence;
import dev.shuke.rule.RuleText;
import dev.shuke.rule.Vocabulary;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules as large as they may be: read, written, told and folded in bounded time and memory, with
 * the answers of the oracle.
 */
class LimitsTest {

  private static final int CUSTOMERS = 20;

  /**
   * Bytes of one rule's reading, writing, telling, and of its fold over all customers; 43 MB were
   * seen.
   */
  private static final long MOST_ALLOCATED = 150_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Arguments> largest() {
    int leaves = RuleJson.MOST_NODES - 2;
    return Stream.of(
        Arguments.of(
            "sixteen deep", "{'not':".repeat(15) + "{'did':'order','in':'40d'}" + "}".repeat(15)),
        Arguments.of(
            "a thousand wide, all different",
            "{'any':[%s]}".formatted(list(leaves, i -> "{'did':'order','in':'%dd'}".formatted(i)))),
        Arguments.of("a thousand in sixteen levels", nested(14, leaves / 2 / 14)),
        Arguments.of(
            "a thousand values",
            "{'did':'order','where':{'field':'store_id','in':['a',%s]}}"
                .formatted(list(RuleJson.MOST_VALUES - 1, i -> "'s" + i + "'"))),
        Arguments.of(
            "ten thousand ids", "{'ids':[%s]}".formatted(list(10_000, i -> "'member:" + i + "'"))),
        Arguments.of(
            "ten steps",
            "{'sequence':[%s],'within':'60d'}".formatted(list(10, i -> "{'did':'order_line'}"))),
        Arguments.of(
            "a year of days, a hundred conditions on each",
            "{'days':366,'held':{'any':[%s]}}"
                .formatted(list(100, i -> "{'did':'order','in':'%dd'}".formatted(200 + i)))),
        Arguments.of(
            "a text of ten thousand characters",
            "{'did':'order','where':{'field':'store_id','in':['a','%s']}}"
                .formatted("🌶".repeat(RuleJson.MOST_CHARACTERS))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("largest")
  @Timeout(value = 1, unit = TimeUnit.MINUTES)
  void isReadWrittenToldAndFolded(String name, String json) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Rule rule = RuleJson.parse(json.replace('\'', '"'), Vocabulary.NONE);
    assertThat(RuleJson.parse(RuleJson.write(rule), Vocabulary.NONE)).isEqualTo(rule);
    assertThat(RuleText.parse(RuleText.write(rule), Vocabulary.NONE)).isEqualTo(rule);
    for (Language language : Language.values()) {
      assertThat(RuleSentence.of(rule, language)).hasSizeLessThan(RuleJson.MOST_BYTES);
    }
    Measure measure = new Measure.Flag(rule);
    Fold fold = new Fold();
    for (int seed = 0; seed < CUSTOMERS; seed++) {
      fold.answer(new RandomTimelines(new Random(seed)).next(), measure);
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);

    Agreement agreement = new Agreement(fold);
    for (int seed = 0; seed < CUSTOMERS; seed++) {
      Question question = new Question(new RandomTimelines(new Random(seed)).next(), measure);
      assertThat(agreement.disagreement(question)).as("customer %d", seed).isEmpty();
    }
  }

  /** Each level has so many conditions and one more level. */
  private static String nested(int levels, int conditions) {
    String rule = "{'did':'visit'}";
    for (int level = 0; level < levels; level++) {
      int first = level * conditions;
      String leaves =
          list(conditions, i -> "{'count':'order','in':'%dd','to':2}".formatted(first + i));
      rule = "{'%s':[%s,%s]}".formatted(level % 2 == 0 ? "all" : "any", leaves, rule);
    }
    return rule;
  }

  private static String list(int count, IntFunction<String> one) {
    return IntStream.rangeClosed(1, count).mapToObj(one).collect(Collectors.joining(","));
  }
}
