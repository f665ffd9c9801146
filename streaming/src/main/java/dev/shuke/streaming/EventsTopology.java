package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The graph: read, judge, and one output for each kind of row.
 *
 * <pre>
 * records ─► read ─┬─ young ─► (by id) verdict ─┬─► events, by type
 *                  │                                  ├─► duplicates
 *                  ├─ old ────────────────────────────┼─► late
 *                  └─ refused ────────────────────────┴─► quarantine
 * </pre>
 */
final class EventsTopology {

  static final OutputTag<Arrival> LATE = new OutputTag<>("late") {};
  static final OutputTag<Arrival> DUPLICATES = new OutputTag<>("duplicates") {};
  static final OutputTag<Refusal> QUARANTINE = new OutputTag<>("quarantine") {};

  /** Another one with each change of the state that remembers ids, so that an older is refused. */
  private static final String VERDICT_UID = "verdict-by-fingerprint-of-";

  /** A silent partition must not keep all ids of the others in state. */
  private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

  private EventsTopology() {}

  /** Event time is the broker's time, which only grows within a partition. */
  static WatermarkStrategy<KafkaRecord> brokerTime() {
    return WatermarkStrategy.<KafkaRecord>forMonotonousTimestamps()
        .withTimestampAssigner((at, ignored) -> at.knownAt().toEpochMilli())
        .withIdleness(IDLE_AFTER);
  }

  /** Of the operator that remembers ids; the brand is in it, so that another's is refused. */
  static String verdictUid(Brand brand) {
    return VERDICT_UID + brand.id();
  }

  static void build(DataStream<KafkaRecord> records, Brand brand, EventsOutputs outputs) {
    SingleOutputStreamOperator<Arrival> read =
        records
            .transform(
                "read",
                TypeInformation.of(Arrival.class),
                new ReadOperator(new ReadFunction(brand.calendar())))
            .uid("read");
    SingleOutputStreamOperator<Arrival> events =
        read.keyBy(IdGroup::of)
            .process(new VerdictFunction())
            .name("verdict")
            .uid(verdictUid(brand));

    outputs
        .events()
        .forEach(
            (type, sink) ->
                sink.accept(
                    events
                        .filter(event -> event.type() == type)
                        .name(type.source())
                        .uid("filter-" + type.source())));
    outputs.duplicates().accept(events.getSideOutput(DUPLICATES));
    outputs.late().accept(read.getSideOutput(LATE).union(events.getSideOutput(LATE)));
    outputs
        .quarantine()
        .accept(read.getSideOutput(QUARANTINE).union(events.getSideOutput(QUARANTINE)));
  }
}
