package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.rule.Rule.All;
import dev.shuke.rule.Rule.Any;
import dev.shuke.rule.Rule.Not;
import dev.shuke.rule.Rule.TagIn;
import dev.shuke.rule.Rule.TagIs;
import dev.shuke.rule.Rule.TagRange;
import dev.shuke.tag.TagValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleMatchTest {

  private static final List<TagValue> VALUES =
      List.of(
          new TagValue("lapsed", 1, 1, "true", null, null),
          new TagValue("orders_90d", 1, 1, "5", 5L, null),
          new TagValue("taste", 1, 1, "sweet", null, null),
          new TagValue("taste", 1, 2, "spicy", null, null));

  @Test
  void isFalseOnATagWithoutValueAndItsNegationIsTrue() {
    assertThat(matches(new TagIs("likes_spicy", false))).isFalse();
    assertThat(matches(new TagIs("likes_spicy", true))).isFalse();
    assertThat(matches(new TagRange("orders_30d", 0L, null))).isFalse();
    assertThat(matches(new Not(new TagIn("most_visited_store", List.of("s1"))))).isTrue();
  }

  @Test
  void includesBothEndsOfARange() {
    assertThat(matches(new TagRange("orders_90d", 5L, 5L))).isTrue();
    assertThat(matches(new TagRange("orders_90d", 6L, null))).isFalse();
    assertThat(matches(new TagRange("orders_90d", null, 4L))).isFalse();
  }

  @Test
  void looksAtEveryPosition() {
    assertThat(matches(new TagIn("taste", List.of("spicy")))).isTrue();
    assertThat(matches(new TagIn("taste", List.of("sour")))).isFalse();
  }

  @Test
  void joinsConditions() {
    Rule lapsed = new TagIs("lapsed", true);
    Rule wrong = new TagIs("lapsed", false);
    assertThat(matches(new All(List.of(lapsed, new Not(wrong))))).isTrue();
    assertThat(matches(new All(List.of(lapsed, wrong)))).isFalse();
    assertThat(matches(new Any(List.of(wrong, lapsed)))).isTrue();
    assertThat(matches(new Any(List.of(wrong, wrong)))).isFalse();
  }

  private static boolean matches(Rule rule) {
    return RuleMatch.matches(rule, VALUES);
  }
}
