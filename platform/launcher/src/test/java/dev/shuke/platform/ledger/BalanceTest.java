package dev.shuke.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.platform.ledger.Balance.Gap;
import dev.shuke.platform.ledger.Balance.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BalanceTest {
  private static final TopicPartition ORDERS = new TopicPartition("first.orders", 0);
  private static final TopicPartition VISITS = new TopicPartition("first.visits", 1);

  @Test
  void isGoodWhenEachOffsetHasARow() {
    Balance balance = Balance.of(ledger(row(ORDERS, 10, 0, 0)), ends(10), ends(10));
    assertThat(balance.state()).isEqualTo(State.GOOD);
    assertThat(balance.text("first")).isEqualTo("Nothing is lost, nothing is counted twice.");
    assertThat(Balance.of(ledger(), Map.of(), Map.of()).state()).isEqualTo(State.GOOD);
  }

  @Test
  void waitsForOffsetsThatTheJobHasNotCommitted() {
    // Of 10 to 19 another table's rows are not committed yet.
    Balance balance = Balance.of(ledger(row(ORDERS, 20, 4, 0)), ends(10), ends(10));
    assertThat(balance.state()).isEqualTo(State.PENDING);
    assertThat(balance.pending()).containsExactly(new Gap(ORDERS, 4, 10));
    assertThat(balance.text("first"))
        .startsWith("first.orders-0: 4 offsets from 10 on have no row yet\nNothing is lost yet")
        .contains("./shuke status", "./shuke up", "ask again");
  }

  @Test
  void waitsForTheFirstCheckpointOfAJob() {
    Balance balance = Balance.of(ledger(row(ORDERS, 20, 4, 0)), Map.of(), Map.of());
    assertThat(balance.pending()).containsExactly(new Gap(ORDERS, 4, 0));
    assertThat(balance.state()).isEqualTo(State.PENDING);
  }

  @Test
  void alarmsForACommittedOffsetWithoutARow() {
    Balance balance = Balance.of(ledger(row(ORDERS, 20, 5, 0)), ends(10), ends(9));
    assertThat(balance.lost()).containsExactly(new Gap(ORDERS, 1, 10));
    assertThat(balance.pending()).containsExactly(new Gap(ORDERS, 4, 10));
    assertThat(balance.state()).isEqualTo(State.ALARM);
    assertThat(balance.text("first"))
        .contains("first.orders-0: 1 offsets below 10 have no row\n", "EVENTS ARE LOST")
        .contains("./shuke up");
  }

  @Test
  void alarmsWhenTheNewestCommittedOffsetsHaveNoRow() {
    Balance behind = Balance.of(ledger(row(ORDERS, 8, 1, 0)), ends(10), ends(7));
    assertThat(behind.lost()).containsExactly(new Gap(ORDERS, 3, 10));
    assertThat(behind.pending()).isEmpty();
    Balance empty = Balance.of(ledger(), ends(10), Map.of());
    assertThat(empty.lost()).containsExactly(new Gap(ORDERS, 10, 10));
  }

  @Test
  void believesTheLaterAnswerWhenCommittedRowsCameInBetween() {
    assertThat(Balance.of(ledger(row(ORDERS, 8, 1, 0)), ends(10), ends(10)).state())
        .isEqualTo(State.GOOD);
  }

  @Test
  void alarmsForADoubleWhereverItStands() {
    Balance balance = Balance.of(ledger(row(ORDERS, 20, 0, 1)), ends(10), ends(10));
    assertThat(balance.doubled()).isEqualTo(1);
    assertThat(balance.state()).isEqualTo(State.ALARM);
    assertThat(balance.text("first")).isEqualTo("EVENTS ARE LOST OR COUNTED TWICE.");
  }

  @Test
  void judgesEachPartitionByItself() {
    Map<TopicPartition, Long> committed = Map.of(ORDERS, 10L, VISITS, 5L);
    Ledger ledger = ledger(row(ORDERS, 12, 1, 0), row(VISITS, 9, 2, 0));
    Balance balance = Balance.of(ledger, committed, Map.of(ORDERS, 9L, VISITS, 5L));
    assertThat(balance.lost()).containsExactly(new Gap(ORDERS, 1, 10));
    assertThat(balance.pending()).containsExactly(new Gap(VISITS, 2, 5));
  }

  @Test
  void takesAGapOfADayForLostOnlyWhenItsPartitionLacksCommittedOffsets() {
    Ledger day = ledger(row(ORDERS, 6, 2, 0));
    assertThat(Balance.ofDay(day, ends(10), ends(10)).state()).isEqualTo(State.PENDING);
    assertThat(Balance.ofDay(day, ends(10), ends(7)).lost())
        .containsExactly(new Gap(ORDERS, 2, 10));
    // Another day lacks them.
    assertThat(Balance.ofDay(ledger(row(ORDERS, 6, 0, 0)), ends(10), ends(7)).state())
        .isEqualTo(State.GOOD);
    // A day without rows of this partition says nothing of it.
    assertThat(Balance.ofDay(ledger(), ends(10), ends(10)).state()).isEqualTo(State.GOOD);
  }

  @Test
  void knowsWhetherRowsReachWhatIsCommitted() {
    Ledger ledger = ledger(row(ORDERS, 10, 0, 0));
    assertThat(ledger.reaches(ends(10))).isTrue();
    assertThat(ledger.reaches(ends(11))).isFalse();
    assertThat(ledger.reaches(Map.of(VISITS, 1L))).isFalse();
  }

  private static Map<TopicPartition, Long> ends(long orders) {
    return Map.of(ORDERS, orders);
  }

  private static Ledger ledger(Ledger.Row... rows) {
    return new Ledger(Arrays.asList(rows), List.of());
  }

  private static Ledger.Row row(TopicPartition at, long offsets, long lost, long doubled) {
    long events = offsets - lost + doubled;
    return new Ledger.Row(at.topic(), at.partition(), offsets, events, 0, 0, 0, lost, doubled);
  }
}
