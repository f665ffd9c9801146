package dev.shuke.rule;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Cuts the text of a rule into tokens, one at a time; what {@link RuleText} calls words and so on.
 */
final class TextLexer {

  /** What a token is. */
  enum Type {
    WORD,
    /** What stood in double quotes, without its escapes. */
    STRING,
    /** A number, date, period, range or percentage; the parser says which of them it wants. */
    LITERAL,
    /** The name behind a {@code $}. */
    PARAMETER,
    SYMBOL,
    END
  }

  /**
   * One token.
   *
   * @param column where it begins, 1 and up, in code points
   */
  record Token(Type type, String text, int column) {}

  private static final Pattern PLAIN = Pattern.compile("[a-z][a-z0-9_.:-]*");
  private static final int HEX = 16;
  private static final int ESCAPE_DIGITS = 4;

  private final String text;
  private int at;
  private int counted;
  private int column = 1;

  TextLexer(String text) {
    this.text = text;
  }

  /** Whether a word can stand without quotes, keywords aside. */
  static boolean isPlain(String word) {
    return PLAIN.matcher(word).matches();
  }

  Token next() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
    int here = columnOf(at);
    if (at == text.length()) {
      return new Token(Type.END, "", here);
    }
    char c = text.charAt(at);
    if (isLetter(c)) {
      return new Token(Type.WORD, word(), here);
    }
    if (isDigit(c) || (c == '-' || c == '+') && isDigit(peek(1))) {
      return new Token(Type.LITERAL, literal(), here);
    }
    if (c == '"') {
      return new Token(Type.STRING, string(), here);
    }
    if (c == '$') {
      at++;
      return new Token(Type.PARAMETER, parameter(), here);
    }
    return new Token(Type.SYMBOL, symbol(), here);
  }

  /** Columns are counted as the text goes by, so that all of it is counted once. */
  private int columnOf(int index) {
    column += text.codePointCount(counted, index);
    counted = index;
    return column;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private String word() {
    int from = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String literal() {
    int from = at++;
    while (at < text.length() && isOfLiteral(text.charAt(at))) {
      at++;
    }
    return text.substring(from, at);
  }

  private String parameter() {
    if (peek(0) == '"') {
      return string();
    }
    if (isLetter(peek(0))) {
      return word();
    }
    throw broken("the name of a parameter behind $, such as $regular.from");
  }

  private String symbol() {
    char c = text.charAt(at);
    if ((c == '>' || c == '<') && peek(1) == '=') {
      at += 2;
      return c + "=";
    }
    if ("()[],;=".indexOf(c) >= 0) {
      at++;
      return String.valueOf(c);
    }
    throw broken("a keyword, a name, a number, or text in double quotes");
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    at++;
    while (true) {
      if (at == text.length()) {
        throw broken("a closing double quote");
      }
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return value.toString();
      }
      if (c < ' ') {
        throw broken("\\n, \\t or \\u0000 for control characters in quotes");
      }
      value.append(c == '\\' ? escape() : c);
      at++;
    }
  }

  /** Leaves {@link #at} on the last character of the escape. */
  private char escape() {
    at++;
    return switch (peek(0)) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw broken("one of \" \\ / b f n r t u behind a backslash");
    };
  }

  private char unicode() {
    int value = 0;
    for (int i = 0; i < ESCAPE_DIGITS; i++) {
      at++;
      char c = peek(0);
      int digit = c < 128 ? Character.digit(c, HEX) : -1;
      if (digit < 0) {
        throw broken("four hexadecimal digits behind \\u");
      }
      value = value * HEX + digit;
    }
    return (char) value;
  }

  private RuleException broken(String expected) {
    return new RuleException(
        RuleText.BROKEN_TEXT,
        "",
        expected,
        null,
        OptionalInt.of(columnOf(Math.min(at, text.length()))));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isOfWord(char c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '.' || c == ':' || c == '-';
  }

  private static boolean isOfLiteral(char c) {
    return isLetter(c) || isDigit(c) || c == '.' || c == '-' || c == '+' || c == '%';
  }
}
