package dev.shuke.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingReaderTest {

  @TempDir private Path folder;

  private String refusal(String find, String replacement) {
    assertThat(ImportRun.ORDERS).contains(find);
    return refusal(ImportRun.ORDERS.replace(find, replacement));
  }

  private String refusal(String yaml) {
    ImportRun run = new ImportRun(folder).mapping(yaml);
    assertThat(run.run()).isEqualTo(2);
    assertThat(run.sink.envelopes).isEmpty();
    return run.err;
  }

  @Test
  void refusesUnknownKeys() {
    assertThat(refusal("group_by: no", "groupBy: no"))
        .isEqualTo(
            "Mapping test.mapping.yaml: unknown key 'groupBy', expected one of event, group_by,"
                + " items, kind, money, source.\n");
  }

  @Test
  void refusesUnknownFields() {
    assertThat(refusal("{sku: sku,", "{sku: sku, price: amount,"))
        .isEqualTo(
            "Mapping test.mapping.yaml: unknown key 'price' under items, expected one of attrs,"
                + " category, line_amount, qty, sku, spu, unit_price.\n");
  }

  @Test
  void refusesUnknownKeysOfASource() {
    assertThat(refusal("zone: Asia/Shanghai", "timezone: Asia/Shanghai"))
        .contains("unknown key 'timezone' under event.occurred_at");
  }

  @Test
  void listsAllProblemsAtOnce() {
    assertThat(refusal("event:\n  order_no: no", "event:\n  order: no"))
        .contains("unknown key 'order' under event")
        .contains("event.order_no is missing")
        .hasLineCount(1);
  }

  @Test
  void refusesAnotherKindThanTheCommandSays() {
    assertThat(refusal("kind: order", "kind: product"))
        .contains("kind is 'product', but the command says order");
  }

  @Test
  void refusesAConstantThatNoEventCanHave() {
    assertThat(refusal("status: {constant: paid}", "status: {constant: payed}"))
        .contains("event.status is the constant 'payed', expected one of [created, paid");
    assertThat(refusal("order_version: {constant: 1}", "order_version: {constant: one}"))
        .contains("event.order_version is the constant 'one', expected a number such as 12.34");
  }

  @Test
  void refusesASumOfWhatIsNotThere() {
    assertThat(refusal("[amount_paid, discount]", "[amount_paid, rebate]"))
        .contains(
            "event.amount_total refers to 'rebate', which is no field with a column or constant");
  }

  @Test
  void refusesASumForWhatIsNoMoney() {
    assertThat(refusal("store_id: store", "store_id: {sum: [store]}"))
        .contains("event.store_id cannot come from sum, which makes money");
  }

  @Test
  void refusesTwoWaysAtOnce() {
    assertThat(refusal("{constant: pos}", "{constant: pos, column: no}"))
        .contains(
            "event.order_source is neither a column's name nor exactly one of column, constant,"
                + " start_of_day, sum, sum_of_fields");
  }

  @Test
  void refusesAnUnknownZoneAndAWrongPattern() {
    assertThat(refusal("Asia/Shanghai", "Asia/Shanghigh"))
        .contains("event.occurred_at: Unknown time-zone ID: Asia/Shanghigh");
    assertThat(refusal("{column: at,", "{column: at, format: yyyy-MM-dd,"))
        .contains("format 'yyyy-MM-dd' does not tell both a date and a time of day");
  }

  @Test
  void refusesAnUnknownUnitOfMoney() {
    assertThat(refusal("kind: order", "kind: order\nmoney: yuan"))
        .contains("money is 'yuan', expected currency (12.34) or fen (1234)");
  }

  @Test
  void refusesItemsOfRecords() {
    ImportRun run =
        new ImportRun(folder)
            .kind("product")
            .mapping(
                "kind: product\nsource: /f\nevent: {key: no, valid_from: {constant: 2017-01-01},"
                    + " occurred_at: {start_of_day: valid_from}, fields: {}}\nitems: {}\n");
    assertThat(run.run()).isEqualTo(2);
    assertThat(run.err).isEqualTo("Mapping test.mapping.yaml: 'items' is for orders only.\n");
  }

  @Test
  void refusesWhatIsNoYaml() {
    assertThat(refusal("kind: [order")).startsWith("Mapping test.mapping.yaml is not YAML at line");
    assertThat(refusal("kind: order\nkind: order\n"))
        .contains("is not YAML at line 2: found duplicate key kind");
    assertThat(refusal("")).contains("Mapping test.mapping.yaml has no keys");
  }

  @Test
  void refusesAMissingMapping() {
    ImportRun run = new ImportRun(folder).mapping(folder.resolve("none.yaml"));
    assertThat(run.run()).isEqualTo(2);
    assertThat(run.err).isEqualTo("There is no mapping file none.yaml.\n");
  }
}
