package dev.shuke.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Name, type and length of a top-level field of a refused record, in the order read; what follows a
 * break in the JSON is not known.
 *
 * @param name a name longer than 64 characters is cut; {@code (bytes)} stands for the whole record
 * @param length characters of a string or number, elements of an array, fields of an object
 */
public record FieldShape(String name, String type, int length) {

  private static final int LONGEST_NAME = 64;
  private static final int MOST_FIELDS = 100;

  static List<FieldShape> of(byte @Nullable [] value) {
    List<FieldShape> shapes = new ArrayList<>();
    if (value == null) {
      return shapes;
    }
    shapes.add(new FieldShape("(bytes)", "bytes", value.length));
    try (JsonParser in = EventJson.parser(value)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        while (in.nextToken() == JsonToken.FIELD_NAME && shapes.size() < MOST_FIELDS) {
          shapes.add(next(in));
        }
      }
    } catch (IOException e) {
      // The record is refused because it is broken; what was read before the break is its shape.
      return shapes;
    }
    return shapes;
  }

  private static FieldShape next(JsonParser in) throws IOException {
    String name = in.currentName();
    if (name.length() > LONGEST_NAME) {
      name = name.substring(0, LONGEST_NAME);
    }
    in.nextToken();
    return at(in, name);
  }

  /** The shape of the value under the parser, which is read to its end. */
  static FieldShape at(JsonParser in, String name) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> new FieldShape(name, "object", children(in, 2));
      case START_ARRAY -> new FieldShape(name, "array", children(in, 1));
      case VALUE_STRING -> new FieldShape(name, "string", in.getTextLength());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new FieldShape(name, "number", in.getTextLength());
      case VALUE_TRUE, VALUE_FALSE -> new FieldShape(name, "boolean", 1);
      default -> new FieldShape(name, "null", 0);
    };
  }

  /** Tokens at the first level divided by how many make a child: name and value in an object. */
  private static int children(JsonParser in, int tokensPerChild) throws IOException {
    int depth = 1;
    int tokens = 0;
    while (depth > 0) {
      JsonToken token = in.nextToken();
      if (token == null) {
        break;
      }
      if (depth == 1 && !token.isStructEnd()) {
        tokens++;
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return tokens / tokensPerChild;
  }
}
