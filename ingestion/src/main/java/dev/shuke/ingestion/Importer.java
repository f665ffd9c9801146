package dev.shuke.ingestion;

import dev.shuke.brand.Brand;
import dev.shuke.event.Envelope;
import dev.shuke.event.Event;
import dev.shuke.event.OrderEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Turns the groups of a file into events and sends them. */
final class Importer {

  private final Mapping mapping;
  private final Brand brand;
  private final EventBuilder builder;
  private final Consumer<Event> onEvent;
  private final Consumer<Supplier<String>> progress;
  private long read;
  private long events;
  private long paidFen;

  /**
   * @param onEvent is told each event before it is sent
   * @param progress is told how far it is, after each group
   */
  Importer(
      Mapping mapping, Brand brand, Consumer<Event> onEvent, Consumer<Supplier<String>> progress) {
    this.mapping = mapping;
    this.brand = brand;
    this.builder = new EventBuilder(mapping, brand);
    this.onEvent = onEvent;
    this.progress = progress;
  }

  /**
   * Reads {@code file} to its end.
   *
   * @throws SendingFailed when Kafka does not take the events
   */
  ImportReport run(CsvFile file, Sink sink, RefusedRows refused) {
    RowGroups groups = new RowGroups(file, mapping.groupBy());
    for (List<Row> rows = groups.next(); !rows.isEmpty(); rows = groups.next()) {
      read += rows.size();
      try {
        take(builder.event(rows), sink);
      } catch (RowRefused e) {
        refused.add(rows, e);
      }
      progress.accept(
          () -> "read=%d events=%d refused=%d".formatted(read, events, refused.rowCount()));
    }
    return new ImportReport(read, events, refused.rowCount(), sink.flush(), paidFen);
  }

  private void take(Event event, Sink sink) {
    onEvent.accept(event);
    sink.send(Envelope.of(brand.id(), mapping.ceSource(), event));
    events++;
    if (event instanceof OrderEvent order
        && order.status() == OrderEvent.Status.PAID
        && order.amountPaid() != null) {
      paidFen += order.amountPaid();
    }
  }
}
