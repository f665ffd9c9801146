package dev.shuke.ingestion;

import static dev.shuke.ingestion.ImportRun.HEADER;
import static dev.shuke.ingestion.ImportRun.ROW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.Envelope;
import dev.shuke.event.EventJson;
import dev.shuke.event.OrderEvent;
import dev.shuke.event.PersonRef;
import dev.shuke.event.Reading;
import dev.shuke.event.RecordEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportMainTest {

  @TempDir private Path folder;

  private ImportRun csv(String text) {
    return new ImportRun(folder).csv(text);
  }

  private OrderEvent order(ImportRun run, int index) {
    return (OrderEvent) run.sink.readings().get(index).event();
  }

  @Test
  void sendsAnOrderWithItsLines() {
    ImportRun run = csv(HEADER + ROW + "1,s01,2026-01-01T12:00:00,m1,4.44e-16,0.5,b,2.5\n");

    assertThat(run.run()).isZero();

    assertThat(run.out).isEqualTo("amount_paid=12.34 USD\nread=2 events=1 refused=0 sent=1\n");
    OrderEvent order = order(run, 0);
    assertThat(order.orderNo()).isEqualTo("1");
    assertThat(order.occurredAt()).isEqualTo(Instant.parse("2026-01-01T04:00:00Z"));
    assertThat(order.personRef()).isEqualTo(PersonRef.member("m1"));
    assertThat(order.currency()).isEqualTo("USD");
    assertThat(order.amountPaid()).isEqualTo(1234);
    assertThat(order.discount()).isEqualTo(150);
    assertThat(order.amountTotal()).isEqualTo(1384);
    assertThat(order.items()).extracting(OrderEvent.Item::lineAmount).containsExactly(1234L, 0L);
    assertThat(order.items()).extracting(OrderEvent.Item::sku).containsExactly("a", "b");
  }

  @Test
  void sendsEnvelopesOfTheBrand() {
    ImportRun run = csv(HEADER + ROW);
    run.run();
    Envelope envelope = run.sink.envelopes.get(0);
    assertThat(envelope.topic()).isEqualTo("test.orders");
    assertThat(envelope.headers())
        .containsEntry("ce_source", "/pos/test")
        .containsEntry("ce_type", "dev.shuke.order_event.v1");
  }

  @Test
  void keepsAnOrderOfNobody() {
    ImportRun run = csv(HEADER + ROW.replace("m1", " "));
    assertThat(run.run()).isZero();
    assertThat(order(run, 0).personRef()).isNull();
  }

  @Test
  void givesTheSameIdsAndPayloadsTwice() {
    ImportRun first = csv(HEADER + ROW);
    ImportRun second = csv(HEADER + ROW);
    first.run();
    second.run();
    Reading.Accepted one = first.sink.readings().get(0);
    Reading.Accepted two = second.sink.readings().get(0);
    assertThat(one.eventId()).isEqualTo(two.eventId());
    assertThat(one.payloadHash()).isEqualTo(two.payloadHash());
  }

  @Test
  void readsGzipAndAByteOrderMark() throws IOException {
    Path file = folder.resolve("orders.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(("\uFEFF" + HEADER + ROW).getBytes(StandardCharsets.UTF_8));
    }
    ImportRun run = new ImportRun(folder).file(file);
    assertThat(run.run()).isZero();
    assertThat(run.sink.envelopes).hasSize(1);
  }

  @Test
  void leavesOutEmptyFieldsOfRecordsAndStartsTheBrandsDay() {
    ImportRun run =
        new ImportRun(folder)
            .kind("product")
            .mapping(
                """
                kind: product
                source: /file/test
                event:
                  key: id
                  valid_from: {constant: 2017-07-01}
                  occurred_at: {start_of_day: valid_from}
                  fields: {name: title, category: class}
                """)
            .csv("id,title,class\n7,Tea,\n");

    assertThat(run.run()).isZero();

    RecordEvent event = (RecordEvent) run.sink.readings().get(0).event();
    assertThat(event.kind()).isEqualTo(RecordEvent.Kind.PRODUCT);
    assertThat(event.fields()).isEqualTo(Map.of("name", "Tea"));
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2017-07-01T04:00:00Z"));
  }

  // What makes the whole file unusable: one sentence, exit 2, nothing sent.

  private String unusable(ImportRun run) {
    assertThat(run.run()).isEqualTo(2);
    assertThat(run.sink.envelopes).isEmpty();
    assertThat(run.err).hasLineCount(1);
    return run.err;
  }

  @Test
  void refusesAMissingFile() {
    assertThat(unusable(new ImportRun(folder).file(folder.resolve("none.csv"))))
        .isEqualTo("There is no file none.csv.\n");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(unusable(csv(""))).isEqualTo("test.csv is empty.\n");
    assertThat(unusable(csv(HEADER))).isEqualTo("test.csv has a header but no rows.\n");
  }

  @Test
  void namesMissingColumnsAndThoseThereAre() {
    assertThat(unusable(csv("no,shop,at,member,amount,sku,qty\n" + ROW)))
        .isEqualTo(
            "test.csv has no column off, store, which the mapping names; it has the columns no,"
                + " shop, at, member, amount, sku, qty.\n");
  }

  @Test
  void refusesAColumnTwice() {
    assertThat(unusable(csv("no,no\n1,1\n")))
        .isEqualTo("test.csv has the column 'no' twice; its columns are [no, no].\n");
  }

  @Test
  void namesBothLinesOfAnOrderThatReappears() {
    assertThat(unusable(csv(HEADER + ROW + ROW + ROW.replaceFirst("1", "2") + ROW)))
        .isEqualTo(
            "test.csv has lines of one order apart: the no that ends at line 3 re-appears at line"
                + " 5; sort the file by no.\n");
  }

  @Test
  void refusesWhatIsNoCsv() {
    assertThat(unusable(csv(HEADER + ROW + "2,\"s01\" x,3\n")))
        .startsWith("Cannot read test.csv at or after line 3: ")
        .doesNotContain("java.");
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, (HEADER + ROW.replace("m1", "é")).getBytes(StandardCharsets.ISO_8859_1));
    assertThat(unusable(new ImportRun(folder).file(file)))
        .startsWith("Cannot read latin.csv at or after line ")
        .endsWith(": it is not UTF-8.\n");
  }

  @Test
  void refusesACutGzip() throws IOException {
    Path whole = folder.resolve("whole.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
      out.write((HEADER + ROW).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(unusable(new ImportRun(folder).file(cut)))
        .startsWith("Cannot read cut.csv.gz at or after line ");
  }

  @Test
  void refusesAnUnknownKindAndAMissingOption() {
    assertThat(unusable(new ImportRun(folder).kind("invoice")))
        .contains("expected one of [ORDER, PRODUCT, MEMBER, STORE, STAFF]");
  }

  // What makes a row unusable: its order is refused whole, the others are sent, exit 1.

  private void refuses(String badRow, String reason) throws IOException {
    String good = ROW.replaceFirst("1", "2");
    ImportRun run = csv(HEADER + ROW + badRow + good);
    assertThat(run.run()).isEqualTo(1);
    assertThat(run.out)
        .contains("refused " + reason + "\n")
        .contains("read=3 events=1 refused=2 sent=1");
    assertThat(run.sink.readings())
        .extracting(reading -> ((OrderEvent) reading.event()).orderNo())
        .containsExactly("2");
    assertThat(Files.readAllLines(folder.resolve("test.refused.csv")))
        .hasSize(3)
        .first()
        .isEqualTo("reason," + HEADER.strip());
  }

  @Test
  void refusesAnUnreadableAmount() throws IOException {
    refuses(
        ROW.replace("12.34", "zwölf"),
        "line 3, column amount: text of 5 characters, expected a number such as 12.34");
  }

  @Test
  void refusesAnEmptyAmount() throws IOException {
    refuses(
        ROW.replace("12.34", ""), "line 3, column amount: empty, expected a number such as 12.34");
  }

  @Test
  void refusesAnUnreadableQuantity() throws IOException {
    refuses(
        ROW.replace(",1\n", ",x\n"),
        "line 3, column qty: text of 1 characters, expected a number such as 12.34");
    refuses(
        ROW.replace(",1\n", ",0.0001\n"),
        "line 3, column qty (qty): a number with 4 decimals, expected a decimal of at most 18"
            + " digits, 3 behind the point");
  }

  @Test
  void refusesAnEmptyRequiredField() throws IOException {
    refuses(ROW.replace(",a,", ",,"), "line 3, column sku (sku): empty, expected a value");
  }

  @Test
  void refusesARowOfAnotherLength() throws IOException {
    refuses(
        "1,s01,2026-01-01T12:00:00\n",
        "line 3, column (whole row): 3 values, expected 8 values, one for each column of the"
            + " header");
  }

  @Test
  void refusesAnOrderThatContradictsItself() throws IOException {
    refuses(
        ROW.replace("s01", "s02"),
        "line 3, column store: another value than in line 2, expected the same in every line of"
            + " one order");
  }

  @Test
  void refusesATimeThatIsNone() throws IOException {
    String bad = ROW.replace("T12:00:00", "");
    ImportRun run = csv(HEADER + bad + bad + ROW.replaceFirst("1", "2"));
    assertThat(run.run()).isEqualTo(1);
    assertThat(run.out)
        .contains(
            "refused line 2, column at: text of 10 characters, expected a time in the format iso");
  }

  @Test
  void refusesNegativeDiscounts() throws IOException {
    ImportRun run = csv(HEADER + ROW.replace(",1,a", ",-3,a"));
    assertThat(run.run()).isEqualTo(1);
    assertThat(run.out)
        .contains("refused line 2, column off (discount): a negative number, expected 0 or more");
  }

  @Test
  void refusesContradictoryAmounts() {
    ImportRun run =
        csv("no,total,paid,off\n1,10,9,2\n")
            .mapping(
                """
                kind: order
                source: /pos/test
                event:
                  order_no: no
                  order_source: {constant: pos}
                  status: {constant: cancelled}
                  order_version: {constant: 1}
                  store_id: {constant: s01}
                  occurred_at: {constant: 2026-01-01T12:00:00Z}
                  amount_total: total
                  amount_paid: paid
                  discount: off
                """);
    assertThat(run.run()).isEqualTo(1);
    assertThat(run.out)
        .contains(
            "refused line 2, column paid (amount_paid): a whole number, expected amount_total minus"
                + " discount");
  }

  @Test
  void countsLinesOfQuotedBreaksAndEmptyLines() throws IOException {
    ImportRun run =
        csv(
            HEADER
                + "\n"
                + ROW.replace("m1", "\"m\n1\"")
                + ROW.replaceFirst("1", "2").replace("12.34", "x"));
    assertThat(run.run()).isEqualTo(1);
    assertThat(run.out).contains("refused line 5, column amount:");
  }

  @Test
  void keepsRefusedRowsSoThatTheyCanBeImportedAgain() throws IOException {
    csv(HEADER + ROW + ROW.replace("12.34", "x")).run();
    Path refused = folder.resolve("test.refused.csv");
    Files.writeString(refused, Files.readString(refused).replace(",x,", ",12.34,"));
    ImportRun again = new ImportRun(folder).file(refused);
    assertThat(again.run()).isZero();
    assertThat(order(again, 0).items()).hasSize(2);
  }

  @Test
  void namesTheRefusedFileAfterTheImported() {
    assertThat(
            List.of("a.csv", "b.csv.gz", "c.txt").stream()
                .map(name -> RefusedRows.fileFor(Path.of(""), Path.of("in", name)).toString()))
        .containsExactly("a.refused.csv", "b.refused.csv", "c.txt.refused.csv");
  }

  @Test
  void showsWithoutSendingOrWriting() {
    ImportRun run = csv(HEADER + ROW + ROW.replaceFirst("1", "2").replace("12.34", "x"));
    assertThat(run.run("--dry-run")).isEqualTo(1);
    assertThat(run.sink.envelopes).isEmpty();
    assertThat(folder.resolve("test.refused.csv")).doesNotExist();
    assertThat(run.out.lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("event {\"schema_version\":1,")
                    .contains("\"order_no\":\"1\""),
            line -> assertThat(line).startsWith("refused line 3, column amount:"),
            line -> assertThat(line).isEqualTo("amount_paid=12.34 USD"),
            line ->
                assertThat(line)
                    .isEqualTo("dry run, nothing sent: read=2 events=1 refused=1 sent=0"));
  }

  @Test
  void neverTellsAValueInAMessage() {
    ImportRun run = csv(HEADER + ROW.replace("12.34", "secret-phone"));
    run.run();
    assertThat(run.out + run.err).doesNotContain("secret-phone");
  }

  @Test
  void sendsOnlyWhatStreamingAccepts() {
    ImportRun run = csv(HEADER + ROW);
    run.run();
    Envelope envelope = run.sink.envelopes.get(0);
    assertThat(EventJson.read(envelope.headers().get("ce_type"), envelope.value()))
        .isInstanceOf(Reading.Accepted.class);
  }
}
