package dev.shuke.ingestion;

import dev.shuke.event.EventType;
import dev.shuke.event.Field;
import dev.shuke.event.RecordEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping file says: how rows become events.
 *
 * @param ceSource CloudEvents source of the events, such as {@code /pos/complete_journey}
 * @param groupBy the column whose equal neighbours make one event; empty: each row makes one
 * @param event the fields of the event
 * @param items the fields of a line of the event, one line for each row; empty for none
 */
record Mapping(
    Kind kind,
    String ceSource,
    MoneyUnit money,
    Optional<String> groupBy,
    List<Value> event,
    List<Value> items) {

  Mapping {
    event = List.copyOf(event);
    items = List.copyOf(items);
  }

  /** What a file holds. */
  enum Kind {
    ORDER(EventType.ORDER, null),
    PRODUCT(EventType.RECORD, RecordEvent.Kind.PRODUCT),
    MEMBER(EventType.RECORD, RecordEvent.Kind.MEMBER),
    STORE(EventType.RECORD, RecordEvent.Kind.STORE),
    STAFF(EventType.RECORD, RecordEvent.Kind.STAFF);

    private final EventType eventType;
    private final RecordEvent.@Nullable Kind recordKind;

    Kind(EventType eventType, RecordEvent.@Nullable Kind recordKind) {
      this.eventType = eventType;
      this.recordKind = recordKind;
    }

    EventType eventType() {
      return eventType;
    }

    Optional<RecordEvent.Kind> recordKind() {
      return Optional.ofNullable(recordKind);
    }
  }

  /** The value of a field, simple or made of others. */
  sealed interface Value {
    /** Its name in the event's JSON. */
    String name();

    Set<String> columns();
  }

  /** A field of the contract with its source. */
  record Simple(Field field, Source source) implements Value {
    @Override
    public String name() {
      return field.name();
    }

    @Override
    public Set<String> columns() {
      return source.columns();
    }
  }

  /** An object of the contract, left out where none of its fields has a value. */
  record Nested(String name, List<Value> fields) implements Value {
    Nested {
      fields = List.copyOf(fields);
    }

    @Override
    public Set<String> columns() {
      return columnsOf(fields);
    }
  }

  /** Free fields, as text; those without a value are left out. */
  record Texts(String name, Map<String, Source> entries) implements Value {
    @Override
    public Set<String> columns() {
      Set<String> columns = new HashSet<>();
      entries.values().forEach(source -> columns.addAll(source.columns()));
      return columns;
    }
  }

  /** Every column that must be in the file. */
  Set<String> columns() {
    Set<String> columns = columnsOf(event);
    columns.addAll(columnsOf(items));
    groupBy.ifPresent(columns::add);
    return columns;
  }

  private static Set<String> columnsOf(List<Value> values) {
    Set<String> columns = new HashSet<>();
    values.forEach(value -> columns.addAll(value.columns()));
    return columns;
  }
}
