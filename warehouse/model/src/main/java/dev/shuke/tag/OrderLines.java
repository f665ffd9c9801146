package dev.shuke.tag;

import dev.shuke.customer.Product;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an order line says of taste and category: the product's record on the order's business date,
 * and what the till said only while the product has no record.
 */
final class OrderLines {

  /** The attribute of a line that lists its tastes, separated by commas. */
  static final String TASTE_ATTRIBUTE = "taste";

  private final ProductBook products;

  OrderLines(ProductBook products) {
    this.products = products;
  }

  List<String> tastesOf(TimelineRow line) {
    Optional<Product> product = productOf(line);
    if (product.isPresent()) {
      return product.get().tastes();
    }
    String told = line.attrs().get(TASTE_ATTRIBUTE);
    return told == null
        ? List.of()
        : Stream.of(told.split(","))
            .map(String::strip)
            .filter(t -> !t.isEmpty())
            .distinct()
            .toList();
  }

  List<String> categoriesOf(TimelineRow line) {
    Optional<Product> product = productOf(line);
    String category = product.isPresent() ? product.get().category() : line.category();
    return category == null || category.isEmpty() ? List.of() : List.of(category);
  }

  private Optional<Product> productOf(TimelineRow line) {
    String sku = line.sku();
    return sku == null ? Optional.empty() : products.find(sku, line.businessDate());
  }
}
