package dev.shuke.streaming;

import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives young arrivals, keyed by event id, their {@link EventVerdict}. Events go on; the rest
 * leaves at the side.
 *
 * <p>State: per id the payload hash of its first telling, cleared by an event-time timer; and the
 * broker time reached, because Flink's watermark starts anew after a restore while forgotten ids
 * stay forgotten.
 */
final class VerdictFunction extends KeyedProcessFunction<String, Arrival, Arrival>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  // Set before the first arrival by open() and initializeState().
  @SuppressWarnings("NullAway.Init")
  private transient ValueState<byte[]> firstHash;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<Long> reachedState;

  private transient long reachedMillis;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    reachedState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("broker-time-reached", Types.LONG));
    reachedMillis = Long.MIN_VALUE;
    for (long millis : reachedState.get()) {
      reachedMillis = Math.max(reachedMillis, millis);
    }
  }

  @Override
  public void open(OpenContext context) {
    firstHash =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "first-payload-hash", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Arrival> events)
      throws Exception {
    Instant brokerTime = reached(context.timerService().currentWatermark());
    switch (EventVerdict.of(
        arrival.occurredAt(), arrival.payloadHash(), firstHash.value(), brokerTime)) {
      case EVENT -> {
        firstHash.update(arrival.payloadHash());
        context
            .timerService()
            .registerEventTimeTimer(EventVerdict.forgottenAt(arrival.occurredAt()).toEpochMilli());
        events.collect(arrival);
      }
      case DUPLICATE -> context.output(EventsTopology.DUPLICATES, arrival);
      case CONFLICT ->
          context.output(
              EventsTopology.QUARANTINE,
              Refusal.of(arrival, "conflict", "", "the payload first told under this id"));
      case LEFT_TO_BATCH -> context.output(EventsTopology.LATE, arrival);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Arrival> events) {
    reached(context.timerService().currentWatermark());
    firstHash.clear();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    reachedState.clear();
    reachedState.add(reachedMillis);
  }

  private Instant reached(long watermark) {
    reachedMillis = Math.max(reachedMillis, watermark);
    return Instant.ofEpochMilli(reachedMillis);
  }
}
