package dev.shuke.streaming;

import dev.shuke.brand.BusinessCalendar;
import java.time.LocalTime;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Runs {@link EventReader}: young arrivals go on, old ones and refusals leave at the side. */
final class ReadFunction extends ProcessFunction<KafkaRecord, Arrival> {
  private static final long serialVersionUID = 1L;

  // The calendar's parts: a function travels serialized, a calendar can't.
  private final ZoneId zone;
  private final LocalTime cut;

  @SuppressWarnings("NullAway.Init") // set by open()
  private transient EventReader reader;

  ReadFunction(BusinessCalendar calendar) {
    this.zone = calendar.zone();
    this.cut = calendar.cut();
  }

  @Override
  public void open(OpenContext context) {
    reader = new EventReader(new BusinessCalendar(zone, cut));
  }

  @Override
  public void processElement(KafkaRecord record, Context context, Collector<Arrival> young) {
    EventReader.Outcome outcome = reader.read(record);
    if (outcome instanceof EventReader.Outcome.Young arrived) {
      young.collect(arrived.arrival());
    } else if (outcome instanceof EventReader.Outcome.Old arrived) {
      context.output(EventsTopology.LATE, arrived.arrival());
    } else if (outcome instanceof EventReader.Outcome.Refused refused) {
      context.output(EventsTopology.QUARANTINE, refused.refusal());
    }
  }
}
