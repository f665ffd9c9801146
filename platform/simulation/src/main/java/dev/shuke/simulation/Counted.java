package dev.shuke.simulation;

import java.util.Locale;

/** What the summary counts. */
enum Counted {
  /** Order numbers, paid or not. */
  ORDERS,
  ORDERS_OF_NOBODY,
  ORDERS_AFTER_MIDNIGHT,
  ORDERS_PAID,
  /** Orders made and cancelled without payment. */
  ORDERS_NEVER_PAID,
  ORDERS_CANCELLED,
  ORDERS_FULLY_REFUNDED,
  ORDERS_CORRECTED,
  /** Paid, neither cancelled nor fully refunded: those that count at the end. */
  ORDERS_COUNTING,
  REFUNDS,
  /** Lines of paid orders, of the version that counts. */
  ORDER_LINES,
  SPICY_LINES,
  PAID_FEN,
  REFUND_FEN,
  PRODUCTS,
  STORES,
  STAFF_RECORDS,
  MEMBER_RECORDS,
  MEMBERS,
  CONTACTS_ADDED,
  CONTACTS_REMOVED,
  LATE_LINKS,
  GROUP_JOINS,
  GROUP_LEAVES,
  CHAT_MESSAGES,
  TOUCHES_PLANNED,
  TOUCHES_SUPPRESSED,
  TOUCHES_SENT,
  TOUCHES_CLICKED,
  /** Paid orders with the coupon of a touch. */
  ORDERS_OF_TOUCHES,
  CONSENTS_GRANTED,
  CONSENTS_WITHDRAWN,
  REFERRALS_SHARED,
  REFERRALS_OPENED,
  REFERRALS_BOUND,
  VISITS,
  /** Tags given by hand, taken away or imported. */
  TAG_RECORDS,
  /** People whom a perfect linking of all ids would find. */
  PEOPLE;

  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
