package dev.shuke.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.customer.TimelineRow.Refund;
import dev.shuke.rule.Bound;
import dev.shuke.rule.Measure;
import dev.shuke.rule.Measure.End;
import dev.shuke.rule.Measure.Function;
import dev.shuke.rule.Period;
import dev.shuke.rule.RowField;
import dev.shuke.rule.RowTest;
import dev.shuke.rule.Rows;
import dev.shuke.rule.Rule;
import dev.shuke.rule.Window;
import dev.shuke.rule.Window.Unit;
import dev.shuke.tag.Parameters;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbered lines of {@code MEANINGS.md}, each with cases whose answers were derived by hand
 * from the page. Line 32, the next change, is proved by {@link OracleTest}.
 */
class MeaningsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Rows ORDERS = Rows.of(Kind.ORDER);
  private static final Rows LINES = Rows.of(Kind.ORDER_LINE);
  private static final Rule ALWAYS = new Rule.All(List.of());
  private static final Rule NEVER = new Rule.Any(List.of());

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @ParameterizedTest
  @MethodSource("dev.shuke.fold.MeaningsTest#evaluators")
  private @interface EachEvaluator {}

  static Stream<Evaluator> evaluators() {
    return Stream.of(new Oracle(), new Fold());
  }

  // Days

  /** Line 1. */
  @EachEvaluator
  void aDateIsInsideFromTheDayItEntersToTheDayBeforeItLeaves(Evaluator evaluator) {
    // 10 January + 3 days = 13 January
    assertInside(evaluator, rolling("3d"), "2026-01-10", "2026-01-10", "2026-01-12");
    // it would be one of the fixed days, but has not come
    assertThat(isInside(evaluator, between("2026-01-01", "2026-01-31"), "2026-01-10", "2026-01-09"))
        .isFalse();
  }

  /** Line 2. */
  @EachEvaluator
  void daysAndMonthsDifferAndMonthEndsClamp(Evaluator evaluator) {
    // 1 March + 90 days: 30 left in March, 30 in April, so 30 in May: 30 May; + 3 months: 1 June
    assertInside(evaluator, rolling("90d"), "2026-03-01", "2026-03-01", "2026-05-29");
    assertInside(evaluator, rolling("3mo"), "2026-03-01", "2026-03-01", "2026-05-31");
    // 30 November + 3 months = 28 February, in a leap year 29 February
    assertInside(evaluator, rolling("3mo"), "2026-11-30", "2026-11-30", "2027-02-27");
    assertInside(evaluator, rolling("3mo"), "2023-11-30", "2023-11-30", "2024-02-28");
    assertInside(evaluator, rolling("3mo"), "2026-12-01", "2026-12-01", "2027-02-28");
  }

  /** Line 3. */
  @EachEvaluator
  void theNewestPartOfAWindowMayBeLeftOut(Evaluator evaluator) {
    Window window = new Window.Rolling(Period.parse("90d"), Period.parse("30d"));
    // 1 January + 30 days = 31 January; + 90 days = 1 April
    assertInside(evaluator, window, "2026-01-01", "2026-01-31", "2026-03-31");
    Window monthTo30 = new Window.Rolling(Period.parse("30d"), Period.parse("1mo"));
    // 1 February + 1 month = 1 March, + 30 days = 3 March
    assertInside(evaluator, monthTo30, "2026-02-01", "2026-03-01", "2026-03-02");
    // 15 January + 1 month = 15 February, + 30 days = 14 February: it leaves before it enters
    for (int day = 1; day <= 28; day++) {
      LocalDate asOf = LocalDate.of(2026, 2, day);
      assertThat(isInside(evaluator, monthTo30, "2026-01-15", asOf.toString())).isFalse();
    }
  }

  /** Line 4. */
  @EachEvaluator
  void calendarPeriodsBeginOnMondayOrTheFirst(Evaluator evaluator) {
    // 1 January 2026 is a Thursday, so 5 January a Monday
    assertInside(evaluator, calendar(Unit.WEEK, 0), "2026-01-04", "2026-01-04", "2026-01-04");
    assertInside(evaluator, calendar(Unit.WEEK, 0), "2026-01-05", "2026-01-05", "2026-01-11");
    assertInside(evaluator, calendar(Unit.MONTH, 0), "2026-01-31", "2026-01-31", "2026-01-31");
    assertInside(evaluator, calendar(Unit.QUARTER, 0), "2026-02-10", "2026-02-10", "2026-03-31");
    assertInside(evaluator, calendar(Unit.YEAR, 0), "2026-02-10", "2026-02-10", "2026-12-31");
  }

  /** Line 4. */
  @EachEvaluator
  void wholePeriodsBeforeLeaveOutTheRunningOne(Evaluator evaluator) {
    // last 3 months on 1 February are November to January; on 30 April January to March
    assertInside(evaluator, calendar(Unit.MONTH, 3), "2026-01-15", "2026-02-01", "2026-04-30");
    assertInside(evaluator, calendar(Unit.WEEK, 1), "2026-01-07", "2026-01-12", "2026-01-18");
    assertInside(evaluator, calendar(Unit.QUARTER, 1), "2025-12-31", "2026-01-01", "2026-03-31");
    assertInside(evaluator, calendar(Unit.YEAR, 2), "2024-02-29", "2025-01-01", "2026-12-31");
  }

  /** Line 5. */
  @EachEvaluator
  void fixedDaysAndAllTimeNeverLeave(Evaluator evaluator) {
    Window january = between("2026-01-01", "2026-01-31");
    for (String inside : List.of("2026-01-01", "2026-01-31")) {
      assertThat(isInside(evaluator, january, inside, inside)).isTrue();
      assertThat(isInside(evaluator, january, inside, "2031-01-01")).isTrue();
    }
    for (String outside : List.of("2025-12-31", "2026-02-01")) {
      assertThat(isInside(evaluator, january, outside, "2026-03-01")).isFalse();
    }
    assertThat(isInside(evaluator, Window.ALL_TIME, "2001-01-01", "2026-01-01")).isTrue();
    assertThat(isInside(evaluator, Window.ALL_TIME, "2026-01-02", "2026-01-01")).isFalse();
  }

  /** Line 6. */
  @EachEvaluator
  void theWeekdayIsTheBusinessDatesAndTheHourTheWallClocks(Evaluator evaluator) {
    // 01:30 on Tuesday, 6 January, after the evening of Monday, 5 January
    TimelineRow.Builder late =
        row(Kind.VISIT, "2026-01-05", LocalDate.of(2026, 1, 6).atTime(1, 30));
    Case facts = on("2026-01-05", late);
    Rows visits = Rows.of(Kind.VISIT);
    assertNumber(evaluator, facts, count(visits.where(range(RowField.HOUR, 1, 1))), 1);
    assertNumber(evaluator, facts, count(visits.where(range(RowField.WEEKDAY, 1, 1))), 1);
    // 01:30 in Shanghai is 17:30 of the day before in UTC
    Case utc = facts.zone(ZoneId.of("UTC"));
    assertNumber(evaluator, utc, count(visits.where(range(RowField.HOUR, 17, 17))), 1);
  }

  // Rows

  /** Line 7. */
  @EachEvaluator
  void anOrderCountsUntilItIsCancelledOrFullyRefunded(Evaluator evaluator) {
    LocalDate end = LocalDate.of(2026, 1, 10);
    for (TimelineRow.Builder order :
        List.of(
            order("2026-01-05").cancelled(end),
            order("2026-01-05").fullyRefunded(end),
            order("2026-01-05").cancelled(end.plusDays(9)).fullyRefunded(end),
            order("2026-01-05").cancelled(end).fullyRefunded(end.plusDays(9)))) {
      Case facts = on("2026-01-09", order);
      assertNumber(evaluator, facts, count(ORDERS), 1);
      assertNumber(evaluator, facts.asOf(end), count(ORDERS), 0);
      assertNumber(evaluator, facts.asOf(LocalDate.of(2026, 1, 4)), count(ORDERS), 0);
    }
    Case line = on("2026-01-09", order("2026-01-05").cancelled(end), line(1).cancelled(end));
    assertNumber(evaluator, line, count(LINES), 1);
    assertNumber(evaluator, line.asOf(end), count(LINES), 0);
  }

  /** Line 7: part of the money given back leaves the order standing. */
  @EachEvaluator
  void aPartlyRefundedOrderCounts(Evaluator evaluator) {
    Case facts =
        on("2026-02-01", order("2026-01-05").amountPaidFen(900).refunds(refund("2026-01-06", 899)));
    assertNumber(evaluator, facts, count(ORDERS), 1);
  }

  /** Line 8. */
  @EachEvaluator
  void otherRowsTakePartFromTheirDateOn(Evaluator evaluator) {
    Case facts = on("2026-01-05", row(Kind.MEMBER, "2026-01-05"));
    assertNumber(evaluator, facts, count(Rows.of(Kind.MEMBER)), 1);
    assertNumber(evaluator, facts.asOf(LocalDate.of(2026, 1, 4)), count(Rows.of(Kind.MEMBER)), 0);
  }

  /** Line 9. */
  @EachEvaluator
  void aConditionOnAFieldWithoutValueIsFalseAndNotOfItTrue(Evaluator evaluator) {
    Case facts = on("2026-01-05", order("2026-01-05"));
    for (RowTest test :
        List.of(in(RowField.STORE_ID, "a"), new RowTest.FieldExists(RowField.STORE_ID))) {
      assertNumber(evaluator, facts, count(ORDERS.where(test)), 0);
      assertNumber(evaluator, facts, count(ORDERS.where(new RowTest.NoneOf(test))), 1);
    }
    Case line = on("2026-01-05", order("2026-01-05"), line(1));
    RowTest some = new RowTest.FieldRange(RowField.QTY, null, 9_000L);
    assertNumber(evaluator, line, count(LINES.where(some)), 0);
    assertNumber(evaluator, line, count(LINES.where(new RowTest.NoneOf(some))), 1);
  }

  /** Line 9. */
  @EachEvaluator
  void textsAreComparedLetterByLetterAndOneOfSeveralWordsIsEnough(Evaluator evaluator) {
    Case facts = on("2026-01-05", order("2026-01-05").store("A").couponIds(List.of("x", "y")));
    assertNumber(evaluator, facts, count(ORDERS.where(in(RowField.STORE_ID, "a"))), 0);
    assertNumber(evaluator, facts, count(ORDERS.where(in(RowField.STORE_ID, "b", "A"))), 1);
    assertNumber(evaluator, facts, count(ORDERS.where(in(RowField.COUPON_ID, "y", "z"))), 1);
  }

  /** Line 9: each row is asked by itself, and a line by itself. */
  @EachEvaluator
  void oneLineMustPassAll(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-05",
            order("2026-01-05"),
            line(1).sku("tea").lineAmountFen(100),
            line(2).sku("rice").lineAmountFen(900));
    RowTest dearTea =
        new RowTest.AllOf(List.of(in(RowField.SKU, "tea"), range(RowField.LINE_AMOUNT, 900, 900)));
    assertNumber(evaluator, facts, count(ORDERS.where(new RowTest.HasLine(dearTea))), 0);
    RowTest both =
        new RowTest.AllOf(
            List.of(
                new RowTest.HasLine(in(RowField.SKU, "tea")),
                new RowTest.HasLine(range(RowField.LINE_AMOUNT, 900, 900))));
    assertNumber(evaluator, facts, count(ORDERS.where(both)), 1);
  }

  /** Line 10. */
  @EachEvaluator
  void theProductsNewestRecordOfTheDayCountsAlsoWhenItSaysNothing(Evaluator evaluator) {
    Case facts =
        on("2026-03-01", order("2026-01-05"), told(line(1)))
            .products(
                List.of(
                    product("2026-01-01", "Tea", "drinks", "hot", "mild"),
                    product("2026-01-05", null, null, null),
                    product("2026-01-06", "Soup", "soups", "hot", "salty")));
    for (RowField field : List.of(RowField.CATEGORY, RowField.TASTE, RowField.PRODUCT_NAME)) {
      assertNumber(evaluator, facts, new Measure.Distinct(field, LINES), 0);
    }
    Case early = facts.products(facts.products().subList(0, 1));
    assertText(evaluator, early, last(RowField.CATEGORY, LINES), "drinks");
    assertText(evaluator, early, last(RowField.DEPARTMENT, LINES), "hot");
    assertText(evaluator, early, last(RowField.PRODUCT_NAME, LINES), "Tea");
    assertText(evaluator, early, last(RowField.TASTE, LINES), "mild");
  }

  /** Line 10. */
  @EachEvaluator
  void theTillsWordsServeWhileTheProductHasNoRecord(Evaluator evaluator) {
    Case facts =
        on("2026-03-01", order("2026-01-05"), told(line(1)))
            .products(List.of(product("2026-01-06", "Soup", "soups", "hot", "salty")));
    assertText(evaluator, facts, last(RowField.CATEGORY, LINES), "till's");
    // "sour , hot" is sour and hot
    assertNumber(evaluator, facts, new Measure.Distinct(RowField.TASTE, LINES), 2);
    assertNumber(evaluator, facts, count(LINES.where(in(RowField.TASTE, "sour"))), 1);
    assertNumber(evaluator, facts, count(LINES.where(in(RowField.TASTE, "hot"))), 1);
    assertEmpty(evaluator, facts, last(RowField.DEPARTMENT, LINES));
  }

  /** Line 11. */
  @EachEvaluator
  void theNetAmountFallsWithEachRefund(Evaluator evaluator) {
    List<Refund> refunds = new ArrayList<>(refund("2026-01-07", 300));
    refunds.addAll(refund("2026-01-09", 500));
    Case facts = on("2026-01-06", order("2026-01-05").amountPaidFen(1_000).refunds(refunds));
    Measure net = aggregate(Function.SUM, RowField.AMOUNT_NET, ORDERS);
    assertNumber(evaluator, facts, net, 1_000);
    assertNumber(evaluator, facts.asOf(LocalDate.of(2026, 1, 7)), net, 700);
    assertNumber(evaluator, facts.asOf(LocalDate.of(2026, 1, 9)), net, 200);
    Measure paid = aggregate(Function.SUM, RowField.AMOUNT_PAID, ORDERS);
    assertNumber(evaluator, facts.asOf(LocalDate.of(2026, 1, 9)), paid, 1_000);
  }

  /** Line 12. */
  @EachEvaluator
  void whoWasAddedAndThenRemovedIsNoFriend(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            row(Kind.CONTACT, "2026-01-01").staff("a").change("added"),
            row(Kind.CONTACT, "2026-01-02").staff("b").change("added"),
            row(Kind.CONTACT, "2026-01-03").change("added"),
            row(Kind.CONTACT, "2026-01-04").staff("a").change("deleted"));
    Measure friends =
        count(
            Rows.of(Kind.CONTACT)
                .latest(List.of(RowField.STAFF_USERID), in(RowField.CHANGE, "added")));
    // a was removed, b is left, the row without a key takes no part
    assertNumber(evaluator, facts, friends, 1);
    assertNumber(evaluator, facts.asOf(LocalDate.of(2026, 1, 3)), friends, 2);
  }

  /** Line 12: window and {@code where} come first. */
  @EachEvaluator
  void theLatestIsSoughtAmongTheRowsThatPass(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-05",
            row(Kind.TAG, "2026-01-01").tag("vip", "gold"),
            row(Kind.TAG, "2026-01-05").tag("vip", null));
    Rows latest = Rows.of(Kind.TAG).latest(List.of(RowField.TAG_ID), RowTest.ANY_ROW);
    RowTest exists = new RowTest.FieldExists(RowField.TAG_VALUE);
    assertText(evaluator, facts, last(RowField.TAG_VALUE, latest.where(exists)), "gold");
    assertEmpty(evaluator, facts, last(RowField.TAG_VALUE, latest));
    // 5 January + 3 days = 8 January: the newer row is not inside yet
    Window before = new Window.Rolling(Period.parse("90d"), Period.parse("3d"));
    assertText(
        evaluator,
        facts.asOf(LocalDate.of(2026, 1, 7)),
        last(RowField.TAG_VALUE, latest.in(before)),
        "gold");
  }

  /** Line 12: every part of the key counts. */
  @EachEvaluator
  void aKeyMayHaveTwoParts(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            row(Kind.CONSENT, "2026-01-01").consent("sms", "given"),
            row(Kind.CONSENT, "2026-01-02").consent("sms", "withdrawn"),
            row(Kind.CONSENT, "2026-01-03").consent("sms", "given"));
    Rows consents = Rows.of(Kind.CONSENT);
    List<RowField> both = List.of(RowField.PURPOSE, RowField.STATE);
    assertNumber(evaluator, facts, count(consents.latest(both, RowTest.ANY_ROW)), 2);
    assertNumber(
        evaluator, facts, count(consents.latest(List.of(RowField.PURPOSE), RowTest.ANY_ROW)), 1);
  }

  /** Line 13. */
  @EachEvaluator
  void tiesOfTimeKeepTheOrderInWhichRowsCome(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-05").order("POS", "2").store("b"),
            order("2026-01-05").order("POS", "1").store("a"));
    assertText(evaluator, facts, last(RowField.STORE_ID, ORDERS), "a");
    assertText(evaluator, facts, new Measure.ValueOf(End.FIRST, RowField.STORE_ID, ORDERS), "b");
  }

  // Measures

  /** Line 14. */
  @EachEvaluator
  void countsAndSumsOfNothingAreZeroAllElseIsEmpty(Evaluator evaluator) {
    Case facts = on("2026-01-09");
    assertNumber(evaluator, facts, count(ORDERS), 0);
    assertNumber(evaluator, facts, new Measure.Distinct(RowField.STORE_ID, ORDERS), 0);
    assertNumber(evaluator, facts, aggregate(Function.SUM, RowField.AMOUNT_PAID, ORDERS), 0);
    for (Function function : List.of(Function.MIN, Function.MAX, Function.AVG)) {
      assertEmpty(evaluator, facts, aggregate(function, RowField.AMOUNT_PAID, ORDERS));
    }
    for (End end : End.values()) {
      assertEmpty(evaluator, facts, new Measure.ValueOf(end, RowField.STORE_ID, ORDERS));
      assertEmpty(evaluator, facts, new Measure.DateOf(end, ORDERS));
      assertEmpty(evaluator, facts, new Measure.DaysSince(end, ORDERS));
    }
  }

  /** Line 15. */
  @EachEvaluator
  void aRowWithoutAValueTakesNoPart(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-05"),
            line(1).qty(new BigDecimal("3")).sku("a"),
            line(2),
            line(3).qty(new BigDecimal("1.5")).sku("a"));
    // 3.000 and 1.500 are 4.500 together, and 2.250 each of the two
    assertNumber(evaluator, facts, aggregate(Function.SUM, RowField.QTY, LINES), 4_500);
    assertNumber(evaluator, facts, aggregate(Function.AVG, RowField.QTY, LINES), 2_250);
    assertNumber(evaluator, facts, aggregate(Function.MIN, RowField.QTY, LINES), 1_500);
    assertNumber(evaluator, facts, aggregate(Function.MAX, RowField.QTY, LINES), 3_000);
    assertNumber(evaluator, facts, new Measure.Distinct(RowField.SKU, LINES), 1);
    assertNumber(evaluator, facts, new Measure.Distinct(RowField.QTY, LINES), 2);
    // the two rows with a value are 100 %
    assertTop(evaluator, facts, top(RowField.SKU, LINES), List.of("a"), 10_000);
  }

  /** Line 15: 1.5 and 1.50 are one number. */
  @EachEvaluator
  void aNumberIsTheSameHoweverItIsWritten(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-05"),
            line(1).qty(new BigDecimal("1.5")),
            line(2).qty(new BigDecimal("1.50")));
    assertNumber(evaluator, facts, new Measure.Distinct(RowField.QTY, LINES), 1);
  }

  /** Line 16. */
  @EachEvaluator
  void anAverageIsRoundedHalfUp(Evaluator evaluator) {
    assertThat(averageOf(evaluator, 2, 3)).isEqualTo(NaiveValue.number(3)); // 2.5
    assertThat(averageOf(evaluator, -2, -3)).isEqualTo(NaiveValue.number(-2)); // -2.5
    assertThat(averageOf(evaluator, 1, 1, 2)).isEqualTo(NaiveValue.number(1)); // 1.33…
    assertThat(averageOf(evaluator, -1, -1, -2)).isEqualTo(NaiveValue.number(-1)); // -1.33…
    assertThat(averageOf(evaluator, -2, -2, -1)).isEqualTo(NaiveValue.number(-2)); // -1.66…
    assertThat(averageOf(evaluator, Long.MAX_VALUE, -1, 1))
        .isEqualTo(NaiveValue.number(3_074_457_345_618_258_602L)); // 2^63 - 1 is 3 times this + 1
  }

  private static NaiveValue averageOf(Evaluator evaluator, long... amounts) {
    List<TimelineRow.Builder> rows = new ArrayList<>(List.of(order("2026-01-05")));
    for (long amount : amounts) {
      rows.add(line(rows.size()).lineAmountFen(amount));
    }
    Case facts = on("2026-01-09", rows.toArray(TimelineRow.Builder[]::new));
    return evaluator.value(facts, aggregate(Function.AVG, RowField.LINE_AMOUNT, LINES));
  }

  /** Line 17. */
  @EachEvaluator
  void firstAndLastAreAmongRowsWithAValueAndOfSeveralWordsTheFirst(Evaluator evaluator) {
    // U+FF41 has the UTF-8 bytes EF BD 81, the chili F0 9F 8C B6, though its UTF-16 begins with
    // D83C
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-04"),
            order("2026-01-05").store("a").couponIds(List.of("\uD83C\uDF36", "\uFF41")),
            order("2026-01-06").store("b").couponIds(List.of("z", "y")),
            order("2026-01-07"));
    Measure firstCoupon = new Measure.ValueOf(End.FIRST, RowField.COUPON_ID, ORDERS);
    assertText(evaluator, facts, firstCoupon, "\uFF41");
    assertText(evaluator, facts, last(RowField.COUPON_ID, ORDERS), "y");
    assertText(evaluator, facts, last(RowField.STORE_ID, ORDERS), "b");
  }

  /** Line 18. */
  @EachEvaluator
  void daysSinceIsZeroOnTheDayItself(Evaluator evaluator) {
    Case facts = on("2026-01-31", order("2026-01-01"), order("2026-01-31"));
    assertNumber(evaluator, facts, new Measure.DaysSince(End.LAST, ORDERS), 0);
    assertNumber(evaluator, facts, new Measure.DaysSince(End.FIRST, ORDERS), 30);
    assertThat(evaluator.value(facts, new Measure.DateOf(End.FIRST, ORDERS)))
        .isEqualTo(NaiveValue.date(LocalDate.of(2026, 1, 1)));
  }

  /** Line 18. */
  @EachEvaluator
  void daysBetweenMayBeNegativeAndIsEmptyWhenOneIs(Evaluator evaluator) {
    Case facts = on("2026-02-01", order("2026-01-01"), order("2026-01-31"));
    Measure first = new Measure.DateOf(End.FIRST, ORDERS);
    Measure last = new Measure.DateOf(End.LAST, ORDERS);
    Measure visit = new Measure.DateOf(End.LAST, Rows.of(Kind.VISIT));
    assertNumber(evaluator, facts, new Measure.DaysBetween(first, last), 30);
    assertNumber(evaluator, facts, new Measure.DaysBetween(last, first), -30);
    assertEmpty(evaluator, facts, new Measure.DaysBetween(first, visit));
    assertEmpty(evaluator, facts, new Measure.DaysBetween(visit, first));
  }

  /** Line 19. */
  @EachEvaluator
  void topGoesByWeightThenLaterDateThenUtf8(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-01").store("d"),
            order("2026-01-02").store("d"),
            order("2026-01-03").store("a"),
            order("2026-01-04").store("c"),
            order("2026-01-04").store("b"),
            order("2026-01-05"));
    // d has 2 of 5; b and c are later than a, and b is before c; 2/5 = 40 %
    assertTop(
        evaluator,
        facts,
        new Measure.Top(9, key(RowField.STORE_ID), null, Bound.of(1), 0, ORDERS),
        List.of("d", "b", "c", "a"),
        4_000,
        2_000,
        2_000,
        2_000);
    assertTop(
        evaluator,
        facts,
        new Measure.Top(2, key(RowField.STORE_ID), null, Bound.of(1), 0, ORDERS),
        List.of("d", "b"),
        4_000,
        2_000);
  }

  /** Line 19. */
  @EachEvaluator
  void topAsksForRowsAndForAShare(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-01").store("a"),
            order("2026-01-02").store("a"),
            order("2026-01-03").store("b"),
            order("2026-01-04"));
    // three rows have a value; 1/3 = 33.33 %, rounded down
    assertEmpty(
        evaluator, facts, new Measure.Top(3, key(RowField.STORE_ID), null, Bound.of(4), 0, ORDERS));
    assertTop(
        evaluator,
        facts,
        new Measure.Top(3, key(RowField.STORE_ID), null, Bound.of(3), 3_333, ORDERS),
        List.of("a", "b"),
        6_666,
        3_333);
    assertTop(
        evaluator,
        facts,
        new Measure.Top(3, key(RowField.STORE_ID), null, Bound.of(3), 3_334, ORDERS),
        List.of("a"),
        6_666);
  }

  /** Line 19. */
  @EachEvaluator
  void aRowCountsOnceForEachOfItsWords(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-01").couponIds(List.of("x", "y")),
            order("2026-01-02").couponIds(List.of("y", "y")));
    // two rows: y in both, x in one
    assertTop(evaluator, facts, top(RowField.COUPON_ID, ORDERS), List.of("y", "x"), 10_000, 5_000);
  }

  /** Line 19. */
  @EachEvaluator
  void aValueWhoseWeightIsNotAboveZeroIsLeftOut(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-05"),
            line(1).sku("a").lineAmountFen(300),
            line(2).sku("b").lineAmountFen(0),
            line(3).sku("c").lineAmountFen(-100));
    Measure byAmount =
        new Measure.Top(9, key(RowField.SKU), RowField.LINE_AMOUNT, Bound.of(1), 0, LINES);
    // a has 300 of 300 + 0 - 100
    assertTop(evaluator, facts, byAmount, List.of("a"), 15_000);
  }

  /** Line 20. */
  @EachEvaluator
  void bandsGoRound(Evaluator evaluator) {
    List<Measure.Band> bands =
        List.of(new Measure.Band(5, "morning"), new Measure.Band(18, "night"));
    Measure top =
        new Measure.Top(9, new Measure.Key(RowField.HOUR, bands), null, Bound.of(1), 0, ORDERS);
    Case facts =
        on(
            "2026-01-09",
            row(Kind.ORDER, "2026-01-01", LocalDate.of(2026, 1, 2).atTime(4, 59)).order("POS", "1"),
            row(Kind.ORDER, "2026-01-02", LocalDate.of(2026, 1, 2).atTime(5, 0)).order("POS", "2"),
            row(Kind.ORDER, "2026-01-02", LocalDate.of(2026, 1, 2).atTime(17, 59))
                .order("POS", "3"),
            row(Kind.ORDER, "2026-01-02", LocalDate.of(2026, 1, 2).atTime(18, 0)).order("POS", "4"),
            row(Kind.ORDER, "2026-01-02", LocalDate.of(2026, 1, 2).atTime(23, 59))
                .order("POS", "5"));
    // night has 4:59, 18:00 and 23:59
    assertTop(evaluator, facts, top, List.of("night", "morning"), 6_000, 4_000);
  }

  /** Line 21. */
  @EachEvaluator
  void aTierBeginsAtItsFrom(Evaluator evaluator) {
    List<Measure.Tier> tiers =
        List.of(new Measure.Tier(Bound.of(1), "low"), new Measure.Tier(Bound.of(2), "high"));
    Measure measure = new Measure.Tiers(count(ORDERS), tiers);
    assertEmpty(evaluator, on("2026-01-09"), measure);
    assertText(evaluator, on("2026-01-09", order("2026-01-01")), measure, "low");
    Case two = on("2026-01-09", order("2026-01-01"), order("2026-01-02"));
    assertText(evaluator, two, measure, "high");
  }

  /** Line 21. */
  @EachEvaluator
  void aFirstTierWithoutFromTakesAllBelowButNotNothing(Evaluator evaluator) {
    List<Measure.Tier> tiers =
        List.of(new Measure.Tier(null, "early"), new Measure.Tier(Bound.of(9), "late"));
    Case facts = on("2026-01-09");
    assertText(evaluator, facts, new Measure.Tiers(count(ORDERS), tiers), "early");
    assertEmpty(
        evaluator, facts, new Measure.Tiers(new Measure.DaysSince(End.LAST, ORDERS), tiers));
  }

  /** Line 22. */
  @EachEvaluator
  void theFirstCaseThatHoldsGivesTheValue(Evaluator evaluator) {
    Case facts = on("2026-01-09");
    Measure.Case no = new Measure.Case(NEVER, "no");
    Measure.Case yes = new Measure.Case(ALWAYS, "yes");
    Measure.Case also = new Measure.Case(ALWAYS, "also");
    assertText(evaluator, facts, new Measure.Cases(List.of(no, yes, also), "else"), "yes");
    assertText(evaluator, facts, new Measure.Cases(List.of(no), "else"), "else");
    assertEmpty(evaluator, facts, new Measure.Cases(List.of(no), null));
  }

  /** Line 22. */
  @EachEvaluator
  void aCodeIsEmptyWhenOnePartIsAndAValueUnlessItsRuleHolds(Evaluator evaluator) {
    Case facts = on("2026-01-09", order("2026-01-01"));
    Measure one = new Measure.Cases(List.of(), "1");
    Measure nothing = new Measure.Cases(List.of(), null);
    assertText(evaluator, facts, new Measure.Code(List.of(one, one), "-"), "1-1");
    assertText(evaluator, facts, new Measure.Code(List.of(one), "-"), "1");
    assertEmpty(evaluator, facts, new Measure.Code(List.of(one, nothing, one), "-"));
    assertNumber(evaluator, facts, new Measure.Given(ALWAYS, count(ORDERS)), 1);
    assertEmpty(evaluator, facts, new Measure.Given(NEVER, count(ORDERS)));
    assertText(evaluator, facts, new Measure.Flag(ALWAYS), "true");
    assertText(evaluator, facts, new Measure.Flag(NEVER), "false");
  }

  /** Line 23. */
  @EachEvaluator
  void aParameterIsTheNewestThatHasCome(Evaluator evaluator) {
    Case facts =
        on("2026-01-09", order("2026-01-01"), order("2026-01-02"))
            .parameters(
                List.of(
                    parameter("regular.from", null, "2026-01-10", 3),
                    parameter("regular.from", null, "2026-01-01", 2)));
    Rule regular = new Rule.Compare(count(ORDERS), new Bound.Parameter("regular.from"), null);
    assertThat(evaluator.holds(facts, regular)).isTrue();
    assertThat(evaluator.holds(facts.asOf(LocalDate.of(2026, 1, 10)), regular)).isFalse();
  }

  /** Line 24. */
  @EachEvaluator
  void aSumThatDoesNotFitIsAnError(Evaluator evaluator) {
    Case facts =
        on(
            "2026-01-09",
            order("2026-01-01").amountPaidFen(Long.MAX_VALUE),
            order("2026-01-02").amountPaidFen(1));
    for (Function function : List.of(Function.SUM, Function.AVG)) {
      Measure measure = aggregate(function, RowField.AMOUNT_PAID, ORDERS);
      assertThatThrownBy(() -> evaluator.value(facts, measure))
          .isInstanceOf(ArithmeticException.class);
    }
  }

  // Rules

  /** Line 25. */
  @EachEvaluator
  void logicIsTwoValued(Evaluator evaluator) {
    Case facts = on("2026-01-09");
    assertThat(evaluator.holds(facts, new Rule.All(List.of(ALWAYS, NEVER)))).isFalse();
    assertThat(evaluator.holds(facts, new Rule.Any(List.of(ALWAYS, NEVER)))).isTrue();
    assertThat(evaluator.holds(facts, new Rule.Not(NEVER))).isTrue();
    Rule recent = new Rule.Compare(new Measure.DaysSince(End.LAST, ORDERS), null, Bound.of(1_000));
    assertThat(evaluator.holds(facts, recent)).isFalse();
    assertThat(evaluator.holds(facts, new Rule.Not(recent))).isTrue();
  }

  /** Line 26. */
  @EachEvaluator
  void bothEndsAreInside(Evaluator evaluator) {
    Case facts = on("2026-01-09", order("2026-01-01").amountPaidFen(5));
    for (long[] inside : new long[][] {{5, 5}, {4, 5}, {5, 6}}) {
      RowTest test = range(RowField.AMOUNT_PAID, inside[0], inside[1]);
      assertNumber(evaluator, facts, count(ORDERS.where(test)), 1);
      assertThat(evaluator.holds(facts, paid(inside[0], inside[1]))).isTrue();
    }
    for (long[] outside : new long[][] {{6, 9}, {1, 4}}) {
      RowTest test = range(RowField.AMOUNT_PAID, outside[0], outside[1]);
      assertNumber(evaluator, facts, count(ORDERS.where(test)), 0);
      assertThat(evaluator.holds(facts, paid(outside[0], outside[1]))).isFalse();
    }
  }

  private static Rule paid(long from, long to) {
    return new Rule.Compare(
        aggregate(Function.SUM, RowField.AMOUNT_PAID, ORDERS), Bound.of(from), Bound.of(to));
  }

  /** Line 27. */
  @EachEvaluator
  void aSequenceIsInTimeUpToTheDayBeforeItsPeriodEnds(Evaluator evaluator) {
    Rule rule = added("15d", Window.ALL_TIME);
    // 1 January + 15 days = 16 January
    assertThat(evaluator.holds(addedAndBought("2026-01-01", "2026-01-15"), rule)).isTrue();
    assertThat(evaluator.holds(addedAndBought("2026-01-01", "2026-01-16"), rule)).isFalse();
    assertThat(evaluator.holds(addedAndBought("2026-01-01", "2026-01-01"), rule)).isTrue();
    Case backwards = on("2026-03-01", order("2026-01-01"), row(Kind.CONTACT, "2026-01-01"));
    assertThat(evaluator.holds(backwards, rule)).isFalse();
  }

  /** Line 27. */
  @EachEvaluator
  void everyStepOfASequenceIsInsideAndCounts(Evaluator evaluator) {
    Case facts = addedAndBought("2026-01-01", "2026-01-10");
    Rule rule = added("15d", rolling("30d"));
    // 1 January + 30 days = 31 January
    assertThat(evaluator.holds(facts.asOf(LocalDate.of(2026, 1, 30)), rule)).isTrue();
    assertThat(evaluator.holds(facts.asOf(LocalDate.of(2026, 1, 31)), rule)).isFalse();
    Case cancelled =
        on(
            "2026-01-12",
            row(Kind.CONTACT, "2026-01-01"),
            order("2026-01-10").cancelled(LocalDate.of(2026, 1, 12)));
    assertThat(evaluator.holds(cancelled, rule)).isFalse();
    assertThat(evaluator.holds(cancelled.asOf(LocalDate.of(2026, 1, 11)), rule)).isTrue();
  }

  /** Line 27: one row cannot be two steps, and a later beginning may be the one in time. */
  @EachEvaluator
  void aSequenceTakesARowOnceAndAnyBeginning(Evaluator evaluator) {
    Rule twice = new Rule.Sequence(List.of(ORDERS, ORDERS), Period.parse("5d"), Window.ALL_TIME);
    assertThat(evaluator.holds(on("2026-03-01", order("2026-01-01")), twice)).isFalse();
    Case three = on("2026-03-01", order("2026-01-01"), order("2026-01-10"), order("2026-01-12"));
    assertThat(evaluator.holds(three, twice)).isTrue();
    Rule thrice =
        new Rule.Sequence(List.of(ORDERS, ORDERS, ORDERS), Period.parse("5d"), Window.ALL_TIME);
    assertThat(evaluator.holds(three, thrice)).isFalse();
  }

  private static Rule added(String within, Window window) {
    return new Rule.Sequence(List.of(Rows.of(Kind.CONTACT), ORDERS), Period.parse(within), window);
  }

  private static Case addedAndBought(String added, String bought) {
    return on("2026-03-01", row(Kind.CONTACT, added), order(bought));
  }

  /** Line 28. */
  @EachEvaluator
  void heldAsksEachOfTheLastDays(Evaluator evaluator) {
    Case facts = on("2026-01-07", order("2026-01-05"));
    Rule bought = new Rule.Compare(count(ORDERS.in(rolling("4d"))), Bound.of(1), null);
    // inside from 5 to 8 January
    assertThat(evaluator.holds(facts, new Rule.Held(bought, 3))).isTrue();
    assertThat(evaluator.holds(facts, new Rule.Held(bought, 4))).isFalse();
    assertThat(evaluator.holds(facts.asOf(LocalDate.of(2026, 1, 8)), new Rule.Held(bought, 4)))
        .isTrue();
    assertThat(evaluator.holds(facts.asOf(LocalDate.of(2026, 1, 9)), new Rule.Held(bought, 2)))
        .isFalse();
  }

  /** Line 29. */
  @EachEvaluator
  void aShareNeedsAsManyAsTheTableSays(Evaluator evaluator) {
    // of 3 lines 2, of 4 lines 3; beyond that 3/4: of 5 lines 3.75, so 4; of 8 lines 6
    assertThat(isShare(evaluator, 2, 2)).isFalse();
    assertThat(isShare(evaluator, 3, 1)).isFalse();
    assertThat(isShare(evaluator, 3, 2)).isTrue();
    assertThat(isShare(evaluator, 4, 2)).isFalse();
    assertThat(isShare(evaluator, 4, 3)).isTrue();
    assertThat(isShare(evaluator, 5, 3)).isFalse();
    assertThat(isShare(evaluator, 5, 4)).isTrue();
    assertThat(isShare(evaluator, 8, 5)).isFalse();
    assertThat(isShare(evaluator, 8, 6)).isTrue();
  }

  private static boolean isShare(Evaluator evaluator, int n, int k) {
    List<TimelineRow.Builder> rows = new ArrayList<>(List.of(order("2026-01-05")));
    for (int i = 1; i <= n; i++) {
      rows.add(line(i).sku(i <= k ? "hot" : "mild"));
    }
    Case facts =
        on("2026-01-09", rows.toArray(TimelineRow.Builder[]::new))
            .parameters(
                List.of(parameter("k", 3, "2026-01-01", 2), parameter("k", 4, "2026-01-01", 3)));
    return evaluator.holds(facts, new Rule.Share(LINES, in(RowField.SKU, "hot"), "k"));
  }

  /** Line 30. */
  @EachEvaluator
  void aTagIsItsValueOnTheSameDateAndASegmentItsRule(Evaluator evaluator) {
    Measure recent = count(ORDERS.in(rolling("3d")));
    Case facts =
        on("2026-01-07", order("2026-01-05").store("a"))
            .tags(
                Map.of(
                    "orders",
                    recent,
                    "last",
                    new Measure.DateOf(End.LAST, ORDERS.in(rolling("3d"))),
                    "store",
                    top(RowField.STORE_ID, ORDERS.in(rolling("3d"))),
                    "flag",
                    new Measure.Flag(new Rule.TagRange("orders", 1L, null))))
            .segments(Map.of("recent", new Rule.TagIs("flag", true)));
    Rule sinceJanuary = new Rule.TagRange("last", LocalDate.of(2026, 1, 1).toEpochDay(), null);
    // inside from 5 to 7 January
    for (Rule rule :
        List.of(
            new Rule.TagExists("last"),
            sinceJanuary,
            new Rule.TagIn("store", List.of("b", "a")),
            new Rule.TagIs("flag", true),
            new Rule.InSegment("recent"))) {
      assertThat(evaluator.holds(facts, rule)).as("%s", rule).isTrue();
      assertThat(evaluator.holds(facts.asOf(LocalDate.of(2026, 1, 8)), rule)).isFalse();
    }
    assertNumber(evaluator, facts, new Measure.OfTag("orders"), 1);
    // 0 is a value
    assertThat(evaluator.holds(facts.asOf(LocalDate.of(2026, 1, 8)), new Rule.TagExists("orders")))
        .isTrue();
  }

  /** Line 30: the tag is asked on each day that {@code held} asks. */
  @EachEvaluator
  void aTagInHeldIsThatOfEachDay(Evaluator evaluator) {
    Case facts =
        on("2026-01-06", order("2026-01-05"))
            .tags(Map.of("last", new Measure.DateOf(End.LAST, ORDERS)));
    assertThat(evaluator.holds(facts, new Rule.Held(new Rule.TagExists("last"), 2))).isTrue();
    assertThat(evaluator.holds(facts, new Rule.Held(new Rule.TagExists("last"), 3))).isFalse();
  }

  /** Line 31. */
  @EachEvaluator
  void aBucketIsAtLeastTheFirstAndBelowTheSecond(Evaluator evaluator) {
    Case facts = on("2026-01-07").customer(Set.of("member:1", "phone:2"), 500);
    assertThat(evaluator.holds(facts, new Rule.Percentage(500, 501))).isTrue();
    assertThat(evaluator.holds(facts, new Rule.Percentage(0, 500))).isFalse();
    assertThat(evaluator.holds(facts, new Rule.Percentage(501, 10_000))).isFalse();
    assertThat(evaluator.holds(facts, new Rule.Ids(List.of("member:3", "phone:2")))).isTrue();
    assertThat(evaluator.holds(facts, new Rule.Ids(List.of("member:2")))).isFalse();
  }

  // What is built, asked and asserted

  private static void assertInside(
      Evaluator evaluator, Window window, String occurred, String first, String last) {
    LocalDate from = LocalDate.parse(first);
    LocalDate to = LocalDate.parse(last);
    for (LocalDate day = from.minusDays(40); day.isBefore(to.plusDays(40)); day = day.plusDays(1)) {
      assertThat(isInside(evaluator, window, occurred, day.toString()))
          .as("%s on %s", occurred, day)
          .isEqualTo(!day.isBefore(from) && !day.isAfter(to));
    }
  }

  private static boolean isInside(
      Evaluator evaluator, Window window, String occurred, String asOf) {
    return evaluator
        .value(on(asOf, order(occurred)), count(ORDERS.in(window)))
        .equals(NaiveValue.number(1));
  }

  private static void assertNumber(
      Evaluator evaluator, Case facts, Measure measure, long expected) {
    assertThat(evaluator.value(facts, measure)).isEqualTo(NaiveValue.number(expected));
  }

  private static void assertText(
      Evaluator evaluator, Case facts, Measure measure, String expected) {
    assertThat(evaluator.value(facts, measure)).isEqualTo(NaiveValue.text(expected));
  }

  private static void assertEmpty(Evaluator evaluator, Case facts, Measure measure) {
    assertThat(evaluator.value(facts, measure)).isEqualTo(NaiveValue.EMPTY);
  }

  private static void assertTop(
      Evaluator evaluator, Case facts, Measure measure, List<String> texts, long... shares) {
    assertThat(evaluator.value(facts, measure))
        .isEqualTo(new NaiveValue(texts, Arrays.stream(shares).boxed().toList()));
  }

  private static Measure count(Rows rows) {
    return new Measure.Count(rows);
  }

  private static Measure aggregate(Function function, RowField field, Rows rows) {
    return new Measure.Aggregate(function, field, rows);
  }

  private static Measure last(RowField field, Rows rows) {
    return new Measure.ValueOf(End.LAST, field, rows);
  }

  private static Measure top(RowField field, Rows rows) {
    return new Measure.Top(9, key(field), null, Bound.of(1), 0, rows);
  }

  private static Measure.Key key(RowField field) {
    return new Measure.Key(field, null);
  }

  private static RowTest in(RowField field, String... values) {
    return new RowTest.FieldIn(field, List.of(values));
  }

  private static RowTest range(RowField field, long from, long to) {
    return new RowTest.FieldRange(field, from, to);
  }

  private static Window rolling(String length) {
    return new Window.Rolling(Period.parse(length), null);
  }

  private static Window calendar(Unit unit, int last) {
    return new Window.Calendar(unit, last);
  }

  private static Window between(String from, String to) {
    return new Window.Between(LocalDate.parse(from), LocalDate.parse(to));
  }

  private static Case on(String asOf, TimelineRow.Builder... rows) {
    return Case.on(LocalDate.parse(asOf))
        .rows(Stream.of(rows).map(TimelineRow.Builder::build).toList());
  }

  private static TimelineRow.Builder row(Kind kind, String date) {
    return row(kind, date, LocalDate.parse(date).atTime(LocalTime.NOON));
  }

  private static TimelineRow.Builder row(Kind kind, String businessDate, LocalDateTime wall) {
    return TimelineRow.of(
        7, kind, wall.atZone(SHANGHAI).toInstant(), LocalDate.parse(businessDate));
  }

  /** An order of that day, its number being the day. */
  private static TimelineRow.Builder order(String date) {
    return row(Kind.ORDER, date).order("POS", date);
  }

  /** A line of the order of 5 January. */
  private static TimelineRow.Builder line(int lineNo) {
    return row(Kind.ORDER_LINE, "2026-01-05").order("POS", "2026-01-05").lineNo(lineNo);
  }

  /** A line of the sku {@code p}, of which the till tells something. */
  private static TimelineRow.Builder told(TimelineRow.Builder line) {
    return line.sku("p").category("till's").attrs(Map.of("taste", "sour , hot"));
  }

  private static List<Refund> refund(String date, long fen) {
    return List.of(new Refund(LocalDate.parse(date), fen));
  }

  private static ProductBook.Row product(
      String validFrom,
      @Nullable String name,
      @Nullable String category,
      @Nullable String department,
      String... tastes) {
    return new ProductBook.Row(
        "p", LocalDate.parse(validFrom), name, category, department, List.of(tastes));
  }

  private static Parameters.Row parameter(
      String name, @Nullable Integer index, String validFrom, long value) {
    return new Parameters.Row(name, index, LocalDate.parse(validFrom), BigDecimal.valueOf(value));
  }
}
