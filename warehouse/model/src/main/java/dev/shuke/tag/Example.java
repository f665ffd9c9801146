package dev.shuke.tag;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer made up for a definition: rows in, value out.
 *
 * @param rows in time order
 * @param value the values expected, in order of position; empty for none
 * @param nextChange the date expected, {@code never}, or null where the example does not say
 */
public record Example(
    String name,
    LocalDate asOf,
    List<ProductBook.Row> products,
    List<TimelineRow> rows,
    List<String> value,
    @Nullable String nextChange) {

  /** The number of every customer in an example. */
  public static final int CUSTOMER_NO = 0;

  public Example {
    products = List.copyOf(products);
    rows = List.copyOf(rows);
    value = List.copyOf(value);
  }
}
