package dev.shuke.tag;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An example as it stands in a definition file: rows in, value out. */
record TagExample(
    String name,
    @JsonProperty("as_of") String asOf,
    @Nullable List<ExampleProduct> products,
    List<ExampleOrder> rows,
    List<String> value,
    @JsonProperty("next_change") @Nullable String nextChange) {

  private static final YAMLMapper YAML = new YAMLMapper();

  @JsonIgnoreProperties(ignoreUnknown = true)
  record File(List<TagExample> examples) {}

  record ExampleProduct(
      String sku,
      @JsonProperty("valid_from") String validFrom,
      @Nullable String category,
      @Nullable List<String> tastes) {}

  record ExampleOrder(
      String order,
      String date,
      @Nullable String store,
      @Nullable String cancelled,
      @Nullable String refunded,
      @Nullable List<ExampleLine> lines) {}

  record ExampleLine(String sku, @Nullable String category, @Nullable String taste) {}

  static List<TagExample> of(String tagId) {
    try (InputStream in = TagExample.class.getResourceAsStream("definitions/" + tagId + ".yaml")) {
      return YAML.readValue(in, File.class).examples();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProductBook productBook() {
    return products == null
        ? ProductBook.empty()
        : ProductBook.of(
            products.stream()
                .map(
                    p ->
                        new ProductBook.Row(
                            p.sku,
                            date(p.validFrom),
                            null,
                            p.category,
                            null,
                            p.tastes == null ? List.of() : p.tastes))
                .toList());
  }

  List<TimelineRow> timeline() {
    List<TimelineRow> timeline = new ArrayList<>();
    for (ExampleOrder order : rows) {
      timeline.add(on(order, TimelineRows.order(date(order.date))).row());
      int lineNo = 0;
      for (ExampleLine line : order.lines == null ? List.<ExampleLine>of() : order.lines) {
        lineNo++;
        TimelineRows row = TimelineRows.line(date(order.date), line.sku).lineNo(lineNo);
        if (line.taste != null) {
          row.taste(line.taste);
        }
        timeline.add(on(order, row.category(line.category)).row());
      }
    }
    return timeline;
  }

  private static TimelineRows on(ExampleOrder order, TimelineRows row) {
    return row.orderNo(order.order)
        .store(order.store == null ? "s1" : order.store)
        .cancelled(dateOrNull(order.cancelled))
        .refunded(dateOrNull(order.refunded));
  }

  static @Nullable LocalDate dateOrNull(@Nullable String text) {
    return text == null ? null : date(text);
  }

  static LocalDate date(String text) {
    return LocalDate.parse(text);
  }
}
