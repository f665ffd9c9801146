package dev.shuke.rule;

import dev.shuke.customer.TimelineRow.Kind;

/**
 * All texts of {@link RuleSentence}, both languages side by side. In Chinese a number brings its
 * own spaces, since names beside it want none.
 */
enum Phrase {
  // how rules and conditions hang together
  AND("，且", ", and "),
  OR("，或", ", or "),
  OR_VALUE("或", " or "),
  COMMA("、", ", "),
  SEMICOLON("；", "; "),
  IN_PARENTHESES("（%s）", "(%s)"),
  BEHIND_IN_PARENTHESES("（%s）", " (%s)"),
  ALL_OF("以下全部满足（%s）", "all of (%s)"),
  ANY_OF("以下至少一项满足（%s）", "any of (%s)"),
  NOT("并非（%s）", "not (%s)"),

  // tags, segments, ids
  TAG_IS_TRUE("标签%s为是", "tag %s is true"),
  TAG_IS_FALSE("标签%s为否", "tag %s is false"),
  TAG_IN("标签%s是%s", "tag %s is %s"),
  TAG_NOT_IN("标签%s不是%s", "tag %s is not %s"),
  TAG_VALUE("标签%s的值", "the value of tag %s"),
  TAG_EXISTS("标签%s有值", "tag %s has a value"),
  TAG_MISSING("标签%s没有值", "tag %s has no value"),
  IN_SEGMENT("在人群%s中", "is in segment %s"),
  NOT_IN_SEGMENT("不在人群%s中", "is not in segment %s"),
  IDS("客户编号是%s", "has the id %s"),
  PERCENTAGE("在稳定分流的 %s%% 到 %s%% 之内", "is in the stable share from %s%% to %s%%"),

  // did, and how often
  DID("%1$s%2$s%3$s%4$s", "has %3$s%2$s%1$s%4$s"),
  DID_EVER("%1$s%2$s%3$s", "has %2$s%1$s at least once%3$s"),
  DID_NOT("%1$s%2$s%3$s%4$s", "has not %3$s%2$s%1$s%4$s"),
  NEVER_DID("%1$s%2$s%3$s", "has never %2$s%1$s%3$s"),
  TIMES("%1$s%2$s%3$s%4$s%5$s", "has %3$s%2$s %5$s%1$s%4$s"),
  EVER("累计", ""),
  DAYS_AGO("距%s%s", "%s was %s ago"),
  COMPARED("%s%s", "%s is %s"),
  COMPARED_BETWEEN("%s为%s", "%s is %s"),

  // other conditions on the timeline
  SEQUENCE("%1$s先%2$s", "has first %2$s%1$s"),
  STEP("%1$s%2$s%3$s", "%2$s%1$s%3$s"),
  THEN("，再%s", ", then %s"),
  THEN_WITHIN("，%1$s内再%2$s", ", then %2$s within %1$s"),
  ALL_WITHIN("，首尾相距在%s之内", ", all within %s"),
  HELD("连续%s都满足（%s）", "on each of the last %s: (%s)"),
  SHARE("%s中满足（%s）的条数达到参数表%s", "among %s as many pass (%s) as table %s asks for"),

  // ranges
  AT_LEAST("至少%s", "at least %s"),
  AT_MOST("至多%s", "at most %s"),
  BETWEEN("%s到%s", "between %s and %s"),
  EXACTLY("正好%s", "exactly %s"),
  NOT_BEFORE("不早于%s", "on or after %s"),
  NOT_AFTER("不晚于%s", "on or before %s"),
  ON("正是%s", "on %s"),
  PARAMETER("参数%s", "parameter %s"),
  ONCE(" 1 次", "once"),
  IN_TIMES("%s次", "%s times"),
  ONE_DAY(" 1 天", "1 day"),
  IN_DAYS("%s天", "%s days"),
  IN_MONEY("%s元", "%s"),

  // windows
  LAST_PERIOD("最近%s", "in the last %s"),
  LAST_PERIOD_BUT("最近%s但不含最近%s", "in the last %s but not the last %s"),
  DATES("%s 至 %s 期间", "from %s to %s"),
  ONE_MONTH("一个自然月", "1 calendar month"),
  MONTHS("%s个自然月", "%s calendar months"),
  THIS_WEEK("本周", "this week"),
  THIS_MONTH("本月", "this month"),
  THIS_QUARTER("本季度", "this quarter"),
  THIS_YEAR("今年", "this year"),
  LAST_WEEK("上周", "last week"),
  LAST_MONTH("上个月", "last month"),
  LAST_QUARTER("上个季度", "last quarter"),
  LAST_YEAR("去年", "last year"),
  WEEKS_BEFORE("本周之前的%s个整周", "in the %s whole weeks before this one"),
  MONTHS_BEFORE("本月之前的%s个整月", "in the %s whole months before this one"),
  QUARTERS_BEFORE("本季度之前的%s个整季度", "in the %s whole quarters before this one"),
  YEARS_BEFORE("今年之前的%s个整年", "in the %s whole years before this one"),

  // rows
  AT_STORE("在门店%s", " at store %s"),
  ROWS("%1$s%2$s%3$s%4$s%5$s", "%1$s%4$s%3$s%2$s%5$s"),
  OF_STORE("%s的", "%s"),
  ALL_ROWS("全部", "all "),
  FIRST_ROW("%1$s%2$s首次%3$s%4$s", "the first %3$s%2$s%1$s%4$s"),
  LAST_ROW("%1$s%2$s最后一次%3$s%4$s", "the last %3$s%2$s%1$s%4$s"),
  LATEST_PER("每个%s只看最后一条", "only the last one per %s"),
  LATEST_PER_HAVING("每个%s只看最后一条，须%s", "only the last one per %s, which must pass: %s"),
  SILENT_FOR("%s，且已满%s没有新的", "%s, and none has come for %s"),
  FIELD_IS("%s是%s", "%s is %s"),
  FIELD_HAS("%s有%s", "%s has %s"),
  FIELD_IS_NOT("%s不是%s", "%s is not %s"),
  FIELD_HAS_NOT("%s没有%s", "%s does not have %s"),
  FIELD_EXISTS("%s有值", "%s has a value"),
  HAS_LINE("含一条明细满足（%s）", "has a line with (%s)"),

  // measures
  COUNT("%s的条数", "the number of %s"),
  SUM("%1$s的%2$s合计", "the total %2$s of %1$s"),
  MIN("%1$s的最低%2$s", "the lowest %2$s of %1$s"),
  MAX("%1$s的最高%2$s", "the highest %2$s of %1$s"),
  AVG("%1$s的平均%2$s", "the average %2$s of %1$s"),
  DISTINCT("%1$s的不同%2$s的个数", "the number of different values of %2$s in %1$s"),
  FIRST_VALUE("%1$s中第一个%2$s", "the first %2$s in %1$s"),
  LAST_VALUE("%1$s中最后一个%2$s", "the last %2$s in %1$s"),
  DATE_OF("%s的日期", "the date of %s"),
  DAYS_SINCE("距%s的天数", "the days since %s"),
  DAYS_BETWEEN("从（%s）到（%s）的天数", "the days from (%s) to (%s)"),
  TOP("%s中按%s排在前 %s 位的%s", "of %s, by %s, the top %s of %s"),
  BY_ROWS("条数", "number of rows"),
  MIN_ROWS("，须至少%s条", ", from at least %s rows"),
  MIN_SHARE("，每个占比至少 %s%%", ", each with a share of at least %s%%"),
  BANDS("（分段：%s）", " (in bands: %s)"),
  TIERS("%s，分档：%s", "%s, in tiers: %s"),
  FROM("自%s起为%s", "%2$s from %1$s"),
  BELOW("不足下一档为%s", "%s below the next"),
  CASE("满足（%2$s）时为%1$s", "%1$s if (%2$s)"),
  OTHERWISE("否则为%s", "else %s"),
  MARKED("符合则标记：%s", "marked when: %s"),
  WHETHER("是否满足（%s）", "whether (%s)"),
  CODE("依次连接：%s", "one after another: %s"),
  CODE_WITH("以%2$s依次连接：%1$s", "one after another, with %2$s between: %1$s"),
  GIVEN("（%s），仅当（%s）", "(%s), only if (%s)");

  private final String zh;
  private final String en;

  Phrase(String zh, String en) {
    this.zh = zh;
    this.en = en;
  }

  String in(Language language, Object... parts) {
    return switch (language) {
      case ZH -> zh.formatted(parts);
      case EN -> en.formatted(parts);
    };
  }

  /** What each kind of row is called. */
  enum OfKind {
    ORDER("下过单", "至少下过一单", "没有下单", "从未下过单", "下单", "订单", "ordered", "order", "orders"),
    ORDER_LINE(
        "买过商品",
        "至少买过一次商品",
        "没有买商品",
        "从未买过商品",
        "买商品",
        "商品明细",
        "bought a product",
        "order line",
        "order lines"),
    /** Added and removed alike: which of them is a condition on the change. */
    CONTACT(
        "加删过好友",
        "至少加删过一次好友",
        "没有加删好友",
        "从未加删过好友",
        "加删好友",
        "加删好友记录",
        "added or removed an employee as contact",
        "contact change",
        "contact changes"),
    GROUP(
        "进退过群",
        "至少进退过一次群",
        "没有进退群",
        "从未进退过群",
        "进退群",
        "进退群记录",
        "joined or left a group",
        "group change",
        "group changes"),
    CHAT("有过会话", "至少有过一次会话", "没有会话", "从未有过会话", "会话", "会话记录", "chatted", "chat", "chats"),
    TOUCH("被触达过", "至少被触达过一次", "没有被触达", "从未被触达过", "被触达", "触达记录", "been reached", "touch", "touches"),
    CONSENT(
        "表态过是否同意",
        "至少表态过一次是否同意",
        "没有表态是否同意",
        "从未表态过是否同意",
        "表态是否同意",
        "同意记录",
        "given or withdrawn consent",
        "consent",
        "consents"),
    REFERRAL(
        "参与过推荐",
        "至少参与过一次推荐",
        "没有参与推荐",
        "从未参与过推荐",
        "参与推荐",
        "推荐记录",
        "taken part in a referral",
        "referral",
        "referrals"),
    VISIT("到过店", "至少到过一次店", "没有到店", "从未到过店", "到店", "到店记录", "visited", "visit", "visits"),
    MEMBER(
        "入过会",
        "至少入过一次会",
        "没有入会",
        "从未入过会",
        "入会",
        "入会记录",
        "become a member",
        "membership",
        "memberships"),
    /** Given and taken away alike. */
    TAG(
        "被改过标签",
        "至少被改过一次标签",
        "没有被改标签",
        "从未被改过标签",
        "被改标签",
        "改标签记录",
        "been given or lost a tag",
        "tag change",
        "tag changes");

    private final String did;
    private final String didEver;
    private final String didNot;
    private final String neverDid;
    private final String toDo;
    private final String rows;
    private final String enDone;
    private final String enRow;
    private final String enRows;

    OfKind(
        String did,
        String didEver,
        String didNot,
        String neverDid,
        String toDo,
        String rows,
        String enDone,
        String enRow,
        String enRows) {
      this.did = did;
      this.didEver = didEver;
      this.didNot = didNot;
      this.neverDid = neverDid;
      this.toDo = toDo;
      this.rows = rows;
      this.enDone = enDone;
      this.enRow = enRow;
      this.enRows = enRows;
    }

    static OfKind of(Kind kind) {
      return valueOf(kind.name());
    }

    /** 下过单, ordered. */
    String did(Language language) {
      return in(language, did, enDone);
    }

    /** 至少下过一单; the English phrase brings its own words. */
    String didEver(Language language) {
      return in(language, didEver, enDone);
    }

    String didNot(Language language) {
      return in(language, didNot, enDone);
    }

    String neverDid(Language language) {
      return in(language, neverDid, enDone);
    }

    /** 下单, ordered: before how often, and in a sequence. */
    String done(Language language) {
      return in(language, toDo, enDone);
    }

    /** 下单, order: behind first and last. */
    String row(Language language) {
      return in(language, toDo, enRow);
    }

    /** 订单, orders. */
    String rows(Language language) {
      return in(language, rows, enRows);
    }

    private static String in(Language language, String zh, String en) {
      return switch (language) {
        case ZH -> zh;
        case EN -> en;
      };
    }
  }
}
