package dev.shuke.customer;

import dev.shuke.customer.TimelineRow.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds valid timeline rows, so that a test sets only what matters. */
public final class TimelineRows {

  private final Kind kind;
  private final LocalDate date;
  private int customerNo;
  private Instant occurredAt;
  private String orderNo = "1";
  private int lineNo;
  private @Nullable String storeId = "s1";
  private @Nullable LocalDate cancelled;
  private @Nullable LocalDate refunded;
  private @Nullable String sku;
  private @Nullable String category;
  private final Map<String, String> attrs = new HashMap<>();

  private TimelineRows(Kind kind, LocalDate date) {
    this.kind = kind;
    this.date = date;
    occurredAt = date.atTime(12, 0).toInstant(ZoneOffset.UTC);
  }

  public static TimelineRows order(LocalDate date) {
    return new TimelineRows(Kind.ORDER, date);
  }

  public static TimelineRows line(LocalDate date, String sku) {
    TimelineRows line = new TimelineRows(Kind.ORDER_LINE, date);
    line.sku = sku;
    line.lineNo = 1;
    return line;
  }

  public static TimelineRows contact(LocalDate date) {
    return new TimelineRows(Kind.CONTACT, date);
  }

  public TimelineRows of(int customerNo) {
    this.customerNo = customerNo;
    return this;
  }

  public TimelineRows at(Instant instant) {
    occurredAt = instant;
    return this;
  }

  public TimelineRows orderNo(String orderNo) {
    this.orderNo = orderNo;
    return this;
  }

  public TimelineRows lineNo(int lineNo) {
    this.lineNo = lineNo;
    return this;
  }

  public TimelineRows store(@Nullable String storeId) {
    this.storeId = storeId;
    return this;
  }

  public TimelineRows cancelled(@Nullable LocalDate date) {
    cancelled = date;
    return this;
  }

  public TimelineRows refunded(@Nullable LocalDate date) {
    refunded = date;
    return this;
  }

  public TimelineRows category(@Nullable String category) {
    this.category = category;
    return this;
  }

  public TimelineRows taste(String told) {
    attrs.put("taste", told);
    return this;
  }

  public TimelineRow row() {
    boolean isContact = kind == Kind.CONTACT;
    return TimelineRow.of(customerNo, kind, occurredAt, date)
        .order(isContact ? null : "POS", isContact ? null : orderNo)
        .lineNo(lineNo)
        .store(storeId)
        .amountPaidFen(kind == Kind.ORDER ? 1000 : 0)
        .cancelled(cancelled)
        .fullyRefunded(refunded)
        .sku(sku)
        .category(category)
        .qty(kind == Kind.ORDER_LINE ? BigDecimal.ONE : null)
        .lineAmountFen(kind == Kind.ORDER_LINE ? 1000 : 0)
        .attrs(attrs)
        .change(isContact ? "added" : null)
        .build();
  }
}
