package dev.shuke.ingestion;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The rows that did not become events, kept as a CSV file of the same columns with the reason in
 * front, so that they can be corrected and imported. An earlier file of that name is replaced, and
 * only when there is something to write.
 */
final class RefusedRows implements Closeable {

  private static final int REASONS_KEPT = 100;

  private final Optional<Path> file;
  private final List<String> reasons = new ArrayList<>();
  private @Nullable CSVPrinter printer;
  private long rowCount;
  private long groupCount;

  /**
   * @param file empty to write nothing
   */
  RefusedRows(Optional<Path> file) {
    this.file = file;
  }

  /** Where the refused rows of {@code imported} are kept. */
  static Path fileFor(Path folder, Path imported) {
    String name = imported.getFileName().toString().replaceFirst("(\\.csv)?(\\.gz)?$", "");
    return folder.resolve(name + ".refused.csv");
  }

  void add(List<Row> rows, RowRefused reason) {
    rowCount += rows.size();
    groupCount++;
    if (reasons.size() < REASONS_KEPT) {
      reasons.add(reason.reason());
    }
    file.ifPresent(path -> write(path, rows, reason.reason()));
  }

  private void write(Path path, List<Row> rows, String reason) {
    try {
      CSVPrinter out = printer;
      if (out == null) {
        BufferedWriter writer = Files.newBufferedWriter(path);
        out = new CSVPrinter(writer, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get());
        printer = out;
        out.printRecord(withReason("reason", rows.get(0).header().names()));
      }
      for (Row row : rows) {
        out.printRecord(withReason(reason, row.cells()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write refused rows to " + path, e);
    }
  }

  private static List<String> withReason(String reason, List<String> cells) {
    List<String> line = new ArrayList<>(cells.size() + 1);
    line.add(reason);
    line.addAll(cells);
    return line;
  }

  /** The first reasons, in the order of the file. */
  List<String> reasons() {
    return List.copyOf(reasons);
  }

  /** How many rows were refused. */
  long rowCount() {
    return rowCount;
  }

  /** How many orders or records they would have been. */
  long groupCount() {
    return groupCount;
  }

  @Override
  public void close() throws IOException {
    if (printer != null) {
      printer.close();
    }
  }
}
