package dev.shuke.ingestion;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the value of a field comes from. */
sealed interface Source {

  /** The columns of the file it reads. */
  default Set<String> columns() {
    return Set.of();
  }

  /** How messages call it: the column, or what it is made of. */
  String title();

  /**
   * A column; for a field of the event it must say the same in every row of the group.
   *
   * @param format for dates and times
   */
  record Column(String name, Optional<TimeFormat> format) implements Source {
    @Override
    public Set<String> columns() {
      return Set.of(name);
    }

    @Override
    public String title() {
      return name;
    }
  }

  /** The same text for every event. */
  record Constant(String text) implements Source {
    @Override
    public String title() {
      return "(constant)";
    }
  }

  /** Money: the sum of columns over all rows of the group, each value rounded by itself. */
  record SumOfColumns(List<String> names) implements Source {
    public SumOfColumns {
      names = List.copyOf(names);
    }

    @Override
    public Set<String> columns() {
      return Set.copyOf(names);
    }

    @Override
    public String title() {
      return names.stream().collect(Collectors.joining(" + "));
    }
  }

  /** Money: the sum of other fields of the event. */
  record SumOfFields(List<String> fields) implements Source {
    public SumOfFields {
      fields = List.copyOf(fields);
    }

    @Override
    public String title() {
      return fields.stream().collect(Collectors.joining(" + "));
    }
  }

  /** A time: the first instant of the business day that another field names. */
  record StartOfDay(String field) implements Source {
    @Override
    public String title() {
      return "start of " + field;
    }
  }
}
