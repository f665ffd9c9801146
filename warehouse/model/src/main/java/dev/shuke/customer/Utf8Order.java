package dev.shuke.customer;

import java.util.Comparator;

/**
 * The order of texts by their UTF-8 bytes, which is the order of their code points; every tie on
 * ids is settled by it.
 *
 * <p>{@link String#compareTo} differs: it puts characters beyond U+FFFF, written as surrogates,
 * before U+E000 to U+FFFF.
 */
public final class Utf8Order {

  /** Compares without encoding anything. */
  public static final Comparator<String> COMPARATOR = Utf8Order::compare;

  private Utf8Order() {}

  public static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return rank(x) - rank(y);
      }
    }
    return a.length() - b.length();
  }

  /** Moves the surrogates behind all other characters. */
  private static int rank(char c) {
    if (c < Character.MIN_SURROGATE) {
      return c;
    }
    return Character.isSurrogate(c) ? c + 0x2000 : c - 0x800;
  }
}
