package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.quarantine.KeptRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerdictFunctionTest {

  private static final Instant OCCURRED = Samples.OCCURRED;
  private static final Instant FORGOTTEN = OCCURRED.plus(Duration.ofHours(24));

  /** 24 h past the hour in which it happened: the whole hour is forgotten at once. */
  private static final Instant CLEARED = Instant.parse("2026-03-02T21:00:00Z");

  private static final int KEY_GROUPS = 128;

  private KeyedOneInputStreamOperatorTestHarness<Long, Arrival, Arrival> harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void passesTheFirstTellingOnly() throws Exception {
    tell(arrival(1, 100));
    tell(arrival(2, 100));

    assertThat(harness.extractOutputValues()).extracting(Arrival::offset).containsExactly(1L);
    assertThat(side(EventsTopology.DUPLICATES)).extracting(Arrival::offset).containsExactly(2L);
  }

  @Test
  void quarantinesAnotherPayloadUnderTheSameId() throws Exception {
    tell(arrival(1, 100));
    tell(arrival(2, 101));

    List<Refusal> refused = side(EventsTopology.QUARANTINE);
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).reason()).isEqualTo("conflict");
    assertThat(refused.get(0).offset()).isEqualTo(2);
    assertThat(refused.get(0).eventId()).isEqualTo(arrival(1, 100).eventId());
    assertThat(refused.get(0).shape()).isNotEmpty();
    KeptRecord kept = KeptRecord.of(Objects.requireNonNull(refused.get(0).kept()));
    assertThat(kept.value()).isEqualTo(arrival(2, 101).data());
    assertThat(kept.key()).asString(StandardCharsets.UTF_8).isEqualTo("o-1");
    assertThat(kept.headers()).containsEntry("ce_type", "dev.shuke.order_event.v1");
  }

  @Test
  void comparesWithTheFirstTellingAfterAConflict() throws Exception {
    tell(arrival(1, 100));
    tell(arrival(2, 101));
    tell(arrival(3, 101));
    tell(arrival(4, 100));

    assertThat(side(EventsTopology.QUARANTINE)).hasSize(2);
    assertThat(side(EventsTopology.DUPLICATES)).extracting(Arrival::offset).containsExactly(4L);
  }

  @Test
  void forgetsTheIdsOfAnHourWhenTheBrokersTimeIs24HoursPastIt() throws Exception {
    tell(arrival(1, 100));
    harness.processWatermark(CLEARED.toEpochMilli() - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);

    harness.processWatermark(CLEARED.toEpochMilli());

    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void keepsAnIdThroughProcessingTimeAlone() throws Exception {
    tell(arrival(1, 100));

    harness.setProcessingTime(Duration.ofDays(365).toMillis());

    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void leavesALaggingArrivalToTheBatchOnceItsIdIsForgotten() throws Exception {
    tell(arrival(1, 100));
    harness.processWatermark(FORGOTTEN.toEpochMilli());
    tell(arrival(2, 100));

    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(side(EventsTopology.LATE)).extracting(Arrival::offset).containsExactly(2L);
  }

  @Test
  void hasOneTimerForAllIdsOfAGroup() throws Exception {
    Map<Long, List<Arrival>> groups =
        IntStream.range(0, 5_000)
            .mapToObj(i -> Samples.order("o-" + i, OCCURRED.plusSeconds(i % 60), 100))
            .map(order -> Samples.arrival(order, 1, OCCURRED.plusSeconds(60)))
            .collect(Collectors.groupingBy(IdGroup::of));
    for (List<Arrival> group : groups.values()) {
      for (Arrival arrival : group) {
        tell(arrival);
      }
    }

    assertThat(harness.extractOutputValues()).hasSize(5_000);
    assertThat(harness.numEventTimeTimers()).isEqualTo(groups.size()).isLessThan(1_025);
    assertThat(groups.values()).anyMatch(group -> group.size() > 1);

    harness.processWatermark(CLEARED.toEpochMilli());

    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void remembersIdsThroughARestore() throws Exception {
    tell(arrival(1, 100));
    restart();

    tell(arrival(2, 100));
    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(side(EventsTopology.DUPLICATES)).extracting(Arrival::offset).containsExactly(2L);

    harness.processWatermark(CLEARED.toEpochMilli());
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void remembersIdsOfAnHourThatARestoreCuts() throws Exception {
    tell(order(1, OCCURRED));
    restart();
    tell(order(2, OCCURRED));
    tell(order(3, OCCURRED.plus(Duration.ofHours(1))));
    assertThat(harness.extractOutputValues()).hasSize(2);
    restart();

    tell(order(1, OCCURRED));
    tell(order(2, OCCURRED));
    tell(order(3, OCCURRED.plus(Duration.ofHours(1))));

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(side(EventsTopology.DUPLICATES)).hasSize(3);
  }

  /** Told to one instance, to two, and to one again; each hour is begun at another parallelism. */
  @Test
  void remembersIdsThroughRescaling() throws Exception {
    harness.close();
    List<Arrival> orders =
        IntStream.range(0, 300)
            .mapToObj(i -> order(i, OCCURRED.plus(Duration.ofHours(i / 100))))
            .toList();
    OperatorSubtaskState state = OperatorSubtaskState.builder().build();
    int stored = 0;
    for (int stage = 0; stage < 4; stage++) {
      int parallelism = 1 + stage % 2;
      List<Arrival> told = orders.subList(0, Math.min(100 * (stage + 1), 300));
      OperatorSubtaskState[] after = new OperatorSubtaskState[parallelism];
      for (int instance = 0; instance < parallelism; instance++) {
        harness = newHarness(parallelism, instance);
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, KEY_GROUPS, 2 - stage % 2, parallelism, instance));
        harness.open();
        for (Arrival arrival : told) {
          if (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                  IdGroup.of(arrival), KEY_GROUPS, parallelism)
              == instance) {
            tell(arrival);
          }
        }
        stored += harness.extractOutputValues().size();
        after[instance] = harness.snapshot(stage, stage);
        harness.close();
      }
      state = AbstractStreamOperatorTestHarness.repackageState(after);
      assertThat(stored).as("after stage %d", stage).isEqualTo(told.size());
    }
    open();
  }

  @Test
  void stillKnowsWhatItForgotBeforeARestore() throws Exception {
    tell(arrival(1, 100));
    harness.processWatermark(CLEARED.toEpochMilli());
    restart(); // Flink's watermark starts anew

    tell(arrival(2, 100));

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(side(EventsTopology.LATE)).extracting(Arrival::offset).containsExactly(2L);
  }

  private void restart() throws Exception {
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.initializeState(snapshot);
    harness.open();
  }

  private void tell(Arrival arrival) throws Exception {
    harness.processElement(arrival, arrival.knownAt().toEpochMilli());
  }

  private <T> List<T> side(OutputTag<T> tag) {
    var records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  private static Arrival arrival(long offset, long paidFen) {
    return Samples.arrival(Samples.order("o-1", OCCURRED, paidFen), offset, OCCURRED);
  }

  private static Arrival order(int number, Instant occurredAt) {
    return Samples.arrival(Samples.order("o-" + number, occurredAt, 100), number, occurredAt);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, Arrival, Arrival> newHarness()
      throws Exception {
    return newHarness(1, 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Long, Arrival, Arrival> newHarness(
      int parallelism, int instance) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new VerdictFunction()),
        IdGroup::of,
        Types.LONG,
        KEY_GROUPS,
        parallelism,
        instance);
  }
}
