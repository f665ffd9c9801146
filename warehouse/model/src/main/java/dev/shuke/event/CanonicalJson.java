package dev.shuke.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON with sorted keys and no white space, so that equal data has equal text. Numbers keep their
 * value, not their spelling.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static String write(JsonNode node) {
    return new String(bytes(node, ""), StandardCharsets.UTF_8);
  }

  /** As UTF-8, without one field of the outermost object. */
  static byte[] bytes(JsonNode node, String without) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = EventJson.FACTORY.createGenerator(bytes)) {
      write(node, without, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonNode node, String without, JsonGenerator out) throws IOException {
    if (node.isObject()) {
      out.writeStartObject();
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      names.sort(null);
      for (String name : names) {
        if (!name.equals(without)) {
          out.writeFieldName(name);
          write(node.get(name), "", out);
        }
      }
      out.writeEndObject();
    } else if (node.isArray()) {
      out.writeStartArray();
      for (JsonNode element : node) {
        write(element, "", out);
      }
      out.writeEndArray();
    } else {
      EventJson.MAPPER.writeTree(out, node);
    }
  }
}
