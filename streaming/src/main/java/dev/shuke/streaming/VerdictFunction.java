package dev.shuke.streaming;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives young arrivals, keyed by {@link IdGroup}, their {@link EventVerdict}. Events go on; the
 * rest leaves at the side.
 *
 * <p>State: for each id of the group the payload of its first telling, both as {@link Fingerprint},
 * cleared by one event-time timer for all; the broker time reached, because Flink's watermark
 * starts anew after a restore while forgotten ids stay forgotten; and the hours of which there are
 * ids, for {@link IdFilters}.
 */
final class VerdictFunction extends KeyedProcessFunction<Long, Arrival, Arrival>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  // Set before the first arrival by open() and initializeState().
  @SuppressWarnings("NullAway.Init")
  private transient MapState<Fingerprint, Fingerprint> firstPayloads;

  @SuppressWarnings("NullAway.Init")
  private transient IdFilters filters;

  /** Groups that have their timer; a restored one is given the same timer again. */
  @SuppressWarnings("NullAway.Init")
  private transient Set<Long> timed;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<Long> reachedState;

  @SuppressWarnings("NullAway.Init")
  private transient ListState<Long> hoursState;

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
    // Every instance gets the hours of all: groups move between them when the job is rescaled.
    hoursState =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("hours-begun", Types.LONG));
    Set<Long> begunBefore = new HashSet<>();
    hoursState.get().forEach(begunBefore::add);
    filters = new IdFilters(begunBefore);
  }

  @Override
  public void open(OpenContext context) {
    firstPayloads =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "first-payloads",
                    FingerprintSerializer.INSTANCE,
                    FingerprintSerializer.INSTANCE));
    timed = new HashSet<>();
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<Arrival> events)
      throws Exception {
    Instant brokerTime = reached(context.timerService().currentWatermark());
    Fingerprint id = Fingerprint.of(arrival.eventId());
    Fingerprint payload = Fingerprint.of(arrival.payloadHash());
    long hour = IdGroup.hour(context.getCurrentKey());
    Fingerprint first = filters.mayHold(hour, id) ? firstPayloads.get(id) : null;
    switch (EventVerdict.of(arrival.occurredAt(), payload, first, brokerTime)) {
      case EVENT -> {
        filters.add(hour, id);
        firstPayloads.put(id, payload);
        if (timed.add(context.getCurrentKey())) {
          long forgottenAt = IdGroup.hourForgottenAt(hour).toEpochMilli();
          context.timerService().registerEventTimeTimer(forgottenAt);
        }
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
    firstPayloads.clear();
    timed.remove(context.getCurrentKey());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    reachedState.update(List.of(reachedMillis));
    filters.forget(Instant.ofEpochMilli(reachedMillis));
    hoursState.update(filters.hours());
  }

  private Instant reached(long watermark) {
    reachedMillis = Math.max(reachedMillis, watermark);
    return Instant.ofEpochMilli(reachedMillis);
  }
}
