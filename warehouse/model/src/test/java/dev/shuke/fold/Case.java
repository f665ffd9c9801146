package dev.shuke.fold;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Rule;
import dev.shuke.tag.Parameters;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a rule may know of one customer, and the date on which it is asked.
 *
 * @param rows in the order of the timeline; an order is followed by its lines
 * @param zone of the brand's wall clock
 * @param ids of the customer, {@code namespace:value}
 * @param bucket of the customer, 0 to 9,999
 * @param tags by their id
 * @param segments by their id
 */
record Case(
    LocalDate asOf,
    List<TimelineRow> rows,
    List<ProductBook.Row> products,
    List<Parameters.Row> parameters,
    ZoneId zone,
    Set<String> ids,
    int bucket,
    Map<String, Measure> tags,
    Map<String, Rule> segments) {

  Case {
    rows = List.copyOf(rows);
    products = List.copyOf(products);
    parameters = List.copyOf(parameters);
    ids = Set.copyOf(ids);
    tags = Map.copyOf(tags);
    segments = Map.copyOf(segments);
  }

  /** A customer without anything, in Shanghai. */
  static Case on(LocalDate asOf) {
    return new Case(
        asOf,
        List.of(),
        List.of(),
        List.of(),
        ZoneId.of("Asia/Shanghai"),
        Set.of(),
        0,
        Map.of(),
        Map.of());
  }

  Case asOf(LocalDate date) {
    return new Case(date, rows, products, parameters, zone, ids, bucket, tags, segments);
  }

  Case rows(List<TimelineRow> others) {
    return new Case(asOf, others, products, parameters, zone, ids, bucket, tags, segments);
  }

  Case products(List<ProductBook.Row> others) {
    return new Case(asOf, rows, others, parameters, zone, ids, bucket, tags, segments);
  }

  Case parameters(List<Parameters.Row> others) {
    return new Case(asOf, rows, products, others, zone, ids, bucket, tags, segments);
  }

  Case zone(ZoneId other) {
    return new Case(asOf, rows, products, parameters, other, ids, bucket, tags, segments);
  }

  Case customer(Set<String> otherIds, int otherBucket) {
    return new Case(asOf, rows, products, parameters, zone, otherIds, otherBucket, tags, segments);
  }

  Case tags(Map<String, Measure> others) {
    return new Case(asOf, rows, products, parameters, zone, ids, bucket, others, segments);
  }

  Case segments(Map<String, Rule> others) {
    return new Case(asOf, rows, products, parameters, zone, ids, bucket, tags, others);
  }
}
