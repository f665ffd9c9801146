package dev.shuke.tag;

import dev.shuke.brand.ConfigurationException;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Cut points, base rates and integer tables of a brand, each row valid from a date until the next
 * row of the same name and index.
 *
 * <p>They are computed from earlier days and frozen when published: a rule never reads the
 * population (design.md decision 8).
 */
public final class Parameters implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * One dated row.
   *
   * @param name with dots, such as {@code purchase_frequency.high.from}
   * @param index row of an integer table such as {@code likes_spicy.k}; null for a single value
   * @param validFrom the first as-of date on which it holds
   */
  public record Row(String name, @Nullable Integer index, LocalDate validFrom, BigDecimal value)
      implements Serializable {}

  private final ArrayList<Row> rows;
  private final TreeMap<String, TreeMap<LocalDate, BigDecimal>> values = new TreeMap<>();
  private final TreeMap<String, TreeMap<Integer, TreeMap<LocalDate, BigDecimal>>> tables =
      new TreeMap<>();

  private Parameters(List<Row> rows, List<String> problems) {
    this.rows = new ArrayList<>(rows);
    for (Row row : rows) {
      if (datesOf(row).put(row.validFrom, row.value) != null) {
        problems.add(
            "two rows for "
                + label(row.name, row.index)
                + " from "
                + row.validFrom
                + ", expected one");
      }
    }
    for (String name : tables.keySet()) {
      if (values.containsKey(name)) {
        problems.add(name + " has rows with and without an index, expected one kind");
      }
    }
  }

  private TreeMap<LocalDate, BigDecimal> datesOf(Row row) {
    return row.index == null
        ? values.computeIfAbsent(row.name, name -> new TreeMap<>())
        : tables
            .computeIfAbsent(row.name, name -> new TreeMap<>())
            .computeIfAbsent(row.index, index -> new TreeMap<>());
  }

  /**
   * Builds them from rows in any order.
   *
   * @throws ConfigurationException listing all rows that contradict each other
   */
  public static Parameters of(List<Row> rows) {
    return of("parameters", rows, new ArrayList<>());
  }

  /**
   * Reads a CSV file with the header {@code name,index,valid_from,value}.
   *
   * @throws ConfigurationException listing all problems found
   */
  public static Parameters read(Path file) {
    List<String> problems = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return of(file.toString(), ParameterCsv.rows(lines, problems), problems);
    } catch (IOException e) {
      throw new ConfigurationException(
          file.toString(), List.of("cannot be read as UTF-8: " + e.getMessage()));
    }
  }

  private static Parameters of(String where, List<Row> rows, List<String> problems) {
    Parameters parameters = new Parameters(rows, problems);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(where, problems);
    }
    return parameters;
  }

  /** All rows, as given. */
  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /**
   * The value that holds on a date.
   *
   * @throws NoSuchElementException when there is no such parameter, or none valid yet
   */
  public BigDecimal value(String name, LocalDate asOf) {
    return newest(name, null, values.get(name), asOf);
  }

  /** A value that must be a whole number. */
  public long number(String name, LocalDate asOf) {
    return whole(label(name, null), value(name, asOf));
  }

  /**
   * The whole number in one row of an integer table. Each row is dated by itself.
   *
   * @throws NoSuchElementException when there is no such row, or none valid yet
   */
  public long indexed(String name, int index, LocalDate asOf) {
    TreeMap<Integer, TreeMap<LocalDate, BigDecimal>> table = tables.get(name);
    return whole(
        label(name, index), newest(name, index, table == null ? null : table.get(index), asOf));
  }

  /** The least index of an integer table, whatever its dates. */
  public int firstIndex(String name) {
    return table(name).firstKey();
  }

  /** The greatest index of an integer table, whatever its dates. */
  public int lastIndex(String name) {
    return table(name).lastKey();
  }

  private TreeMap<Integer, TreeMap<LocalDate, BigDecimal>> table(String name) {
    TreeMap<Integer, TreeMap<LocalDate, BigDecimal>> table = tables.get(name);
    if (table == null) {
      throw missing(name, null, null);
    }
    return table;
  }

  /** The first date after {@code asOf} on which any row becomes valid; null for none. */
  public @Nullable LocalDate nextChangeAfter(LocalDate asOf) {
    LocalDate next = nextChangeAfter(values.keySet(), asOf);
    return Dates.earlier(next, nextChangeAfter(tables.keySet(), asOf));
  }

  /** The first date after {@code asOf} on which a row of these names becomes valid. */
  public @Nullable LocalDate nextChangeAfter(Collection<String> names, LocalDate asOf) {
    LocalDate next = null;
    for (String name : names) {
      if (values.containsKey(name)) {
        next = Dates.earlier(next, values.get(name).higherKey(asOf));
      }
      for (TreeMap<LocalDate, BigDecimal> row :
          tables.getOrDefault(name, new TreeMap<>()).values()) {
        next = Dates.earlier(next, row.higherKey(asOf));
      }
    }
    return next;
  }

  private BigDecimal newest(
      String name,
      @Nullable Integer index,
      @Nullable TreeMap<LocalDate, BigDecimal> dates,
      LocalDate asOf) {
    Map.Entry<LocalDate, BigDecimal> entry = dates == null ? null : dates.floorEntry(asOf);
    if (entry == null) {
      throw missing(name, index, asOf);
    }
    return entry.getValue();
  }

  private static NoSuchElementException missing(
      String name, @Nullable Integer index, @Nullable LocalDate asOf) {
    return new NoSuchElementException(
        "No parameter "
            + label(name, index)
            + (asOf == null ? "" : " holds on " + asOf)
            + "; add a row to the brand's parameters.csv");
  }

  private static long whole(String label, BigDecimal value) {
    try {
      return value.longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalStateException(
          "Parameter " + label + " is " + value.toPlainString() + ", expected a whole number", e);
    }
  }

  private static String label(String name, @Nullable Integer index) {
    return index == null ? name : name + "[" + index + "]";
  }
}
