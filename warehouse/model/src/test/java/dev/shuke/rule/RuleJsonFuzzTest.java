package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes in, a rule or a {@link RuleException} comes out. */
class RuleJsonFuzzTest {

  private static final int INPUTS = 10_000;

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void throwsNothingButRuleExceptionsOnMutatedText() {
    assertThat(HostileRules.mutatedJson(41, INPUTS)).isGreaterThan(INPUTS);
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void throwsNothingButRuleExceptionsOnMutatedTrees() {
    assertThat(HostileRules.mutatedTrees(42, INPUTS)).isGreaterThan(INPUTS);
  }
}
