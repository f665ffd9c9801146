package dev.shuke.ingestion;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with a header line: UTF-8, comma, RFC 4180 quoting, plain or gzip (told by its first
 * bytes). Read row by row, so its size doesn't matter.
 */
final class CsvFile implements Closeable {

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Header header;

  private CsvFile(Path file, CSVParser parser) {
    this.file = file;
    this.parser = parser;
    this.records = parser.iterator();
    this.header = readHeader();
  }

  /**
   * @throws ImportException when there is no such file, or none with a header and a row
   */
  static CsvFile open(Path file) {
    try {
      return new CsvFile(file, parser(file));
    } catch (NoSuchFileException e) {
      throw new ImportException("There is no file %s.".formatted(file), e);
    } catch (IOException e) {
      throw unreadable(file, 1, e);
    }
  }

  private static CSVParser parser(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      BufferedReader reader =
          new BufferedReader(
              // A decoder, because a charset would replace what is not UTF-8 in silence.
              new InputStreamReader(unzipped(in), StandardCharsets.UTF_8.newDecoder()));
      skipByteOrderMark(reader);
      return CSVFormat.RFC4180.parse(reader);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static InputStream unzipped(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private Header readHeader() {
    Numbered first =
        nextRecord().orElseThrow(() -> new ImportException("%s is empty.".formatted(file)));
    return Header.of(file.toString(), first.cells().stream().map(String::strip).toList());
  }

  Header header() {
    return header;
  }

  /**
   * The next row, empty at the end of the file.
   *
   * @throws ImportException when the file cannot be read on
   */
  Optional<Row> next() {
    return nextRecord().map(found -> new Row(found.line(), header, found.cells()));
  }

  private record Numbered(long line, List<String> cells) {}

  /** Skips empty lines, which are no rows, but counts them. */
  private Optional<Numbered> nextRecord() {
    long line = parser.getCurrentLineNumber() + 1;
    try {
      while (records.hasNext()) {
        List<String> cells = records.next().toList();
        if (cells.size() > 1 || !cells.get(0).isBlank()) {
          return Optional.of(new Numbered(line, cells));
        }
        line = parser.getCurrentLineNumber() + 1;
      }
      return Optional.empty();
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw unreadable(file, line, cause == null ? new IOException(e) : cause);
    }
  }

  private static ImportException unreadable(Path file, long line, IOException e) {
    String why =
        e instanceof CharacterCodingException
            ? "it is not UTF-8"
            : Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return new ImportException(
        "Cannot read %s at or after line %d: %s.".formatted(file, line, why), e);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
