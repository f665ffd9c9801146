package dev.shuke.streaming;

import dev.shuke.event.EventType;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where the topology's outputs go; each Kafka offset reaches exactly one of them.
 *
 * @param events first tellings, by type
 * @param duplicates further tellings with the same payload
 * @param late old arrivals, which the batch judges
 * @param quarantine records that cannot be read or contradict themselves or another
 */
record EventsOutputs(
    Map<EventType, Consumer<DataStream<Arrival>>> events,
    Consumer<DataStream<Arrival>> duplicates,
    Consumer<DataStream<Arrival>> late,
    Consumer<DataStream<Refusal>> quarantine) {

  EventsOutputs {
    events = Map.copyOf(events);
  }
}
