package dev.shuke.simulation;

import dev.shuke.brand.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The year that is simulated: business days, numbered from 0, in spans of a month.
 *
 * @param last the brand's as-of date; the year ends with it
 */
record Period(BusinessCalendar calendar, LocalDate first, LocalDate last, List<Span> spans) {

  static final long SECOND = 1_000L;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  Period {
    spans = List.copyOf(spans);
  }

  /** Days [from, to) of the period. */
  record Span(int no, int from, int to) {}

  /** The year that ends with {@code last}. */
  static Period yearTo(LocalDate last, BusinessCalendar calendar) {
    LocalDate first = last.plusDays(1).minusYears(1);
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int no = 0; no < 12; no++) {
      LocalDate next = no == 11 ? last.plusDays(1) : first.plusMonths(no + 1);
      int to = (int) (next.toEpochDay() - first.toEpochDay());
      spans.add(new Span(no, from, to));
      from = to;
    }
    return new Period(calendar, first, last, spans);
  }

  int days() {
    return (int) (last.toEpochDay() - first.toEpochDay()) + 1;
  }

  LocalDate dateOf(int day) {
    return first.plusDays(day);
  }

  /** The first instant of a day, in milliseconds UTC; days before 0 and after the end count on. */
  long startOf(int day) {
    return calendar.startOf(dateOf(day)).toEpochMilli();
  }

  /** The first instant after the period, in milliseconds UTC. */
  long end() {
    return startOf(days());
  }

  /** The day on which an instant falls. */
  int dayOf(long at) {
    LocalDate date = calendar.dateOf(Instant.ofEpochMilli(at));
    return (int) (date.toEpochDay() - first.toEpochDay());
  }
}
