package dev.shuke.fold;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A gzipped CSV file (RFC 4180, UTF-8, one header line), read row by row. */
record CsvFile(Path path) {

  /** One row by the names of its columns. */
  record Row(Map<String, Integer> columns, List<String> cells) {

    /** The cell; an empty text where the value is missing. */
    String get(String column) {
      Integer index = columns.get(column);
      if (index == null) {
        throw new IllegalArgumentException("No column " + column + " in " + columns.keySet());
      }
      return cells.get(index);
    }

    /** The cell; null where the value is missing. */
    @Nullable String orNull(String column) {
      String cell = get(column);
      return cell.isEmpty() ? null : cell;
    }
  }

  void forEach(Consumer<Row> use) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      Map<String, Integer> columns = new HashMap<>();
      for (String name : cells(in)) {
        columns.put(name, columns.size());
      }
      for (List<String> cells = cells(in); !cells.isEmpty(); cells = cells(in)) {
        if (cells.size() != columns.size()) {
          throw new IllegalArgumentException(
              path.getFileName() + " has " + cells + ", expected " + columns.size() + " cells");
        }
        use.accept(new Row(columns, cells));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + path, e);
    }
  }

  /** The cells of the next line, of which there is at least one; none at the end of the file. */
  private static List<String> cells(BufferedReader in) throws IOException {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    int next = in.read();
    if (next < 0) {
      return cells;
    }
    boolean isQuoted = false;
    for (; next >= 0 && (isQuoted || next != '\n'); next = in.read()) {
      if (next == '"') {
        // Two quotes inside quotes are one: the first ends the quotation, the second resumes it.
        in.mark(1);
        if (isQuoted && in.read() == '"') {
          cell.append('"');
        } else {
          in.reset();
          isQuoted = !isQuoted;
        }
      } else if (next == ',' && !isQuoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append((char) next);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
