package dev.shuke.service.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A request's body: one JSON object, read field by field. Each complaint says where and what was
 * expected. A controller that takes one gets it checked for size and form.
 */
public final class JsonBody {

  /** The longest body read, in bytes. */
  static final int MOST_BYTES = 1 << 20;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode root;

  private JsonBody(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException when it is no JSON object
   */
  static JsonBody of(byte[] bytes) {
    JsonNode root = tree(bytes);
    if (!root.isObject()) {
      throw wrongType("", "one JSON object").asException();
    }
    return new JsonBody(root);
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw Problem.badRequest(
              "broken_json",
              at == null
                  ? "The body is no JSON."
                  : "The body is no JSON; it breaks at line %d, column %d."
                      .formatted(at.getLineNr(), at.getColumnNr()))
          .expecting("one JSON object")
          .asException();
    } catch (IOException e) {
      throw Problem.badRequest("broken_json", "The body is no UTF-8.")
          .expecting("one JSON object")
          .asException();
    }
  }

  /**
   * Refuses other fields than these.
   *
   * @throws ProblemException naming the nearest known field
   */
  public JsonBody allow(String... known) {
    List<String> names = List.of(known);
    for (Iterator<String> fields = root.fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!names.contains(field)) {
        throw Problems.unknownName("unknown_field", "field", field, names)
            .at(pointer(field))
            .asException();
      }
    }
    return this;
  }

  /**
   * A field that must be there.
   *
   * @param expected what it should hold
   */
  public JsonNode required(String field, String expected) {
    JsonNode node = root.get(field);
    if (node == null) {
      throw Problem.badRequest("missing_field", "The body has no field '" + field + "'.")
          .expecting(expected)
          .at(pointer(field))
          .asException();
    }
    return node;
  }

  public boolean has(String field) {
    return root.has(field);
  }

  /**
   * A list of texts that must be there.
   *
   * @param most the longest list taken
   */
  public List<String> texts(String field, int most) {
    String expected = "a list of at most " + most + " texts";
    JsonNode array = required(field, expected);
    if (!array.isArray()) {
      throw wrongType(pointer(field), expected).asException();
    }
    if (array.size() > most) {
      throw Problem.badRequest("too_many", "The list has " + array.size() + " entries.")
          .expecting(expected)
          .at(pointer(field))
          .asException();
    }
    List<String> texts = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isTextual()) {
        throw wrongType(pointer(field) + "/" + i, "a text").asException();
      }
      texts.add(array.get(i).textValue());
    }
    return texts;
  }

  private static Problem wrongType(String pointer, String expected) {
    return Problem.badRequest(
            "wrong_type",
            "The body has something else "
                + (pointer.isEmpty() ? "at its root" : "at '" + pointer + "'")
                + " than expected.")
        .expecting(expected)
        .at(pointer);
  }

  private static String pointer(String field) {
    return "/" + field.replace("~", "~0").replace("/", "~1");
  }
}
