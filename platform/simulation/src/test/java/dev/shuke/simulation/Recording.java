package dev.shuke.simulation;

import dev.shuke.brand.BusinessCalendar;
import dev.shuke.event.Envelope;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.Reading;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A simulated year, kept in memory. */
final class Recording {

  static final BusinessCalendar CALENDAR =
      new BusinessCalendar(ZoneId.of("Asia/Shanghai"), LocalTime.of(4, 0));
  static final Period PERIOD = Period.yearTo(LocalDate.of(2026, 6, 30), CALENDAR);

  final List<Envelope> envelopes = new ArrayList<>();

  /** What a reader makes of each envelope. */
  final List<Reading> readings;

  final Summary summary = new Summary();
  final String digest;

  private Recording(long seed, int customers, Period period, boolean isKept) {
    DigestSink sink = new DigestSink();
    Faults faults = new Faults(isKept ? new Both(sink) : sink, summary);
    Teller teller = new Teller("simulated", seed, period, faults, summary);
    new Simulation(seed, customers, period).run(teller, month -> {});
    faults.finish();
    summary.add(Counted.PEOPLE, teller.identities().people());
    this.digest = sink.hex();
    this.readings = envelopes.stream().map(Recording::read).toList();
  }

  static Recording of(long seed, int customers) {
    return new Recording(seed, customers, PERIOD, true);
  }

  static String digest(long seed, int customers) {
    return new Recording(seed, customers, PERIOD, false).digest;
  }

  private final class Both implements Sink {
    private final Sink sink;

    Both(Sink sink) {
      this.sink = sink;
    }

    @Override
    public void send(Envelope envelope) {
      envelopes.add(envelope);
      sink.send(envelope);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static Reading read(Envelope envelope) {
    return EventJson.read(envelope.headers().get("ce_type"), envelope.value());
  }

  /** The events that count: readable, and first of their id. */
  List<Event> events() {
    Set<String> ids = new HashSet<>();
    List<Event> events = new ArrayList<>();
    for (Reading reading : readings) {
      if (reading instanceof Reading.Accepted accepted && ids.add(accepted.eventId())) {
        events.add(accepted.event());
      }
    }
    return events;
  }

  <E extends Event> List<E> events(Class<E> type) {
    return events().stream().filter(type::isInstance).map(type::cast).toList();
  }
}
