package dev.shuke.customer;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All products of a brand as they were on any business date; small enough to be sent to each Spark
 * task.
 *
 * <p>A record with an earlier {@code validFrom} corrects the past: the fold looks up each line by
 * the order's business date.
 */
public final class ProductBook implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final ProductBook EMPTY = new ProductBook(new HashMap<>());

  private final HashMap<String, Versions> versions;

  private ProductBook(HashMap<String, Versions> versions) {
    this.versions = versions;
  }

  /** One product record; a later word on the same sku and date has been resolved before. */
  public record Row(
      String sku,
      LocalDate validFrom,
      @Nullable String name,
      @Nullable String category,
      @Nullable String department,
      List<String> tastes) {}

  /** The records of one product, oldest first. */
  private record Versions(long[] validFrom, Product[] products) implements Serializable {

    static Versions of(TreeMap<LocalDate, Product> byDate) {
      return new Versions(
          byDate.keySet().stream().mapToLong(LocalDate::toEpochDay).toArray(),
          byDate.values().toArray(Product[]::new));
    }

    @Nullable Product on(long day) {
      int index = validFrom.length - 1;
      // Most products have one record, and most days ask for the newest.
      while (index >= 0 && validFrom[index] > day) {
        index--;
      }
      return index < 0 ? null : products[index];
    }
  }

  /** A book without products: every line falls back on what the till said. */
  public static ProductBook empty() {
    return EMPTY;
  }

  /**
   * Builds the book from rows in any order.
   *
   * @throws IllegalArgumentException when two rows speak of the same sku and date
   */
  public static ProductBook of(Collection<Row> rows) {
    Map<String, TreeMap<LocalDate, Product>> bySku = new HashMap<>();
    for (Row row : rows) {
      Product product = new Product(row.name, row.category, row.department, row.tastes);
      if (bySku.computeIfAbsent(row.sku, sku -> new TreeMap<>()).put(row.validFrom, product)
          != null) {
        throw new IllegalArgumentException(
            "Product " + row.sku + " has two rows valid from " + row.validFrom + ", expected one");
      }
    }
    HashMap<String, Versions> versions = new HashMap<>(bySku.size() * 2);
    bySku.forEach((sku, byDate) -> versions.put(sku, Versions.of(byDate)));
    return new ProductBook(versions);
  }

  /** The product as its newest record valid on that date says; empty when it has none. */
  public Optional<Product> find(String sku, LocalDate businessDate) {
    return Optional.ofNullable(on(sku, businessDate.toEpochDay()));
  }

  /**
   * As {@link #find}, for the fold, which asks it for every line.
   *
   * @param day since 1970-01-01
   * @return null when it has none
   */
  public @Nullable Product on(String sku, long day) {
    Versions found = versions.get(sku);
    return found == null ? null : found.on(day);
  }

  /** How many products it knows. */
  public int size() {
    return versions.size();
  }

  /** The skus it knows, in UTF-8 order. */
  public List<String> skus() {
    return versions.keySet().stream().sorted(Utf8Order.COMPARATOR).toList();
  }
}
