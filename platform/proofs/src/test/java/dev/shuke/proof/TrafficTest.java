package dev.shuke.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {

  private static final Traffic TRAFFIC = new Traffic(3, Instant.parse("2026-06-01T00:00:00Z"));

  @Test
  void makesEachMessageAnewFromItsIndex() {
    assertThat(TRAFFIC.message(4_321).value()).isEqualTo(TRAFFIC.message(4_321).value());
    assertThat(TRAFFIC.message(4_321).value()).isNotEqualTo(TRAFFIC.message(4_323).value());
  }

  @Test
  void holdsEveryVerdictAndEveryReason() {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    Set<String> reasons = new HashSet<>();
    for (long i = 0; i < 20_000; i++) {
      Message message = TRAFFIC.message(i);
      verdicts.merge(message.verdict(), 1, Integer::sum);
      message.reason().ifPresent(reasons::add);
    }
    assertThat(verdicts.get(Verdict.LATE)).isBetween(500, 700);
    assertThat(verdicts.get(Verdict.DUPLICATE)).isBetween(800, 1_000);
    assertThat(verdicts.get(Verdict.QUARANTINED)).isBetween(400, 600);
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            "broken_json",
            "missing_field",
            "wrong_type",
            "unknown_value",
            "contradictory_amounts",
            "unknown_type",
            "empty",
            "bad_utf8",
            "wrong_topic",
            "occurred_in_future",
            "out_of_range",
            "contradictory_status",
            "conflict");
  }

  @Test
  void isToldByTillsOfThreeReleases() {
    Map<Order.Release, Integer> tills = new EnumMap<>(Order.Release.class);
    for (long i = 0; i < 20_000; i++) {
      TRAFFIC.message(i).order().ifPresent(order -> tills.merge(order.release(), 1, Integer::sum));
    }
    assertThat(tills.get(Order.Release.BEFORE)).isBetween(1_700, 2_100);
    assertThat(tills.get(Order.Release.NEXT)).isBetween(1_700, 2_100);
    assertThat(tills.get(Order.Release.NOW)).isBetween(14_500, 16_500);
  }

  @Test
  void repeatsComeAfterAndBesideTheirFirstTelling() {
    for (long i = 0; i < 20_000; i++) {
      long index = i;
      TRAFFIC
          .message(i)
          .first()
          .ifPresent(
              first -> {
                assertThat(first).isLessThan(index);
                assertThat(first % Traffic.PARTITIONS).isEqualTo(index % Traffic.PARTITIONS);
                assertThat(TRAFFIC.message(first).judged()).isEqualTo(Verdict.EVENT);
              });
    }
  }
}
