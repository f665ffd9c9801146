package dev.shuke.tag;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tags read off their definitions, one after another and with no thought of speed: the oracle
 * of the fold. Shares no code with it but the types of its input.
 */
final class NaiveTags {

  private final List<TimelineRow> rows;
  private final List<ProductBook.Row> products;
  private final List<Parameters.Row> parameters;

  NaiveTags(
      List<TimelineRow> rows, List<ProductBook.Row> products, List<Parameters.Row> parameters) {
    this.rows = rows;
    this.products = products;
    this.parameters = parameters;
  }

  /** Values by tag; an empty list for an empty value. */
  List<String> valuesOf(String tag, LocalDate asOf) {
    return switch (tag) {
      case "orders_30d" -> count(asOf, 30);
      case "orders_90d" -> count(asOf, 90);
      case "orders_365d" -> count(asOf, 365);
      case "purchase_frequency" -> frequency(asOf);
      case "taste" -> favourites(asOf, this::tastes, "taste.min_lines");
      case "favourite_category" ->
          favourites(asOf, this::categories, "favourite_category.min_lines");
      case "likes_spicy" -> spicy(asOf);
      case "most_visited_store" -> store(asOf);
      case "lapsed" -> lapsed(asOf);
      default -> throw new IllegalArgumentException(tag);
    };
  }

  private List<TimelineRow> counting(Kind kind, LocalDate asOf) {
    List<TimelineRow> counting = new ArrayList<>();
    for (TimelineRow row : rows) {
      boolean isPaid = row.businessDate().compareTo(asOf) <= 0;
      boolean isCancelled = row.cancelledDate() != null && row.cancelledDate().compareTo(asOf) <= 0;
      boolean isRefunded =
          row.fullyRefundedDate() != null && row.fullyRefundedDate().compareTo(asOf) <= 0;
      if (row.kind() == kind && isPaid && !isCancelled && !isRefunded) {
        counting.add(row);
      }
    }
    return counting;
  }

  private List<TimelineRow> countingWithin(Kind kind, LocalDate asOf, int days) {
    return counting(kind, asOf).stream()
        .filter(row -> asOf.isBefore(row.businessDate().plusDays(days)))
        .toList();
  }

  private boolean hasNeverOrdered(LocalDate asOf) {
    return counting(Kind.ORDER, asOf).isEmpty();
  }

  private List<String> count(LocalDate asOf, int days) {
    return hasNeverOrdered(asOf)
        ? List.of()
        : List.of("" + countingWithin(Kind.ORDER, asOf, days).size());
  }

  private List<String> frequency(LocalDate asOf) {
    if (hasNeverOrdered(asOf)) {
      return List.of();
    }
    int orders = countingWithin(Kind.ORDER, asOf, 90).size();
    String band = "none";
    for (String next : List.of("low", "medium", "high")) {
      band = orders >= parameter("purchase_frequency." + next + ".from", null, asOf) ? next : band;
    }
    return List.of(band);
  }

  private List<String> lapsed(LocalDate asOf) {
    if (hasNeverOrdered(asOf)) {
      return List.of();
    }
    boolean isRecent =
        counting(Kind.ORDER, asOf).stream()
            .anyMatch(row -> asOf.isBefore(row.businessDate().plusMonths(3)));
    return List.of(isRecent ? "false" : "true");
  }

  private List<String> store(LocalDate asOf) {
    return ranked(
        countingWithin(Kind.ORDER, asOf, 180),
        row -> row.storeId() == null ? Set.of() : Set.of(row.storeId()),
        1);
  }

  private List<String> favourites(
      LocalDate asOf, Function<TimelineRow, Set<String>> words, String minLines) {
    List<TimelineRow> lines = countingWithin(Kind.ORDER_LINE, asOf, 180);
    long withWords = lines.stream().filter(line -> !words.apply(line).isEmpty()).count();
    return withWords < parameter(minLines, null, asOf) ? List.of() : ranked(lines, words, 3);
  }

  private List<String> spicy(LocalDate asOf) {
    List<Set<String>> tastes =
        countingWithin(Kind.ORDER_LINE, asOf, 180).stream()
            .map(this::tastes)
            .filter(found -> !found.isEmpty())
            .toList();
    int n = tastes.size();
    if (n < 3) {
      return List.of();
    }
    long k = tastes.stream().filter(found -> found.contains("spicy")).count();
    int last =
        parameters.stream()
            .filter(row -> row.name().equals("likes_spicy.k"))
            .mapToInt(Parameters.Row::index)
            .max()
            .orElseThrow();
    double share = (double) parameter("likes_spicy.k", Math.min(n, last), asOf) / Math.min(n, last);
    return List.of(k >= Math.ceil(share * n - 1e-9) ? "true" : "false");
  }

  private static List<String> ranked(
      List<TimelineRow> rows, Function<TimelineRow, Set<String>> words, int most) {
    Map<String, List<LocalDate>> dates = new TreeMap<>();
    for (TimelineRow row : rows) {
      for (String word : words.apply(row)) {
        dates.computeIfAbsent(word, any -> new ArrayList<>()).add(row.businessDate());
      }
    }
    Comparator<String> byCount =
        Comparator.comparing(word -> -dates.getOrDefault(word, List.of()).size());
    Comparator<String> byDate =
        Comparator.comparing(
            word -> -Collections.max(dates.getOrDefault(word, List.of())).toEpochDay());
    Comparator<String> byBytes =
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    return dates.keySet().stream()
        .sorted(byCount.thenComparing(byDate).thenComparing(byBytes))
        .limit(most)
        .toList();
  }

  private Set<String> tastes(TimelineRow line) {
    ProductBook.Row product = productOf(line);
    if (product != null) {
      return new HashSet<>(product.tastes());
    }
    String told = line.attrs().get("taste");
    return told == null ? Set.of() : new HashSet<>(List.of(told.split(",")));
  }

  private Set<String> categories(TimelineRow line) {
    ProductBook.Row product = productOf(line);
    String category = product == null ? line.category() : product.category();
    return category == null ? Set.of() : Set.of(category);
  }

  private ProductBook.@Nullable Row productOf(TimelineRow line) {
    return products.stream()
        .filter(product -> product.sku().equals(line.sku()))
        .filter(product -> product.validFrom().compareTo(line.businessDate()) <= 0)
        .max(Comparator.comparing(ProductBook.Row::validFrom))
        .orElse(null);
  }

  private long parameter(String name, @Nullable Integer index, LocalDate asOf) {
    return parameters.stream()
        .filter(row -> row.name().equals(name) && Objects.equals(row.index(), index))
        .filter(row -> row.validFrom().compareTo(asOf) <= 0)
        .max(Comparator.comparing(Parameters.Row::validFrom))
        .orElseThrow()
        .value()
        .longValueExact();
  }
}
