package dev.shuke.fold;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.customer.TimelineRow.Refund;
import dev.shuke.tag.Parameters;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Customers one step smaller than a customer: without a row, a field, or a day between. */
final class SmallerCases {

  private static final RecordComponent[] FIELDS = TimelineRow.class.getRecordComponents();

  /** What makes a row that row. */
  private static final Set<String> KEPT =
      Set.of(
          "customerNo", "kind", "occurredAt", "businessDate", "lineNo", "orderSource", "orderNo");

  private SmallerCases() {}

  static Stream<Case> of(Case facts) {
    List<List<TimelineRow>> events = events(facts.rows());
    return Stream.<Supplier<Stream<Case>>>of(
            () -> halves(events).map(fewer -> facts.rows(flat(fewer))),
            () -> SmallerTrees.lists(events, 0, SmallerCases::event).map(e -> facts.rows(flat(e))),
            () -> fewer(facts.products()).map(facts::products),
            () -> fewerParameters(facts.parameters()).map(facts::parameters),
            () -> fewer(facts.tags()).map(facts::tags),
            () -> fewer(facts.segments()).map(facts::segments),
            () -> facts.ids().isEmpty() ? Stream.of() : Stream.of(facts.customer(Set.of(), 0)),
            () -> moved(facts, events))
        .flatMap(Supplier::get);
  }

  /** Rows that live and die together: an order with its lines, or one row. */
  private static List<List<TimelineRow>> events(List<TimelineRow> rows) {
    List<List<TimelineRow>> events = new ArrayList<>();
    for (TimelineRow row : rows) {
      if (row.kind() == Kind.ORDER_LINE && !events.isEmpty()) {
        events.get(events.size() - 1).add(row);
      } else {
        events.add(new ArrayList<>(List.of(row)));
      }
    }
    return events;
  }

  private static List<TimelineRow> flat(List<List<TimelineRow>> events) {
    return events.stream().flatMap(List::stream).toList();
  }

  private static <T> Stream<List<T>> halves(List<T> list) {
    int half = list.size() / 2;
    return half < 2
        ? Stream.of()
        : Stream.of(list.subList(half, list.size()), list.subList(0, half));
  }

  private static <T> Stream<List<T>> fewer(List<T> list) {
    return SmallerTrees.lists(list, 0, one -> Stream.of());
  }

  /** None of a name, or without one row that only changes an earlier one; so no table has holes. */
  private static Stream<List<Parameters.Row>> fewerParameters(List<Parameters.Row> rows) {
    Stream<Predicate<Parameters.Row>> names =
        rows.stream()
            .map(Parameters.Row::name)
            .distinct()
            .map(name -> row -> row.name().equals(name));
    Stream<Predicate<Parameters.Row>> later =
        rows.stream().filter(row -> changesAnother(row, rows)).map(Predicate::isEqual);
    return Stream.concat(names, later).map(left -> rows.stream().filter(left.negate()).toList());
  }

  private static boolean changesAnother(Parameters.Row row, List<Parameters.Row> rows) {
    return rows.stream()
        .anyMatch(
            other ->
                other.name().equals(row.name())
                    && Objects.equals(other.index(), row.index())
                    && other.validFrom().isBefore(row.validFrom()));
  }

  private static <T> Stream<Map<String, T>> fewer(Map<String, T> map) {
    return map.keySet().stream()
        .sorted()
        .map(
            key -> {
              Map<String, T> fewer = new HashMap<>(map);
              fewer.remove(key);
              return fewer;
            });
  }

  /** The event without a line, or with a field blank in all its rows. */
  private static Stream<List<TimelineRow>> event(List<TimelineRow> event) {
    Stream<List<TimelineRow>> fewerLines =
        fewer(event.subList(1, event.size()))
            .map(lines -> Stream.concat(Stream.of(event.get(0)), lines.stream()).toList());
    Stream<List<TimelineRow>> blanker =
        Stream.of(FIELDS)
            .filter(field -> !KEPT.contains(field.getName()))
            .filter(field -> event.stream().anyMatch(row -> isSet(field, row)))
            .map(field -> event.stream().map(row -> blank(field, row)).toList());
    return Stream.concat(fewerLines, blanker);
  }

  /** Whether a field has a value. */
  static boolean isSet(RecordComponent field, TimelineRow row) {
    Object value = value(field, row);
    return value != null && !value.equals(blank(field.getType()));
  }

  static @Nullable Object value(RecordComponent field, TimelineRow row) {
    try {
      return field.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object blank(Class<?> type) {
    return type == long.class
        ? Long.valueOf(0)
        : type == int.class
            ? Integer.valueOf(0)
            : type == List.class ? List.of() : type == Map.class ? Map.of() : null;
  }

  private static TimelineRow blank(RecordComponent blanked, TimelineRow row) {
    return changed(
        row, (field, value) -> field.equals(blanked.getName()) ? blank(blanked.getType()) : value);
  }

  private static TimelineRow changed(TimelineRow row, Change change) {
    Object[] values =
        Stream.of(FIELDS).map(field -> change.of(field.getName(), value(field, row))).toArray();
    Class<?>[] types = Stream.of(FIELDS).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return TimelineRow.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What becomes of a field's value. */
  private interface Change {
    @Nullable Object of(String field, @Nullable Object value);
  }

  /** One event nearer to the as-of date, or at noon of its date. */
  private static Stream<Case> moved(Case facts, List<List<TimelineRow>> events) {
    return SmallerTrees.lists(
            events, events.size(), event -> Stream.concat(nearer(facts, event), noon(facts, event)))
        .map(
            moved ->
                moved.stream()
                    .sorted(Comparator.comparing(event -> event.get(0).occurredAt()))
                    .toList())
        .map(moved -> facts.rows(flat(moved)));
  }

  private static Stream<List<TimelineRow>> nearer(Case facts, List<TimelineRow> event) {
    long days = ChronoUnit.DAYS.between(event.get(0).businessDate(), facts.asOf());
    return Stream.of(days, days / 2, (long) Long.signum(days))
        .filter(by -> by != 0)
        .distinct()
        .map(by -> event.stream().map(row -> later(row, by)).toList());
  }

  private static TimelineRow later(TimelineRow row, long days) {
    return changed(
        row,
        (field, value) ->
            value instanceof LocalDate date
                ? date.plusDays(days)
                : value instanceof Instant instant
                    ? instant.plus(Duration.ofDays(days))
                    : field.equals("refunds") ? later(row.refunds(), days) : value);
  }

  private static List<Refund> later(List<Refund> refunds, long days) {
    return refunds.stream()
        .map(refund -> new Refund(refund.businessDate().plusDays(days), refund.amountFen()))
        .toList();
  }

  private static Stream<List<TimelineRow>> noon(Case facts, List<TimelineRow> event) {
    TimelineRow first = event.get(0);
    Instant noon = first.businessDate().atTime(LocalTime.NOON).atZone(facts.zone()).toInstant();
    return noon.equals(first.occurredAt())
        ? Stream.of()
        : Stream.of(
            event.stream()
                .map(row -> changed(row, (f, value) -> f.equals("occurredAt") ? noon : value))
                .toList());
  }
}
