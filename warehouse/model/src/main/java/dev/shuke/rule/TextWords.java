package dev.shuke.rule;

/** Names and texts, bare or in quotes. */
final class TextWords {

  private TextWords() {}

  /** Bare when it is plain and no keyword, else in double quotes. */
  static String name(String name) {
    return TextLexer.isPlain(name) && !TextParser.KEYWORDS.contains(name) ? name : quoted(name);
  }

  /** In double quotes, with the escapes of JSON. */
  static String quoted(String text) {
    return quoted(text, '"', '"');
  }

  /** Between two characters, which are escaped with a backslash where they stand in the text. */
  static String quoted(String text, char open, char close) {
    StringBuilder quoted = new StringBuilder().append(open);
    text.codePoints()
        .forEach(
            c -> {
              if (c == open || c == close || c == '\\') {
                quoted.append('\\');
              }
              append(quoted, c);
            });
    return quoted.append(close).toString();
  }

  private static void append(StringBuilder quoted, int c) {
    if (isHidden(c)) {
      quoted.append("\\u%04x".formatted(c));
    } else {
      quoted.appendCodePoint(c);
    }
  }

  /**
   * What would break the line or the order in which it is seen: a right-to-left override could make
   * a rule look like another one.
   */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isBidiControl(c);
    };
  }

  private static boolean isBidiControl(int c) {
    return c == 0x61c
        || c == 0x200e
        || c == 0x200f
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069;
  }
}
