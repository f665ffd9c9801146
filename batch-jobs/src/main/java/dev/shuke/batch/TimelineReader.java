package dev.shuke.batch;

import static org.apache.spark.sql.functions.col;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Refund;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * Reads timeline rows by position: a lookup by name for each column and row took longer than some
 * folds.
 */
final class TimelineReader {

  /** The columns the fold reads; their order is their position. */
  private enum Read {
    CUSTOMER_NO,
    KIND,
    OCCURRED_AT,
    BUSINESS_DATE,
    ORDER_SOURCE,
    ORDER_NO,
    LINE_NO,
    STORE_ID,
    STAFF_USERID,
    AMOUNT_PAID_FEN,
    CANCELLED_DATE,
    FULLY_REFUNDED_DATE,
    REFUNDS,
    COUPON_IDS,
    SKU,
    CATEGORY,
    QTY,
    LINE_AMOUNT_FEN,
    ATTRS,
    EXTERNAL_USERID,
    CHANGE,
    ADD_WAY,
    CHAT_ID,
    DIRECTION,
    KEYWORD_IDS,
    TOUCH_ID,
    CAMPAIGN_ID,
    CHANNEL,
    STAGE,
    PURPOSE,
    STATE,
    REFERRAL_ID,
    ROLE,
    VISIT_SOURCE,
    TAG_ID,
    TAG_VALUE
  }

  private static final Map<String, TimelineRow.Kind> KINDS =
      Arrays.stream(TimelineRow.Kind.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));

  private TimelineReader() {}

  /** What to select of the timeline so that {@link #read} can read it. */
  static Column[] columns() {
    return Arrays.stream(Read.values())
        .map(column -> col(column.name().toLowerCase(Locale.ROOT)))
        .toArray(Column[]::new);
  }

  static int customerNo(Row row) {
    return row.getInt(Read.CUSTOMER_NO.ordinal());
  }

  static TimelineRow read(Row row) {
    return TimelineRow.of(
            customerNo(row),
            kind(get(row, Read.KIND)),
            get(row, Read.OCCURRED_AT),
            get(row, Read.BUSINESS_DATE))
        .order(get(row, Read.ORDER_SOURCE), get(row, Read.ORDER_NO))
        .lineNo(get(row, Read.LINE_NO))
        .store(get(row, Read.STORE_ID))
        .staff(get(row, Read.STAFF_USERID))
        .amountPaidFen(get(row, Read.AMOUNT_PAID_FEN))
        .cancelled(get(row, Read.CANCELLED_DATE))
        .fullyRefunded(get(row, Read.FULLY_REFUNDED_DATE))
        .refunds(refunds(row))
        .couponIds(list(row, Read.COUPON_IDS))
        .sku(get(row, Read.SKU))
        .category(get(row, Read.CATEGORY))
        .qty(get(row, Read.QTY))
        .lineAmountFen(get(row, Read.LINE_AMOUNT_FEN))
        .attrs(attrs(row))
        .externalUserid(get(row, Read.EXTERNAL_USERID))
        .change(get(row, Read.CHANGE))
        .addWay(get(row, Read.ADD_WAY))
        .chatId(get(row, Read.CHAT_ID))
        .direction(get(row, Read.DIRECTION))
        .keywordIds(list(row, Read.KEYWORD_IDS))
        .touch(get(row, Read.TOUCH_ID), get(row, Read.CAMPAIGN_ID), get(row, Read.CHANNEL))
        .stage(get(row, Read.STAGE))
        .consent(get(row, Read.PURPOSE), get(row, Read.STATE))
        .referral(get(row, Read.REFERRAL_ID), get(row, Read.ROLE))
        .visitSource(get(row, Read.VISIT_SOURCE))
        .tag(get(row, Read.TAG_ID), get(row, Read.TAG_VALUE))
        .build();
  }

  /** The column's value; null where it has none, which only the optional columns lack. */
  private static <T> T get(Row row, Read column) {
    return row.getAs(column.ordinal());
  }

  private static TimelineRow.Kind kind(String word) {
    TimelineRow.Kind kind = KINDS.get(word);
    if (kind == null) {
      throw new IllegalStateException(
          "The timeline has a row of kind '" + word + "', expected one of " + KINDS.keySet());
    }
    return kind;
  }

  private static List<String> list(Row row, Read column) {
    int at = column.ordinal();
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private static Map<String, String> attrs(Row row) {
    int at = Read.ATTRS.ordinal();
    return row.isNullAt(at) ? Map.of() : row.getJavaMap(at);
  }

  private static List<Refund> refunds(Row row) {
    int at = Read.REFUNDS.ordinal();
    if (row.isNullAt(at)) {
      return List.of();
    }
    List<Row> told = row.getList(at);
    List<Refund> refunds = new ArrayList<>(told.size());
    for (Row refund : told) {
      refunds.add(new Refund(refund.getAs(0), refund.getLong(1)));
    }
    return refunds;
  }
}
