package dev.shuke.rule;

import static dev.shuke.customer.TimelineRow.Kind.CHAT;
import static dev.shuke.customer.TimelineRow.Kind.CONSENT;
import static dev.shuke.customer.TimelineRow.Kind.CONTACT;
import static dev.shuke.customer.TimelineRow.Kind.GROUP;
import static dev.shuke.customer.TimelineRow.Kind.MEMBER;
import static dev.shuke.customer.TimelineRow.Kind.ORDER;
import static dev.shuke.customer.TimelineRow.Kind.ORDER_LINE;
import static dev.shuke.customer.TimelineRow.Kind.REFERRAL;
import static dev.shuke.customer.TimelineRow.Kind.TAG;
import static dev.shuke.customer.TimelineRow.Kind.TOUCH;
import static dev.shuke.customer.TimelineRow.Kind.VISIT;

import dev.shuke.customer.TimelineRow.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a rule may ask of a row of the timeline. Which rows have a field is part of the language: a
 * rule that asks a contact for its amount is refused.
 */
public enum RowField {
  ORDER_SOURCE(Type.TEXT, "下单渠道", "order channel", ORDER, ORDER_LINE),
  ORDER_NO(Type.TEXT, "订单号", "order number", ORDER, ORDER_LINE),
  STORE_ID(Type.TEXT, "门店", "store", ORDER, ORDER_LINE, CONTACT, GROUP, CHAT, TOUCH, VISIT, MEMBER),
  STAFF_USERID(Type.TEXT, "员工", "employee", ORDER, ORDER_LINE, CONTACT, CHAT, TOUCH, VISIT),
  /** The hour on the brand's wall clock, 0 to 23. */
  HOUR(
      Type.NUMBER,
      "时刻（小时）",
      "hour of the day",
      ORDER,
      ORDER_LINE,
      CONTACT,
      GROUP,
      CHAT,
      TOUCH,
      REFERRAL,
      VISIT),
  /** The day of the week of the business date, 1 for Monday to 7 for Sunday. */
  WEEKDAY(
      Type.NUMBER,
      "星期",
      "day of the week",
      ORDER,
      ORDER_LINE,
      CONTACT,
      GROUP,
      CHAT,
      TOUCH,
      REFERRAL,
      VISIT),
  /** What was paid, in 1/100 of the currency. */
  AMOUNT_PAID(Type.MONEY, "实付金额", "amount paid", ORDER),
  /** What was paid less what was given back by the as-of date, in 1/100 of the currency. */
  AMOUNT_NET(Type.MONEY, "净额", "amount after refunds", ORDER),
  COUPON_ID(Type.TEXTS, "优惠券", "coupon", ORDER),
  SKU(Type.TEXT, "商品", "product", ORDER_LINE),
  /** By the product's record on the order's business date, else as the till told it. */
  CATEGORY(Type.TEXT, "品类", "category", ORDER_LINE),
  DEPARTMENT(Type.TEXT, "部类", "department", ORDER_LINE),
  PRODUCT_NAME(Type.TEXT, "商品名", "product name", ORDER_LINE),
  /** By the product's record on the order's business date, else as the till told it. */
  TASTE(Type.TEXTS, "口味", "taste", ORDER_LINE),
  QTY(Type.QUANTITY, "数量", "quantity", ORDER_LINE),
  LINE_AMOUNT(Type.MONEY, "明细金额", "line amount", ORDER_LINE),
  EXTERNAL_USERID(Type.TEXT, "外部联系人", "external contact", CONTACT, GROUP, CHAT),
  CHANGE(Type.TEXT, "变更", "change", CONTACT, GROUP),
  ADD_WAY(Type.NUMBER, "添加方式", "way of adding", CONTACT),
  CHAT_ID(Type.TEXT, "客户群", "group", GROUP, CHAT),
  DIRECTION(Type.TEXT, "会话方向", "direction", CHAT),
  KEYWORD_ID(Type.TEXTS, "关键词", "keyword", CHAT),
  TOUCH_ID(Type.TEXT, "触达", "touch", ORDER, TOUCH),
  CAMPAIGN_ID(Type.TEXT, "活动", "campaign", TOUCH),
  CHANNEL(Type.TEXT, "触达渠道", "channel", TOUCH),
  /** How far a touch or a referral came. */
  STAGE(Type.TEXT, "阶段", "stage", TOUCH, REFERRAL),
  PURPOSE(Type.TEXT, "同意事项", "purpose", CONSENT),
  STATE(Type.TEXT, "同意状态", "state", CONSENT),
  REFERRAL_ID(Type.TEXT, "推荐", "referral", REFERRAL),
  /** {@code referrer} or {@code referee}. */
  ROLE(Type.TEXT, "推荐角色", "role", REFERRAL),
  VISIT_SOURCE(Type.TEXT, "到店方式", "way of a visit", VISIT),
  TAG_ID(Type.TEXT, "标签", "tag", TAG),
  TAG_VALUE(Type.TEXT, "标签值", "tag value", TAG);

  /** What a field's values are; numbers of every type are compared as whole numbers. */
  public enum Type {
    TEXT(0),
    /** Several words, each once; a condition holds when it holds for one of them. */
    TEXTS(0),
    NUMBER(0),
    /** In 1/100 of the currency. */
    MONEY(0),
    /** Written with up to three decimals, kept in thousandths. */
    QUANTITY(3);

    private final int scale;

    Type(int scale) {
      this.scale = scale;
    }

    /** Decimals of a bound as it is written; the rule holds it times 10 to the power of this. */
    public int scale() {
      return scale;
    }

    public boolean isText() {
      return this == TEXT || this == TEXTS;
    }
  }

  private final Type type;
  private final String zh;
  private final String en;
  private final Set<Kind> kinds;

  RowField(Type type, String zh, String en, Kind... kinds) {
    this.type = type;
    this.zh = zh;
    this.en = en;
    this.kinds = EnumSet.copyOf(List.of(kinds));
  }

  /** Its name in rules, such as {@code store_id}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Type type() {
    return type;
  }

  /** Its name in Chinese. */
  public String zh() {
    return zh;
  }

  /** Its name in English. */
  public String en() {
    return en;
  }

  public boolean isOf(Kind kind) {
    return kinds.contains(kind);
  }

  /** The fields that rows of this kind have, in order of declaration. */
  public static List<RowField> of(Kind kind) {
    return Arrays.stream(values()).filter(field -> field.isOf(kind)).toList();
  }

  /** The field of that name, whatever rows have it. */
  public static Optional<RowField> ofWord(String word) {
    return Arrays.stream(values()).filter(field -> field.word().equals(word)).findFirst();
  }
}
