package dev.shuke.ingestion;

import java.util.List;

/**
 * A data row of a file.
 *
 * @param line at which it starts, the header being line 1
 * @param cells as they stand in the file, possibly more or fewer than the header has columns
 */
record Row(long line, Header header, List<String> cells) {

  Row {
    cells = List.copyOf(cells);
  }

  /** Without surrounding white space; empty when the row is too short to have the column. */
  String cell(String column) {
    Integer position = header.positions().get(column);
    return position == null || position >= cells.size() ? "" : cells.get(position).strip();
  }

  /**
   * @throws RowRefused when it has more or fewer cells than the header
   */
  void requireAllCells() {
    if (cells.size() != header.size()) {
      throw new RowRefused(
          line,
          "(whole row)",
          cells.size() + " values",
          header.size() + " values, one for each column of the header");
    }
  }
}
