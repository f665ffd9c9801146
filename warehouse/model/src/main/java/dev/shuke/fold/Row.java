package dev.shuke.fold;

import dev.shuke.customer.Product;
import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the timeline as the fold walks over it, with what is looked up for it at most once. Used
 * again for row after row; {@link #copy} keeps one.
 */
final class Row {

  private static final List<Row> NONE = List.of();

  private final ProductBook products;
  private final ZoneId zone;
  private final int asOf;
  private @Nullable TimelineRow row;
  private long position;
  private int day;
  private int end;
  private boolean hasRefunds;
  private List<Row> lines = NONE;
  private @Nullable Product product;
  private boolean isProductKnown;

  Row(FoldInputs inputs) {
    this(inputs.products(), inputs.zone(), Days.of(inputs.asOf()));
  }

  private Row(ProductBook products, ZoneId zone, int asOf) {
    this.products = products;
    this.zone = zone;
    this.asOf = asOf;
  }

  /**
   * @param position of the row in the customer's timeline
   */
  void set(TimelineRow row, long position) {
    this.row = row;
    this.position = position;
    day = Days.of(row.businessDate());
    end = row.kind().isOfOrder() ? Days.orNever(row.endDate()) : Days.NEVER;
    hasRefunds = !row.refunds().isEmpty();
    lines = NONE;
    product = null;
    isProductKnown = false;
  }

  /** The lines of an order, from now on. */
  void setLines(List<Row> lines) {
    this.lines = lines;
  }

  /** A row of its own, for what must outlive the walk. */
  Row copy() {
    Row copy = new Row(products, zone, asOf);
    copy.become(this);
    return copy;
  }

  /** As {@link #copy}, into a row that is no longer needed. */
  void become(Row other) {
    row = other.row;
    position = other.position;
    day = other.day;
    end = other.end;
    hasRefunds = other.hasRefunds;
    lines = other.lines.isEmpty() ? NONE : other.lines.stream().map(Row::copy).toList();
    product = other.product;
    isProductKnown = other.isProductKnown;
  }

  TimelineRow told() {
    TimelineRow told = row;
    if (told == null) {
      throw new IllegalStateException("No row is set");
    }
    return told;
  }

  Kind kind() {
    return told().kind();
  }

  long position() {
    return position;
  }

  /** The business date. */
  int day() {
    return day;
  }

  /** The first as-of date on which its order no longer counts. */
  int end() {
    return end;
  }

  List<Row> lines() {
    return lines;
  }

  /** What the product's record says on the row's date; null while the product has none. */
  @Nullable Product product() {
    if (!isProductKnown) {
      String sku = told().sku();
      product = sku == null ? null : products.on(sku, day);
      isProductKnown = true;
    }
    return product;
  }

  int hour() {
    return told().occurredAt().atZone(zone).getHour();
  }

  /** Paid less what was given back by the as-of date. */
  long netFen() {
    long net = told().amountPaidFen();
    if (!hasRefunds) {
      return net;
    }
    for (TimelineRow.Refund refund : told().refunds()) {
      if (Days.of(refund.businessDate()) <= asOf) {
        net = Math.subtractExact(net, refund.amountFen());
      }
    }
    return net;
  }

  boolean hasRefunds() {
    return hasRefunds;
  }

  /** The first date after the as-of date on which {@link #netFen} is another. */
  int nextRefund() {
    int next = Days.NEVER;
    if (!hasRefunds) {
      return next;
    }
    for (TimelineRow.Refund refund : told().refunds()) {
      int date = Days.of(refund.businessDate());
      next = date > asOf ? Math.min(next, date) : next;
    }
    return next;
  }
}
