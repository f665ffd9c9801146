package dev.shuke.event;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the data of one event once: its values by the contract, and its canonical JSON beside
 * them. No tree is built; that took more time than all the rest.
 */
final class ContractReader {

  static final int DECIMAL_DIGITS = 18;

  /** Year 1 to 9999: what every engine here can hold. */
  static final long FIRST_MILLI = -62_135_596_800_000L;

  static final long LAST_MILLI = 253_402_300_799_999L;

  /** Of a string in a field that no contract names, in characters, where text must not enter. */
  private static final int LONGEST_UNKNOWN = 256;

  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private final JsonParser in;
  private final CanonicalJson canonical;
  private final Map<String, String> unknown = new TreeMap<>();

  /** Whether the canonical JSON is wanted whole; else only that of unknown fields. */
  private final boolean isCanonical;

  /** What was said in a chat is not stored, whatever field it comes in. */
  private boolean isTextForbidden;

  private ContractReader(JsonParser in, int size, boolean isCanonical) {
    this.in = in;
    this.canonical = new CanonicalJson(size + size / 4);
    this.isCanonical = isCanonical;
  }

  /**
   * @param size of the data in bytes
   */
  static ContractReader withCanonical(JsonParser in, int size) {
    return new ContractReader(in, size, true);
  }

  /** For data whose canonical JSON nobody will ask for. */
  static ContractReader ofValues(JsonParser in, int size) {
    return new ContractReader(in, size, false);
  }

  /** The data's canonical JSON without {@code is_replay}, once it has been read. */
  CanonicalJson canonical() {
    if (!isCanonical) {
      throw new IllegalStateException("Only values were read");
    }
    return canonical;
  }

  /**
   * Canonical JSON of the fields that the contract doesn't name, null when there are none. One
   * inside an object or list has its JSON pointer (RFC 6901) for a name, such as {@code
   * /items/0/note}.
   */
  @Nullable String unknownFields() {
    return unknown.isEmpty() ? null : "{" + String.join(",", unknown.values()) + "}";
  }

  /**
   * Reads the whole of the data.
   *
   * @throws ContractViolation naming the first field that is of another type, missing, or
   *     contradicts another
   */
  Object read(FieldType.Struct root) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw new ContractViolation("wrong_type", "", "a JSON object");
    }
    isTextForbidden = root.type() == ChatEvent.class;
    Object event = struct(root, true);
    if (in.nextToken() != null) {
      throw new JsonParseException(in, "More than one document");
    }
    return event;
  }

  private Object struct(FieldType.Struct struct, boolean isRoot) throws IOException {
    Object[] values = new Object[struct.fields().size()];
    CanonicalJson.Members members = canonical.new Members();
    int position = -1;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      members.name(name);
      in.nextToken();
      position = struct.position(name, position + 1);
      if (position >= 0) {
        values[position] = field(struct.fields().get(position));
      } else {
        int start = canonical.length();
        canonical.copy(in);
        keep(name, isRoot, canonical.textFrom(start));
      }
      // A back-fill marker does not make another payload.
      if (isRoot && name.equals("is_replay")) {
        members.drop();
      } else {
        members.end();
      }
    }
    if (isCanonical) {
      members.close(in);
    }
    requireAll(struct, values);
    return make(struct, values);
  }

  /** A value that the contract doesn't name; the parser stands at its end. */
  private void keep(String name, boolean isRoot, String json) throws IOException {
    if (isTextForbidden) {
      requireNoText(name, json);
    }
    // A pointer starts with a slash; a name that does so too is told apart by its own pointer.
    String key =
        isRoot && !name.startsWith("/") ? name : in.getParsingContext().pathAsPointer().toString();
    unknown.put(key, CanonicalJson.quoted(key) + ":" + json);
  }

  private static void requireNoText(String name, String json) throws IOException {
    boolean isNameShort = name.length() <= LONGEST_UNKNOWN;
    if (!isNameShort || longestString(json) > LONGEST_UNKNOWN) {
      throw new ContractViolation(
          "out_of_range",
          // What is refused is told by its name, and that may be the text.
          isNameShort ? name : "",
          "at most %d characters in a field that the contract doesn't name: chats carry no text"
              .formatted(LONGEST_UNKNOWN));
    }
  }

  private static int longestString(String json) throws IOException {
    int longest = 0;
    try (JsonParser value = EventJson.parser(json.getBytes(StandardCharsets.UTF_8))) {
      for (JsonToken token = value.nextToken(); token != null; token = value.nextToken()) {
        if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
          longest = Math.max(longest, value.getTextLength());
        }
      }
    }
    return longest;
  }

  private static void requireAll(FieldType.Struct struct, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && struct.fields().get(i).isRequired()) {
        throw new ContractViolation("missing_field", struct.fields().get(i).name(), "a value");
      }
    }
  }

  private static Object make(FieldType.Struct struct, Object[] values) {
    try {
      return struct.constructor().invoke(values);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot make a " + struct.type(), e);
    }
  }

  private @Nullable Object field(Field field) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      canonical.scalar(in, token);
      return null;
    }
    try {
      return value(field.type(), token);
    } catch (ContractViolation e) {
      throw e.within(field.name());
    }
  }

  private Object value(FieldType type, JsonToken token) throws IOException {
    if (type instanceof FieldType.ListOf list) {
      return list(list, token);
    } else if (type instanceof FieldType.Struct struct) {
      require(token == JsonToken.START_OBJECT, "an object");
      return struct(struct, false);
    } else if (type instanceof FieldType.TextMap) {
      return textMap(token);
    }
    Object value = scalar(type, token);
    if (isCanonical) {
      canonical.scalar(in, token);
    }
    return value;
  }

  private Object scalar(FieldType type, JsonToken token) throws IOException {
    if (type instanceof FieldType.Text) {
      return text(token, "a string");
    } else if (type instanceof FieldType.Choice choice) {
      return choice(choice, text(token, "a string"));
    } else if (type instanceof FieldType.Int32) {
      require(
          token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT,
          "a 32-bit integer");
      return in.getIntValue();
    } else if (type instanceof FieldType.Int64) {
      return integer(token, "a 64-bit integer");
    } else if (type instanceof FieldType.Flag) {
      require(token.isBoolean(), "true or false");
      return token == JsonToken.VALUE_TRUE;
    } else if (type instanceof FieldType.Decimal decimal) {
      return decimal(decimal.scale(), text(token, "a decimal string"));
    } else if (type instanceof FieldType.Day) {
      return day(text(token, "an ISO date"));
    }
    return timestamp(integer(token, "milliseconds UTC"));
  }

  private static void require(boolean isRight, String expected) {
    if (!isRight) {
      throw new ContractViolation("wrong_type", "", expected);
    }
  }

  private String text(JsonToken token, String expected) throws IOException {
    require(token == JsonToken.VALUE_STRING, expected);
    return in.getText();
  }

  private long integer(JsonToken token, String expected) throws IOException {
    require(
        token == JsonToken.VALUE_NUMBER_INT
            && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER,
        expected);
    return in.getLongValue();
  }

  private static Enum<?> choice(FieldType.Choice choice, String word) {
    Enum<?> constant = choice.constants().get(word);
    if (constant == null) {
      throw new ContractViolation("unknown_value", "", "one of " + choice.constants().keySet());
    }
    return constant;
  }

  private static BigDecimal decimal(int scale, String text) {
    String expected =
        "a decimal of at most " + DECIMAL_DIGITS + " digits, " + scale + " behind the point";
    try {
      // A short text may name a huge number (1e999999999): look at the exponent before any
      // arithmetic.
      BigDecimal value = new BigDecimal(text);
      if (text.length() > 40
          || Math.abs((long) value.precision() - value.scale()) > DECIMAL_DIGITS) {
        throw new ContractViolation("out_of_range", "", expected);
      }
      BigDecimal scaled = value.setScale(scale, RoundingMode.UNNECESSARY);
      if (scaled.precision() > DECIMAL_DIGITS) {
        throw new ContractViolation("out_of_range", "", expected);
      }
      return scaled;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new ContractViolation("wrong_type", "", expected);
    }
  }

  private static LocalDate day(String text) {
    LocalDate day;
    try {
      day = LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new ContractViolation("wrong_type", "", "an ISO date such as 2026-01-31");
    }
    if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
      throw new ContractViolation("out_of_range", "", "a date of the years 1 to 9999");
    }
    return day;
  }

  private static Instant timestamp(long millis) {
    if (millis < FIRST_MILLI || millis > LAST_MILLI) {
      throw new ContractViolation("out_of_range", "", "milliseconds UTC of the years 1 to 9999");
    }
    return Instant.ofEpochMilli(millis);
  }

  private Map<String, String> textMap(JsonToken token) throws IOException {
    require(token == JsonToken.START_OBJECT, "an object");
    Map<String, String> map = new LinkedHashMap<>();
    CanonicalJson.Members members = canonical.new Members();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      members.name(name);
      JsonToken value = in.nextToken();
      int start = canonical.length();
      canonical.copy(in);
      if (value == JsonToken.VALUE_STRING) {
        map.put(name, in.getText());
      } else if (value != JsonToken.VALUE_NULL) {
        map.put(name, canonical.textFrom(start));
      }
      members.end();
    }
    if (isCanonical) {
      members.close(in);
    }
    return map;
  }

  private List<Object> list(FieldType.ListOf list, JsonToken token) throws IOException {
    require(token == JsonToken.START_ARRAY, "an array");
    List<Object> values = new ArrayList<>();
    int start = canonical.openList();
    for (JsonToken element = in.nextToken();
        element != JsonToken.END_ARRAY;
        element = in.nextToken()) {
      try {
        values.add(value(list.element(), element));
      } catch (ContractViolation e) {
        throw e.within("[" + values.size() + "]");
      }
      canonical.endElement();
    }
    canonical.closeList(start);
    return values;
  }
}
