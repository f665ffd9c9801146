package dev.shuke.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON with sorted keys and no white space, so that equal data has equal text. Numbers keep their
 * value, not their spelling.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static String write(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = EventJson.FACTORY.createGenerator(text)) {
      write(node, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator out) throws IOException {
    if (node.isObject()) {
      out.writeStartObject();
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      names.sort(null);
      for (String name : names) {
        out.writeFieldName(name);
        write(node.get(name), out);
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (JsonNode element : node) {
        write(element, out);
      }
      out.writeEndArray();
    } else {
      EventJson.MAPPER.writeTree(out, node);
    }
  }
}
