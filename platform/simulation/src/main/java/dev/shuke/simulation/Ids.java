package dev.shuke.simulation;

/** Ids that nobody can take for real ones. */
final class Ids {

  static final String CORP = "wwshukesimulated01";

  /** The enterprise's own app: external user ids are unique within it. */
  static final String NAMESPACE = "own-1000002";

  private Ids() {}

  static String member(long person) {
    return "M-sim-" + padded(person, 8);
  }

  /** 32 characters; {@code wm} ids are WeChat users, {@code wo} ids users of another WeCom. */
  static String external(long person, boolean isWecom) {
    return (isWecom ? "woSIM" : "wmSIM") + padded(person, 27);
  }

  static String unionid(long person) {
    return "oSIM" + padded(person, 24);
  }

  static String phoneHash(long person) {
    return "phSIM" + padded(person, 59);
  }

  static String chat(int store, int group) {
    return "wrSIM" + padded(store * 100_000L + group, 27);
  }

  static String store(int store) {
    return "s" + padded(store + 1, 2);
  }

  static String staff(int store, int no) {
    return "sim-" + store(store) + "-" + padded(no + 1, 2);
  }

  static String sku(int dish) {
    return "sim-dish-" + padded(dish + 1, 3);
  }

  /** Unique for a number below 2^64, and tells nothing of it. */
  static String order(long seed, long number) {
    return "SIM-" + padded(Chance.mix(number ^ seed));
  }

  static String message(long seed, long number) {
    return "msgSIM-" + padded(Chance.mix(number ^ seed));
  }

  private static String padded(long number) {
    String hex = Long.toHexString(number);
    return "0".repeat(16 - hex.length()) + hex;
  }

  private static String padded(long number, int length) {
    String digits = Long.toString(number);
    return "0".repeat(Math.max(0, length - digits.length())) + digits;
  }
}
