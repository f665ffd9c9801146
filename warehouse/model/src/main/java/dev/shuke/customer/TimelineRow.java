package dev.shuke.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to one customer, with the fields a rule may use.
 *
 * <p>A paid order is one {@link Kind#ORDER} row followed by one {@link Kind#ORDER_LINE} row per
 * line. What happened to the order later (cancelled, refunded) stands on all its rows, as known at
 * the frontier, even when it is dated after the as-of date.
 *
 * @param customerNo the surviving number
 * @param businessDate of {@code occurredAt}, by the brand's calendar
 * @param lineNo 1 and up for an order line, else 0
 * @param amountPaidFen on {@link Kind#ORDER} only, else 0: it is the order's, not the line's
 * @param refunds of the order, on {@link Kind#ORDER} only
 * @param couponIds used on the order, on {@link Kind#ORDER} only
 * @param category as the till told it; the product's record counts first
 * @param lineAmountFen on {@link Kind#ORDER_LINE} only, else 0
 * @param attrs what the till said of the product; serves only while the product has no record
 * @param change of a contact or group event
 * @param addWay how a contact was added, in WeCom's numbers
 * @param direction of a chat event
 * @param touchId the touch an order is credited to, or the touch itself
 * @param stage how far a touch or a referral came
 * @param purpose of a consent
 * @param state of a consent
 * @param role of the customer in a referral: referrer or referee
 * @param tagId of a tag given by hand or imported
 * @param tagValue its value; null where the tag was taken away
 */
public record TimelineRow(
    int customerNo,
    Kind kind,
    Instant occurredAt,
    LocalDate businessDate,
    @Nullable String orderSource,
    @Nullable String orderNo,
    int lineNo,
    @Nullable String storeId,
    @Nullable String staffUserid,
    long amountPaidFen,
    @Nullable LocalDate cancelledDate,
    @Nullable LocalDate fullyRefundedDate,
    List<Refund> refunds,
    List<String> couponIds,
    @Nullable String sku,
    @Nullable String category,
    @Nullable BigDecimal qty,
    long lineAmountFen,
    Map<String, String> attrs,
    @Nullable String externalUserid,
    @Nullable String change,
    @Nullable Integer addWay,
    @Nullable String chatId,
    @Nullable String direction,
    List<String> keywordIds,
    @Nullable String touchId,
    @Nullable String campaignId,
    @Nullable String channel,
    @Nullable String stage,
    @Nullable String purpose,
    @Nullable String state,
    @Nullable String referralId,
    @Nullable String role,
    @Nullable String visitSource,
    @Nullable String tagId,
    @Nullable String tagValue) {

  /** What happened. */
  public enum Kind {
    ORDER,
    ORDER_LINE,
    CONTACT,
    GROUP,
    CHAT,
    TOUCH,
    CONSENT,
    REFERRAL,
    VISIT,
    /** The customer became a member. */
    MEMBER,
    /** A tag was given or taken away by hand, or imported. */
    TAG;

    public boolean isOfOrder() {
      return this == ORDER || this == ORDER_LINE;
    }
  }

  /** Money given back for an order, by its own business date. */
  public record Refund(LocalDate businessDate, long amountFen) {}

  public TimelineRow {
    refunds = List.copyOf(refunds);
    couponIds = List.copyOf(couponIds);
    attrs = Map.copyOf(attrs);
    keywordIds = List.copyOf(keywordIds);
    if (kind != Kind.ORDER && amountPaidFen != 0) {
      throw new IllegalArgumentException(
          "amountPaidFen stands on the ORDER row only, expected 0 on " + kind);
    }
  }

  /**
   * The business date from which the order no longer counts: that of its cancellation or full
   * refund, whichever is earlier; null when it counts for good.
   */
  public @Nullable LocalDate endDate() {
    if (cancelledDate == null) {
      return fullyRefundedDate;
    }
    return fullyRefundedDate == null || cancelledDate.isBefore(fullyRefundedDate)
        ? cancelledDate
        : fullyRefundedDate;
  }

  /** Whether it was paid by that date and neither cancelled nor fully refunded by it. */
  public boolean countsOn(LocalDate asOf) {
    return !businessDate.isAfter(asOf)
        && isAfterOrNever(cancelledDate, asOf)
        && isAfterOrNever(fullyRefundedDate, asOf);
  }

  /** Whether the row is a line of that order. */
  public boolean isLineOf(TimelineRow order) {
    return kind == Kind.ORDER_LINE
        && Objects.equals(orderNo, order.orderNo)
        && Objects.equals(orderSource, order.orderSource);
  }

  private static boolean isAfterOrNever(@Nullable LocalDate end, LocalDate asOf) {
    return end == null || end.isAfter(asOf);
  }

  /** Begins a row; what is not set is null, 0 or empty. */
  public static Builder of(int customerNo, Kind kind, Instant occurredAt, LocalDate businessDate) {
    return new Builder(customerNo, kind, occurredAt, businessDate);
  }

  /** Builds a row by the names of its fields. */
  public static final class Builder {
    private final int customerNo;
    private final Kind kind;
    private final Instant occurredAt;
    private final LocalDate businessDate;
    private @Nullable String orderSource;
    private @Nullable String orderNo;
    private int lineNo;
    private @Nullable String storeId;
    private @Nullable String staffUserid;
    private long amountPaidFen;
    private @Nullable LocalDate cancelledDate;
    private @Nullable LocalDate fullyRefundedDate;
    private List<Refund> refunds = List.of();
    private List<String> couponIds = List.of();
    private @Nullable String sku;
    private @Nullable String category;
    private @Nullable BigDecimal qty;
    private long lineAmountFen;
    private Map<String, String> attrs = Map.of();
    private @Nullable String externalUserid;
    private @Nullable String change;
    private @Nullable Integer addWay;
    private @Nullable String chatId;
    private @Nullable String direction;
    private List<String> keywordIds = List.of();
    private @Nullable String touchId;
    private @Nullable String campaignId;
    private @Nullable String channel;
    private @Nullable String stage;
    private @Nullable String purpose;
    private @Nullable String state;
    private @Nullable String referralId;
    private @Nullable String role;
    private @Nullable String visitSource;
    private @Nullable String tagId;
    private @Nullable String tagValue;

    private Builder(int customerNo, Kind kind, Instant occurredAt, LocalDate businessDate) {
      this.customerNo = customerNo;
      this.kind = kind;
      this.occurredAt = occurredAt;
      this.businessDate = businessDate;
    }

    public Builder order(@Nullable String source, @Nullable String no) {
      orderSource = source;
      orderNo = no;
      return this;
    }

    public Builder lineNo(int lineNo) {
      this.lineNo = lineNo;
      return this;
    }

    public Builder store(@Nullable String storeId) {
      this.storeId = storeId;
      return this;
    }

    public Builder staff(@Nullable String staffUserid) {
      this.staffUserid = staffUserid;
      return this;
    }

    public Builder amountPaidFen(long fen) {
      amountPaidFen = fen;
      return this;
    }

    public Builder cancelled(@Nullable LocalDate date) {
      cancelledDate = date;
      return this;
    }

    public Builder fullyRefunded(@Nullable LocalDate date) {
      fullyRefundedDate = date;
      return this;
    }

    public Builder refunds(List<Refund> refunds) {
      this.refunds = refunds;
      return this;
    }

    public Builder couponIds(List<String> couponIds) {
      this.couponIds = couponIds;
      return this;
    }

    public Builder sku(@Nullable String sku) {
      this.sku = sku;
      return this;
    }

    public Builder category(@Nullable String category) {
      this.category = category;
      return this;
    }

    public Builder qty(@Nullable BigDecimal qty) {
      this.qty = qty;
      return this;
    }

    public Builder lineAmountFen(long fen) {
      lineAmountFen = fen;
      return this;
    }

    public Builder attrs(Map<String, String> attrs) {
      this.attrs = attrs;
      return this;
    }

    public Builder externalUserid(@Nullable String externalUserid) {
      this.externalUserid = externalUserid;
      return this;
    }

    public Builder change(@Nullable String change) {
      this.change = change;
      return this;
    }

    public Builder addWay(@Nullable Integer addWay) {
      this.addWay = addWay;
      return this;
    }

    public Builder chatId(@Nullable String chatId) {
      this.chatId = chatId;
      return this;
    }

    public Builder direction(@Nullable String direction) {
      this.direction = direction;
      return this;
    }

    public Builder keywordIds(List<String> keywordIds) {
      this.keywordIds = keywordIds;
      return this;
    }

    public Builder touch(
        @Nullable String touchId, @Nullable String campaignId, @Nullable String channel) {
      this.touchId = touchId;
      this.campaignId = campaignId;
      this.channel = channel;
      return this;
    }

    public Builder stage(@Nullable String stage) {
      this.stage = stage;
      return this;
    }

    public Builder consent(@Nullable String purpose, @Nullable String state) {
      this.purpose = purpose;
      this.state = state;
      return this;
    }

    public Builder referral(@Nullable String referralId, @Nullable String role) {
      this.referralId = referralId;
      this.role = role;
      return this;
    }

    public Builder visitSource(@Nullable String visitSource) {
      this.visitSource = visitSource;
      return this;
    }

    public Builder tag(@Nullable String tagId, @Nullable String tagValue) {
      this.tagId = tagId;
      this.tagValue = tagValue;
      return this;
    }

    public TimelineRow build() {
      return new TimelineRow(
          customerNo,
          kind,
          occurredAt,
          businessDate,
          orderSource,
          orderNo,
          lineNo,
          storeId,
          staffUserid,
          amountPaidFen,
          cancelledDate,
          fullyRefundedDate,
          refunds,
          couponIds,
          sku,
          category,
          qty,
          lineAmountFen,
          attrs,
          externalUserid,
          change,
          addWay,
          chatId,
          direction,
          keywordIds,
          touchId,
          campaignId,
          channel,
          stage,
          purpose,
          state,
          referralId,
          role,
          visitSource,
          tagId,
          tagValue);
    }
  }
}
