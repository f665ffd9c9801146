package dev.shuke.event;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * JSON with sorted keys and no white space, so that equal data has equal text. Numbers keep their
 * value, not their spelling.
 *
 * <p>It is written while a parser goes over the data once: the members of an object are put in
 * order when the object ends.
 */
final class CanonicalJson {

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int length;

  /**
   * @param size of the text expected, in bytes; it grows where that is not enough
   */
  CanonicalJson(int size) {
    this.bytes = new byte[Math.max(64, size)];
  }

  int length() {
    return length;
  }

  /** A string as JSON. */
  static String quoted(String text) throws JsonParseException {
    CanonicalJson json = new CanonicalJson(6 * text.length() + 2);
    json.string(text);
    return json.textFrom(0);
  }

  /** What was written from this place on. */
  String textFrom(int start) {
    return new String(bytes, start, length - start, StandardCharsets.UTF_8);
  }

  void addTo(MessageDigest digest) {
    digest.update(bytes, 0, length);
  }

  /**
   * Copies the value at which the parser stands, whatever it is; the parser ends at its last token.
   */
  void copy(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    switch (token) {
      case START_OBJECT -> copyObject(in);
      case START_ARRAY -> {
        int start = openList();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          copy(in);
          endElement();
        }
        closeList(start);
      }
      default -> scalar(in, token);
    }
  }

  private void copyObject(JsonParser in) throws IOException {
    Members members = new Members();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      members.name(in.currentName());
      in.nextToken();
      copy(in);
      members.end();
    }
    members.close(in);
  }

  /** Copies a value that is neither object nor array. */
  void scalar(JsonParser in, JsonToken token) throws IOException {
    switch (token) {
      case VALUE_STRING -> string(in.getText());
      case VALUE_NUMBER_INT -> integer(in);
      case VALUE_NUMBER_FLOAT -> ascii(plain(in.getDecimalValue()));
      default -> ascii(in.getText());
    }
  }

  private void integer(JsonParser in) throws IOException {
    ascii(
        in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
            ? in.getText()
            : Long.toString(in.getLongValue()));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toString();
  }

  private void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** A string in quotes, with the escapes that JSON demands and no others. */
  private void string(String text) throws JsonParseException {
    // A character is at most six bytes, as an escape; two more for the quotes.
    reserve(6 * text.length() + 2);
    bytes[length++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        ascii(c);
      } else if (!Character.isSurrogate(c)) {
        wide(c);
      } else {
        i++;
        wide(pair(c, i < text.length() ? text.charAt(i) : ' '));
      }
    }
    bytes[length++] = '"';
  }

  /** An escape may name half of a character; no UTF-8 can hold that. */
  private static int pair(char high, char low) throws JsonParseException {
    if (!Character.isSurrogatePair(high, low)) {
      throw new JsonParseException(null, "Half of a surrogate pair");
    }
    return Character.toCodePoint(high, low);
  }

  private void ascii(char c) {
    switch (c) {
      case '"', '\\' -> escape((byte) c);
      case '\n' -> escape((byte) 'n');
      case '\r' -> escape((byte) 'r');
      case '\t' -> escape((byte) 't');
      case '\b' -> escape((byte) 'b');
      case '\f' -> escape((byte) 'f');
      default -> {
        if (c >= ' ') {
          bytes[length++] = (byte) c;
        } else {
          escape((byte) 'u');
          bytes[length++] = '0';
          bytes[length++] = '0';
          bytes[length++] = HEX[c >> 4];
          bytes[length++] = HEX[c & 15];
        }
      }
    }
  }

  private void escape(byte letter) {
    bytes[length++] = '\\';
    bytes[length++] = letter;
  }

  /** UTF-8 of two to four bytes. */
  private void wide(int codePoint) {
    if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | codePoint >> 6);
    } else {
      if (codePoint < 0x10000) {
        bytes[length++] = (byte) (0xE0 | codePoint >> 12);
      } else {
        bytes[length++] = (byte) (0xF0 | codePoint >> 18);
        bytes[length++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
      }
      bytes[length++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
    }
    bytes[length++] = (byte) (0x80 | codePoint & 0x3F);
  }

  /** Starts an array; after each element comes {@link #endElement}. */
  int openList() {
    reserve(1);
    bytes[length++] = '[';
    return length;
  }

  void endElement() {
    reserve(1);
    bytes[length++] = ',';
  }

  /**
   * @param start what {@link #openList} gave
   */
  void closeList(int start) {
    close(start, (byte) ']');
  }

  /** Puts the bracket over the last comma, or behind the first bracket where nothing came. */
  private void close(int start, byte bracket) {
    if (length > start) {
      bytes[length - 1] = bracket;
    } else {
      reserve(1);
      bytes[length++] = bracket;
    }
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** The members of an object that is being written. */
  final class Members {
    private final int start;
    private final List<Member> members = new ArrayList<>();
    private String name = "";
    private int nameStart;

    Members() {
      reserve(1);
      bytes[length++] = '{';
      this.start = length;
    }

    /** A member as it was written, with its name, up to and with the comma behind it. */
    private record Member(String name, int from, int to) {}

    /** Starts a member; its value is written next, then {@link #end} called. */
    void name(String name) throws JsonParseException {
      this.name = name;
      this.nameStart = length;
      string(name);
      reserve(1);
      bytes[length++] = ':';
    }

    void end() {
      endElement();
      members.add(new Member(name, nameStart, length));
    }

    /** Takes back the member that was started. */
    void drop() {
      length = nameStart;
    }

    /**
     * Ends the object.
     *
     * @throws JsonParseException when two members have one name
     */
    void close(JsonParser in) throws IOException {
      if (!isInOrder(in)) {
        sort();
        isInOrder(in);
      }
      CanonicalJson.this.close(start, (byte) '}');
    }

    private boolean isInOrder(JsonParser in) throws IOException {
      for (int i = 1; i < members.size(); i++) {
        int order = members.get(i - 1).name.compareTo(members.get(i).name);
        if (order == 0) {
          throw new JsonParseException(in, "A name stands twice");
        }
        if (order > 0) {
          return false;
        }
      }
      return true;
    }

    private void sort() {
      byte[] told = Arrays.copyOfRange(bytes, start, length);
      members.sort(Comparator.comparing(Member::name));
      int at = start;
      for (Member member : members) {
        System.arraycopy(told, member.from - start, bytes, at, member.to - member.from);
        at += member.to - member.from;
      }
    }
  }
}
