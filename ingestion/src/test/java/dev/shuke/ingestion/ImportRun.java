package dev.shuke.ingestion;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command, run in a folder with small files; a test sets only what matters to it. */
final class ImportRun {

  static final String ORDERS =
      """
      kind: order
      source: /pos/test
      group_by: no
      event:
        order_no: no
        order_source: {constant: pos}
        status: {constant: paid}
        order_version: {constant: 1}
        store_id: store
        occurred_at: {column: at, zone: Asia/Shanghai}
        person_ref: {member_no: member}
        amount_paid: {sum: [amount]}
        discount: {sum: [off]}
        amount_total: {sum_of_fields: [amount_paid, discount]}
      items: {sku: sku, qty: qty, line_amount: amount}
      """;
  static final String HEADER = "no,store,at,member,amount,off,sku,qty\n";
  static final String ROW = "1,s01,2026-01-01T12:00:00,m1,12.34,1,a,1\n";

  private final Path folder;
  private final Path brandFile;
  private Path mapping;
  private Path file;
  private String kind = "order";
  final RecordingSink sink = new RecordingSink();
  String out = "";
  String err = "";

  ImportRun(Path folder) {
    this.folder = folder;
    this.brandFile =
        write(
            "brand.properties",
            """
            brand=test
            name.zh=test
            name.en=test
            simulated=false
            zone=America/New_York
            cut=00:00
            currency=USD
            as-of=2017-12-31
            sources=orders,records
            tags=orders_30d
            parameters=parameters.csv
            kafka.bootstrap=127.0.0.1:1
            catalog.uri=jdbc:sqlite:catalog.db
            catalog.warehouse=file:///warehouse
            """);
    this.mapping = write("test.mapping.yaml", ORDERS);
    this.file = write("test.csv", HEADER + ROW);
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImportRun kind(String word) {
    this.kind = word;
    return this;
  }

  ImportRun mapping(String yaml) {
    this.mapping = write("test.mapping.yaml", yaml);
    return this;
  }

  ImportRun mapping(Path path) {
    this.mapping = path;
    return this;
  }

  ImportRun csv(String text) {
    this.file = write("test.csv", text);
    return this;
  }

  ImportRun file(Path path) {
    this.file = path;
    return this;
  }

  /** Runs the command; returns its exit code. */
  int run(String... options) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                kind,
                file.toString(),
                "--brand-file",
                brandFile.toString(),
                "--mapping",
                mapping.toString()));
    arguments.addAll(List.of(options));
    int exitCode =
        ImportMain.run(
            new ImportMain(folder, bootstrap -> sink),
            new PrintWriter(outText),
            new PrintWriter(errText),
            arguments.toArray(String[]::new));
    out = outText.toString();
    err = errText.toString().replace(folder.toString() + "/", "");
    return exitCode;
  }
}
