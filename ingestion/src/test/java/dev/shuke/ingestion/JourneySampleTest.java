package dev.shuke.ingestion;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.event.OrderEvent;
import dev.shuke.event.Reading;
import dev.shuke.event.RecordEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped sample through the shipped mappings, compared with the file read by plain means. */
class JourneySampleTest {

  private static final Path SAMPLES = Path.of("../platform/samples/complete_journey");
  private static final Path MAPPINGS = Path.of("../platform/brands/journey");

  @TempDir private Path folder;

  private ImportRun run(String kind, String file, String mapping) {
    ImportRun run =
        new ImportRun(folder)
            .kind(kind)
            .file(SAMPLES.resolve(file + ".csv.gz"))
            .mapping(MAPPINGS.resolve(mapping + ".mapping.yaml"));
    assertThat(run.run()).isZero();
    return run;
  }

  /** Cells of the rows, split at commas; only for files without quotes. */
  private static List<String[]> rows(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SAMPLES.resolve(file + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  @Test
  void makesOneOrderOfEachBasket() throws IOException {
    Set<String> baskets = new HashSet<>();
    BigDecimal sales = BigDecimal.ZERO;
    BigDecimal discounts = BigDecimal.ZERO;
    List<String[]> rows = rows("transactions");
    for (String[] row : rows) {
      baskets.add(row[2]);
      sales = sales.add(new BigDecimal(row[5]));
      discounts = discounts.add(new BigDecimal(row[6])).add(new BigDecimal(row[8]));
    }
    assertThat(rows).hasSize(37_894);
    assertThat(baskets).hasSize(23_872);
    assertThat(sales).isEqualByComparingTo("117372.08");

    ImportRun run = run("order", "transactions", "orders");

    List<OrderEvent> orders =
        run.sink.readings().stream().map(reading -> (OrderEvent) reading.event()).toList();
    assertThat(orders).hasSize(baskets.size());
    assertThat(orders.stream().map(OrderEvent::orderNo).collect(Collectors.toSet()))
        .isEqualTo(baskets);
    assertThat(orders.stream().mapToLong(order -> requireNonNull(order.items()).size()).sum())
        .isEqualTo(37_894);
    assertThat(BigDecimal.valueOf(orders.stream().mapToLong(JourneySampleTest::paid).sum(), 2))
        .isEqualByComparingTo(sales);
    assertThat(
            BigDecimal.valueOf(
                orders.stream()
                    .mapToLong(order -> requireNonNull(order.amountTotal()) - paid(order))
                    .sum(),
                2))
        .isEqualByComparingTo(discounts);
    assertThat(run.out).contains("read=37894 events=23872 refused=0 sent=23872");
  }

  private static long paid(OrderEvent order) {
    return requireNonNull(order.amountPaid());
  }

  @Test
  void makesOneRecordOfEachProduct() throws IOException {
    ImportRun run = run("product", "products", "products");
    assertThat(run.out).contains("read=92331 events=92331 refused=0 sent=92331");
    assertThat(rows("products").size()).isEqualTo(run.sink.envelopes.size());
    Set<String> ids =
        run.sink.readings().stream().map(Reading.Accepted::eventId).collect(Collectors.toSet());
    assertThat(ids).hasSize(92_331);
  }

  @Test
  void makesOneMemberOfEachHousehold() throws IOException {
    List<String> households = rows("demographics").stream().map(row -> row[0]).toList();
    ImportRun run = run("member", "demographics", "members");
    assertThat(run.sink.readings())
        .extracting(reading -> (RecordEvent) reading.event())
        .allSatisfy(event -> assertThat(event.fields()).containsEntry("member_no", event.key()))
        .extracting(RecordEvent::key)
        .containsExactlyElementsOf(households);
    assertThat(households).hasSize(419);
  }
}
