package dev.shuke.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.rule.Rule.All;
import dev.shuke.rule.Rule.Any;
import dev.shuke.rule.Rule.Compare;
import dev.shuke.rule.Rule.Not;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSentenceTest {

  private static final Rows ORDERS = Rows.of(Kind.ORDER);
  private static final Rows LINES = Rows.of(Kind.ORDER_LINE);
  private static final RowTest AT_S1 = new RowTest.FieldIn(RowField.STORE_ID, List.of("s1"));
  private static final RowTest SPICY = new RowTest.FieldIn(RowField.TASTE, List.of("辣"));
  private static final RowTest FROM_100 =
      new RowTest.FieldRange(RowField.AMOUNT_NET, 10_000L, null);

  static Stream<Arguments> rules() {
    return Stream.of(
        told(
            new All(List.of(did(ORDERS), new Not(did(ORDERS.in(months(3)))))),
            "至少下过一单，且最近三个自然月没有下单",
            "has ordered at least once, and has not ordered in the last 3 calendar months"),
        told(did(ORDERS.in(days(90))), "最近 90 天下过单", "has ordered in the last 90 days"),
        told(new Not(did(ORDERS)), "从未下过单", "has never ordered"),
        told(
            did(ORDERS.where(AT_S1)), "在门店「s1」至少下过一单", "has ordered at store \"s1\" at least once"),
        told(
            new Not(did(ORDERS.where(AT_S1).in(days(30)))),
            "最近 30 天在门店「s1」没有下单",
            "has not ordered at store \"s1\" in the last 30 days"),
        told(
            did(
                ORDERS
                    .where(new RowTest.FieldIn(RowField.STORE_ID, List.of("s1", "s2")))
                    .in(days(30))),
            "最近 30 天在门店「s1」或「s2」下过单",
            "has ordered at store \"s1\" or \"s2\" in the last 30 days"),
        told(
            did(ORDERS.where(FROM_100).in(days(90))),
            "最近 90 天下过单（净额至少 100 元）",
            "has ordered in the last 90 days (amount after refunds is at least 100.00)"),
        told(
            did(
                ORDERS.where(
                    new RowTest.AllOf(List.of(AT_S1, new RowTest.HasLine(SPICY), FROM_100)))),
            "至少下过一单（门店是「s1」，且含一条明细满足（口味有「辣」），且净额至少 100 元）",
            "has ordered at least once (store is \"s1\", and has a line with (taste has \"辣\"), and amount after refunds is at least 100.00)"),
        told(
            did(
                ORDERS.where(
                    new RowTest.AnyOf(
                        List.of(new RowTest.AllOf(List.of(AT_S1, FROM_100)), AT_S1)))),
            "至少下过一单（（门店是「s1」，且净额至少 100 元），或门店是「s1」）",
            "has ordered at least once ((store is \"s1\", and amount after refunds is at least 100.00), or store is \"s1\")"),
        told(
            did(ORDERS.where(new RowTest.NoneOf(new RowTest.FieldExists(RowField.COUPON_ID)))),
            "至少下过一单（并非（优惠券有值））",
            "has ordered at least once (not (coupon has a value))"),
        told(
            did(LINES.where(SPICY).in(days(180))),
            "最近 180 天买过商品（口味有「辣」）",
            "has bought a product in the last 180 days (taste has \"辣\")"),
        told(
            did(LINES.where(new RowTest.NoneOf(SPICY))),
            "至少买过一次商品（口味没有「辣」）",
            "has bought a product at least once (taste does not have \"辣\")"),
        told(
            did(LINES.where(new RowTest.FieldRange(RowField.QTY, 1_500L, 2_000L))),
            "至少买过一次商品（数量为 1.5 到 2）",
            "has bought a product at least once (quantity is between 1.5 and 2)"),
        told(
            at(new Measure.Count(ORDERS.in(days(90))), 3L, null),
            "最近 90 天下单至少 3 次",
            "has ordered at least 3 times in the last 90 days"),
        told(
            at(new Measure.Count(ORDERS), 2L, 5L),
            "累计下单 2 到 5 次",
            "has ordered between 2 and 5 times"),
        told(
            at(new Measure.Count(ORDERS.in(thisMonth())), 1L, 1L),
            "本月下单正好 1 次",
            "has ordered exactly once this month"),
        told(
            at(new Measure.Count(ORDERS.where(AT_S1).in(days(90))), null, 4L),
            "最近 90 天在门店「s1」下单至多 4 次",
            "has ordered at store \"s1\" at most 4 times in the last 90 days"),
        told(
            new Compare(
                new Measure.Count(ORDERS.in(days(90))), new Bound.Parameter("regular.from"), null),
            "最近 90 天下单至少参数「regular.from」次",
            "has ordered at least parameter \"regular.from\" times in the last 90 days"),
        told(
            at(sum(RowField.AMOUNT_NET, ORDERS.in(months(1))), 10_000L, null),
            "最近一个自然月订单的净额合计至少 100 元",
            "the total amount after refunds of orders in the last 1 calendar month is at least 100.00"),
        told(
            at(sum(RowField.AMOUNT_NET, ORDERS.in(months(1))), 10_000L, 20_050L),
            "最近一个自然月订单的净额合计为 100 到 200.5 元",
            "the total amount after refunds of orders in the last 1 calendar month is between 100.00 and 200.50"),
        told(
            at(sum(RowField.QTY, LINES), null, 12_500L),
            "全部商品明细的数量合计至多 12.5",
            "the total quantity of all order lines is at most 12.5"),
        told(
            at(
                new Measure.Aggregate(
                    Measure.Function.AVG,
                    RowField.AMOUNT_PAID,
                    ORDERS.in(new Window.Calendar(Window.Unit.MONTH, 3))),
                5_000L,
                null),
            "本月之前的三个整月订单的平均实付金额至少 50 元",
            "the average amount paid of orders in the 3 whole months before this one is at least 50.00"),
        told(
            at(new Measure.Distinct(RowField.STORE_ID, ORDERS.in(days(365))), 2L, null),
            "最近 365 天订单的不同门店的个数至少 2",
            "the number of different values of store in orders in the last 365 days is at least 2"),
        told(
            at(new Measure.DaysSince(Measure.End.LAST, ORDERS), 30L, null),
            "距最后一次下单至少 30 天",
            "the last order was at least 30 days ago"),
        told(
            at(new Measure.DaysSince(Measure.End.FIRST, ORDERS.in(days(180))), 1L, 60L),
            "距最近 180 天首次下单 1 到 60 天",
            "the first order in the last 180 days was between 1 and 60 days ago"),
        told(
            at(date(Measure.End.FIRST), day(2026, 1, 1), null),
            "首次下单的日期不早于 2026-01-01",
            "the date of the first order is on or after 2026-01-01"),
        told(
            at(date(Measure.End.LAST), day(2026, 1, 1), day(2026, 1, 31)),
            "最后一次下单的日期为 2026-01-01 到 2026-01-31",
            "the date of the last order is between 2026-01-01 and 2026-01-31"),
        told(
            at(new Measure.DaysBetween(date(Measure.End.FIRST), date(Measure.End.LAST)), null, 15L),
            "从（首次下单的日期）到（最后一次下单的日期）的天数至多 15 天",
            "the days from (the date of the first order) to (the date of the last order) is at most 15 days"),
        told(
            new Rule.Sequence(
                List.of(ORDERS, ORDERS.where(FROM_100)),
                new Period(15, Period.Unit.DAYS),
                months(3)),
            "最近三个自然月先下单，15 天内再下单（净额至少 100 元）",
            "has first ordered, then ordered (amount after refunds is at least 100.00) within 15 days in the last 3 calendar months"),
        told(
            new Rule.Sequence(
                List.of(Rows.of(Kind.CONTACT), Rows.of(Kind.CHAT), ORDERS.where(AT_S1)),
                new Period(1, Period.Unit.MONTHS),
                Window.ALL_TIME),
            "先加删好友，再会话，再在门店「s1」下单，首尾相距在一个自然月之内",
            "has first added or removed an employee as contact, then chatted, then ordered at store \"s1\", all within 1 calendar month"),
        told(
            new Rule.Held(new Not(did(ORDERS.in(days(30)))), 7),
            "连续 7 天都满足（最近 30 天没有下单）",
            "on each of the last 7 days: (has not ordered in the last 30 days)"),
        told(
            new Rule.Share(LINES.in(days(180)), SPICY, "likes_spicy.k"),
            "最近 180 天商品明细中满足（口味有「辣」）的条数达到参数表「likes_spicy.k」",
            "among order lines in the last 180 days as many pass (taste has \"辣\") as table \"likes_spicy.k\" asks for"),
        told(
            did(
                Rows.of(Kind.CONTACT)
                    .latest(
                        List.of(RowField.STAFF_USERID),
                        new RowTest.FieldIn(RowField.CHANGE, List.of("added")))),
            "至少加删过一次好友（每个员工只看最后一条，须变更是「added」）",
            "has added or removed an employee as contact at least once (only the last one per employee, which must pass: change is \"added\")"),
        told(
            did(
                Rows.of(Kind.CONSENT)
                    .latest(List.of(RowField.PURPOSE, RowField.STATE), RowTest.ANY_ROW)),
            "至少表态过一次是否同意（每个同意事项、同意状态只看最后一条）",
            "has given or withdrawn consent at least once (only the last one per purpose, state)"),
        told(
            did(Rows.of(Kind.GROUP).in(lastWeek())),
            "上周进退过群",
            "has joined or left a group last week"),
        told(
            new Not(did(Rows.of(Kind.TOUCH).in(days(7)))),
            "最近 7 天没有被触达",
            "has not been reached in the last 7 days"),
        told(
            did(Rows.of(Kind.VISIT).in(new Window.Rolling(daysLong(90), daysLong(30)))),
            "最近 90 天但不含最近 30 天到过店",
            "has visited in the last 90 days but not the last 30 days"),
        told(
            did(
                Rows.of(Kind.MEMBER)
                    .in(new Window.Between(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31)))),
            "2026-01-01 至 2026-01-31 期间入过会",
            "has become a member from 2026-01-01 to 2026-01-31"),
        told(new Not(did(Rows.of(Kind.REFERRAL))), "从未参与过推荐", "has never taken part in a referral"),
        told(did(Rows.of(Kind.TAG)), "至少被改过一次标签", "has been given or lost a tag at least once"),
        told(new Rule.TagIs("lapsed", true), "标签「lapsed」为是", "tag \"lapsed\" is true"),
        told(new Rule.TagIs("lapsed", false), "标签「lapsed」为否", "tag \"lapsed\" is false"),
        told(
            new Rule.TagIn("taste", List.of("spicy", "sweet")),
            "标签「taste」是「spicy」或「sweet」",
            "tag \"taste\" is \"spicy\" or \"sweet\""),
        told(
            new Not(new Rule.TagIn("taste", List.of("spicy"))),
            "标签「taste」不是「spicy」",
            "tag \"taste\" is not \"spicy\""),
        told(
            new Rule.TagRange("orders_90d", 2L, 5L),
            "标签「orders_90d」的值为 2 到 5",
            "the value of tag \"orders_90d\" is between 2 and 5"),
        told(new Rule.TagExists("birthday"), "标签「birthday」有值", "tag \"birthday\" has a value"),
        told(
            new Not(new Rule.TagExists("birthday")),
            "标签「birthday」没有值",
            "tag \"birthday\" has no value"),
        told(new Rule.InSegment("regulars"), "在人群「regulars」中", "is in segment \"regulars\""),
        told(
            new Not(new Rule.InSegment("regulars")),
            "不在人群「regulars」中",
            "is not in segment \"regulars\""),
        told(
            new Rule.Ids(List.of("member:1", "unionid:oA")),
            "客户编号是「member:1」或「unionid:oA」",
            "has the id \"member:1\" or \"unionid:oA\""),
        told(
            new Rule.Percentage(0, 1_250),
            "在稳定分流的 0% 到 12.5% 之内",
            "is in the stable share from 0% to 12.5%"),
        told(
            new All(
                List.of(
                    new Any(List.of(did(ORDERS), new Rule.TagIs("lapsed", true))),
                    new Not(new All(List.of(did(LINES), did(ORDERS)))))),
            "（至少下过一单，或标签「lapsed」为是），且并非（至少买过一次商品，且至少下过一单）",
            "(has ordered at least once, or tag \"lapsed\" is true), and not (has bought a product at least once, and has ordered at least once)"),
        told(
            new Any(List.of(new Rule.InSegment("a\"」b"))),
            "以下至少一项满足（在人群「a\"\\」b」中）",
            "any of (is in segment \"a\\\"」b\")"));
  }

  static Stream<Arguments> measures() {
    Measure count = new Measure.Count(ORDERS.in(days(90)));
    return Stream.of(
        told(count, "最近 90 天订单的条数", "the number of orders in the last 90 days"),
        told(
            new Measure.ValueOf(Measure.End.LAST, RowField.STORE_ID, ORDERS),
            "全部订单中最后一个门店",
            "the last store in all orders"),
        told(date(Measure.End.LAST), "最后一次下单的日期", "the date of the last order"),
        told(
            new Measure.DaysSince(Measure.End.LAST, ORDERS.where(AT_S1)),
            "距在门店「s1」最后一次下单的天数",
            "the days since the last order at store \"s1\""),
        told(
            new Measure.Top(
                3,
                new Measure.Key(RowField.TASTE, null),
                RowField.LINE_AMOUNT,
                Bound.of(3),
                1_250,
                LINES.in(days(180))),
            "最近 180 天商品明细中按明细金额排在前 3 位的口味，须至少 3 条，每个占比至少 12.5%",
            "of order lines in the last 180 days, by line amount, the top 3 of taste, from at least 3 rows, each with a share of at least 12.5%"),
        told(
            new Measure.Top(
                1,
                new Measure.Key(
                    RowField.HOUR,
                    List.of(new Measure.Band(5, "morning"), new Measure.Band(12, "noon"))),
                null,
                Bound.of(1),
                0,
                ORDERS),
            "全部订单中按条数排在前 1 位的时刻（小时）（分段：自 5 起为「morning」；自 12 起为「noon」）",
            "of all orders, by number of rows, the top 1 of hour of the day (in bands: \"morning\" from 5; \"noon\" from 12)"),
        told(
            new Measure.Tiers(
                count,
                List.of(
                    new Measure.Tier(null, "none"),
                    new Measure.Tier(Bound.of(1), "low"),
                    new Measure.Tier(new Bound.Parameter("high.from"), "high"))),
            "最近 90 天订单的条数，分档：不足下一档为「none」；自 1 起为「low」；自参数「high.from」起为「high」",
            "the number of orders in the last 90 days, in tiers: \"none\" below the next; \"low\" from 1; \"high\" from parameter \"high.from\""),
        told(
            new Measure.Cases(
                List.of(
                    new Measure.Case(new Not(did(ORDERS.in(months(12)))), "lost"),
                    new Measure.Case(new Not(did(ORDERS.in(months(3)))), "lapsed")),
                "active"),
            "满足（最近 12 个自然月没有下单）时为「lost」；满足（最近三个自然月没有下单）时为「lapsed」；否则为「active」",
            "\"lost\" if (has not ordered in the last 12 calendar months); \"lapsed\" if (has not ordered in the last 3 calendar months); else \"active\""),
        told(new Measure.Flag(did(ORDERS)), "是否满足（至少下过一单）", "whether (has ordered at least once)"),
        told(
            new Measure.Code(List.of(count, new Measure.OfTag("recency")), "-"),
            "以「-」依次连接：（最近 90 天订单的条数）、（标签「recency」的值）",
            "one after another, with \"-\" between: (the number of orders in the last 90 days), (the value of tag \"recency\")"),
        told(
            new Measure.Given(did(ORDERS), count),
            "（最近 90 天订单的条数），仅当（至少下过一单）",
            "(the number of orders in the last 90 days), only if (has ordered at least once)"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void tellsARule(Rule rule, String zh, String en) {
    assertThat(RuleSentence.of(rule, Language.ZH)).isEqualTo(zh);
    assertThat(RuleSentence.of(rule, Language.EN)).isEqualTo(en);
  }

  @ParameterizedTest
  @MethodSource("measures")
  void tellsAMeasure(Measure measure, String zh, String en) {
    assertThat(RuleSentence.of(measure, Language.ZH)).isEqualTo(zh);
    assertThat(RuleSentence.of(measure, Language.EN)).isEqualTo(en);
  }

  /** Small rules, so that many of them differ in one place only. */
  @ParameterizedTest
  @EnumSource
  void tellsDifferentRulesDifferently(Language language) {
    Map<String, Object> told = new HashMap<>();
    Stream.concat(rules(), measures())
        .forEach(
            given -> {
              Object meant = given.get()[0];
              String sentence =
                  meant instanceof Rule rule
                      ? RuleSentence.of(rule, language)
                      : RuleSentence.of((Measure) meant, language);
              assertNewOrEqual(told, sentence, meant);
            });
    for (int i = 0; i < 30_000; i++) {
      RandomRules random = new RandomRules(new Random(i), i % 2 == 0);
      Rule rule = random.rule(1 + i % 4);
      Measure measure = random.measure(1 + i % 3);
      assertNewOrEqual(told, RuleSentence.of(rule, language), rule);
      assertNewOrEqual(told, RuleSentence.of(measure, language), measure);
    }
    assertThat(told).hasSizeGreaterThan(30_000);
  }

  private static void assertNewOrEqual(Map<String, Object> told, String sentence, Object meant) {
    Object before = told.putIfAbsent(sentence, meant);
    if (before != null) {
      assertThat(before).as(sentence).isEqualTo(meant);
    }
  }

  @Test
  void callsTagsValuesAndSegmentsByTheirNames() {
    Names names =
        new Names() {
          @Override
          public String tag(String id, Language language) {
            return language == Language.ZH ? "口味" : "Taste";
          }

          @Override
          public String value(String tag, String value, Language language) {
            return language == Language.ZH ? "辣" : "Spicy";
          }

          @Override
          public String segment(String id, Language language) {
            return language == Language.ZH ? "常客" : "Regulars";
          }

          @Override
          public boolean isDate(String tag) {
            return tag.equals("last_order_date");
          }
        };
    Rule taste = new Rule.TagIn("taste", List.of("spicy"));
    assertThat(RuleSentence.of(taste, Language.ZH, names)).isEqualTo("标签「口味」是「辣」");
    assertThat(RuleSentence.of(taste, Language.EN, names)).isEqualTo("tag \"Taste\" is \"Spicy\"");
    assertThat(RuleSentence.of(new Rule.InSegment("r"), Language.ZH, names)).isEqualTo("在人群「常客」中");
    Rule date = new Rule.TagRange("last_order_date", day(2026, 1, 31), null);
    assertThat(RuleSentence.of(date, Language.EN, names))
        .isEqualTo("the value of tag \"Taste\" is on or after 2026-01-31");
  }

  private static Arguments told(Object meant, String zh, String en) {
    return Arguments.of(meant, zh, en);
  }

  private static Rule did(Rows rows) {
    return at(new Measure.Count(rows), 1L, null);
  }

  private static Rule at(Measure measure, @Nullable Long from, @Nullable Long to) {
    return new Compare(
        measure, from == null ? null : Bound.of(from), to == null ? null : Bound.of(to));
  }

  private static Measure sum(RowField field, Rows rows) {
    return new Measure.Aggregate(Measure.Function.SUM, field, rows);
  }

  private static Measure date(Measure.End end) {
    return new Measure.DateOf(end, ORDERS);
  }

  private static long day(int year, int month, int day) {
    return LocalDate.of(year, month, day).toEpochDay();
  }

  private static Period daysLong(int days) {
    return new Period(days, Period.Unit.DAYS);
  }

  private static Window days(int days) {
    return new Window.Rolling(daysLong(days), null);
  }

  private static Window months(int months) {
    return new Window.Rolling(new Period(months, Period.Unit.MONTHS), null);
  }

  private static Window thisMonth() {
    return new Window.Calendar(Window.Unit.MONTH, 0);
  }

  private static Window lastWeek() {
    return new Window.Calendar(Window.Unit.WEEK, 1);
  }
}
