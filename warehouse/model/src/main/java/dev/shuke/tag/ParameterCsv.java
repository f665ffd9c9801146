package dev.shuke.tag;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads parameters.csv; no field holds a comma, so there is no quoting. */
final class ParameterCsv {

  private static final String HEADER = "name,index,valid_from,value";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
  private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");
  private static final Pattern VALUE = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private ParameterCsv() {}

  static List<Parameters.Row> rows(List<String> lines, List<String> problems) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      problems.add("line 1 is not the header " + HEADER);
      return List.of();
    }
    List<Parameters.Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(row(lines.get(i)));
      } catch (IllegalArgumentException | DateTimeParseException e) {
        problems.add("line " + (i + 1) + ": " + e.getMessage());
      }
    }
    return rows;
  }

  private static Parameters.Row row(String line) {
    String[] cells = line.split(",", -1);
    if (cells.length != 4) {
      throw new IllegalArgumentException(cells.length + " cells, expected 4 as in " + HEADER);
    }
    String name = matching("name", cells[0], NAME, "lower-case words joined by dots");
    String index = cells[1].isEmpty() ? "" : matching("index", cells[1], INDEX, "0 or more");
    String value = matching("value", cells[3], VALUE, "a number such as 6 or 0.30");
    return new Parameters.Row(
        name,
        index.isEmpty() ? null : Integer.valueOf(index),
        LocalDate.parse(cells[2]),
        new BigDecimal(value));
  }

  private static String matching(String column, String cell, Pattern pattern, String expected) {
    if (!pattern.matcher(cell).matches()) {
      throw new IllegalArgumentException(column + " is '" + cell + "', expected " + expected);
    }
    return cell;
  }
}
