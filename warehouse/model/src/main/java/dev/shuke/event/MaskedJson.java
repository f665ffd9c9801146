package dev.shuke.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record's JSON as a person may see it: the value of a field only where the contract gives it
 * class C0, which is no personal data, and it is of the type told there; of any other only type and
 * length. What no contract knows is never shown.
 */
public final class MaskedJson {

  private static final int MOST_FIELDS = 200;
  private static final int LONGEST_VALUE = 64;

  private final JsonParser in;
  private final List<Line> lines = new ArrayList<>();

  private MaskedJson(JsonParser in) {
    this.in = in;
  }

  /**
   * One value of the record.
   *
   * @param field path such as {@code items[3].qty}
   * @param text the value, or its type and length
   */
  public record Line(String field, String text) {}

  /**
   * Reads as far as the JSON can be read.
   *
   * @param type whose contract the record should keep; null when unknown, then all is masked
   * @return at most 200 lines, and one that says so when there is more or the JSON breaks off
   */
  public static List<Line> of(@Nullable EventType type, byte[] value) {
    try (JsonParser in = EventJson.parser(value)) {
      MaskedJson masked = new MaskedJson(in);
      try {
        masked.whole(type);
      } catch (IOException e) {
        masked.lines.add(new Line("…", "what follows is no JSON"));
      }
      return List.copyOf(masked.lines);
    } catch (IOException e) {
      return List.of(new Line("…", "no JSON"));
    }
  }

  private void whole(@Nullable EventType type) throws IOException {
    if (in.nextToken() == JsonToken.START_OBJECT) {
      struct("", type == null ? null : type.contract().root());
    } else if (in.currentToken() != null) {
      masked("(value)");
    }
  }

  private void struct(String path, FieldType.@Nullable Struct known) throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      int position = known == null ? -1 : known.position(name);
      if (known == null || position < 0) {
        masked(path + shown(name) + (known == null ? "" : " (not in the contract)"));
      } else {
        Field field = known.fields().get(position);
        value(path + name, field.type(), field.privacy() == PrivacyClass.C0);
      }
    }
  }

  private void value(String path, FieldType type, boolean isOpen) throws IOException {
    JsonToken token = in.currentToken();
    if (type instanceof FieldType.Struct struct && token == JsonToken.START_OBJECT) {
      // Each field of it has a class of its own.
      struct(path + ".", struct);
    } else if (type instanceof FieldType.ListOf list && token == JsonToken.START_ARRAY) {
      for (int i = 0; in.nextToken() != JsonToken.END_ARRAY; i++) {
        value(path + "[" + i + "]", list.element(), isOpen);
      }
    } else if (isOpen && isOfKind(type, token)) {
      add(path, shown(token == JsonToken.VALUE_STRING ? '"' + in.getText() + '"' : in.getText()));
    } else {
      masked(path);
    }
  }

  private static boolean isOfKind(FieldType type, JsonToken token) {
    if (type instanceof FieldType.Int32
        || type instanceof FieldType.Int64
        || type instanceof FieldType.Timestamp) {
      return token.isNumeric();
    } else if (type instanceof FieldType.Flag) {
      return token.isBoolean();
    }
    return token == JsonToken.VALUE_STRING
        && (type instanceof FieldType.Text
            || type instanceof FieldType.Choice
            || type instanceof FieldType.Decimal
            || type instanceof FieldType.Day);
  }

  private void masked(String path) throws IOException {
    FieldShape shape = FieldShape.at(in, path);
    add(path, shape.type() + ", length " + shape.length());
  }

  private void add(String path, String text) {
    if (lines.size() < MOST_FIELDS) {
      lines.add(new Line(path, text));
    } else if (lines.size() == MOST_FIELDS) {
      lines.add(new Line("…", "and more"));
    }
  }

  /** A text as it may be printed: short, and without what a terminal would obey. */
  public static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= LONGEST_VALUE ? plain : plain.substring(0, LONGEST_VALUE) + "…";
  }
}
