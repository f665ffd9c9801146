package dev.shuke.customer;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a product's record says of it from one date on.
 *
 * @param tastes words of taste, each once, such as {@code spicy}; empty when the record has none
 */
public record Product(
    @Nullable String name,
    @Nullable String category,
    @Nullable String department,
    List<String> tastes)
    implements Serializable {

  public Product {
    tastes = tastes.stream().distinct().toList();
  }
}
