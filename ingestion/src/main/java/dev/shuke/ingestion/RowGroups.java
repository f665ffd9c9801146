package dev.shuke.ingestion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of a file that make one event each: neighbours with the same group, or single rows. */
final class RowGroups {

  private final CsvFile file;
  private final Optional<String> groupColumn;
  private @Nullable Row ahead;

  RowGroups(CsvFile file, Optional<String> groupColumn) {
    this.file = file;
    this.groupColumn = groupColumn;
    this.ahead = file.next().orElse(null);
  }

  /** The next group, empty at the end of the file. */
  List<Row> next() {
    List<Row> rows = new ArrayList<>();
    while (ahead != null && (rows.isEmpty() || belongTogether(rows.get(0), ahead))) {
      rows.add(ahead);
      ahead = file.next().orElse(null);
    }
    return rows;
  }

  /** Rows without a group stand alone: nothing says that they belong to each other. */
  private boolean belongTogether(Row first, Row other) {
    String group = groupColumn.map(first::cell).orElse("");
    return !group.isEmpty() && group.equals(groupColumn.map(other::cell).orElse(""));
  }

  /**
   * Reads the file once and makes sure that it has rows and that the rows of each group are
   * neighbours. Keeps every group's name, about 100 bytes each.
   *
   * @throws ImportException naming the lines of a group that re-appears
   */
  static void check(CsvFile file, String name, Optional<String> groupColumn) {
    RowGroups groups = new RowGroups(file, groupColumn);
    Map<String, Long> lastLines = new HashMap<>();
    List<Row> rows = groups.next();
    if (rows.isEmpty()) {
      throw new ImportException("%s has a header but no rows.".formatted(name));
    }
    while (!rows.isEmpty()) {
      if (groupColumn.isPresent()) {
        checkOnce(lastLines, rows, name, groupColumn.get());
      }
      rows = groups.next();
    }
  }

  private static void checkOnce(
      Map<String, Long> lastLines, List<Row> rows, String file, String column) {
    String group = rows.get(0).cell(column);
    if (group.isEmpty()) {
      return;
    }
    Long earlier = lastLines.put(group, rows.get(rows.size() - 1).line());
    if (earlier != null) {
      throw new ImportException(
          ("%s has lines of one order apart: the %s that ends at line %d re-appears at line %d;"
                  + " sort the file by %s.")
              .formatted(file, column, earlier, rows.get(0).line(), column));
    }
  }
}
