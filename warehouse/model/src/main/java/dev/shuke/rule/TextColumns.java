package dev.shuke.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a text each part of a rule's tree began. Kept per object and list, not per pointer: the
 * pointers of a deep tree together can be far longer than its text.
 */
final class TextColumns {

  private final Map<JsonNode, Map<String, Integer>> columns = new IdentityHashMap<>();

  /** Notes where the part at {@code key}, a name or an index, of an object or list began. */
  void note(JsonNode container, String key, int column) {
    columns.computeIfAbsent(container, node -> new HashMap<>()).put(key, column);
  }

  /** The column of the longest part of {@code pointer} that the text has. */
  int of(JsonNode root, String pointer) {
    int column = 1;
    JsonNode node = root;
    String[] keys = ("root" + pointer).split("/", -1);
    for (int i = 0; i < keys.length; i++) {
      String key = i == 0 ? "" : keys[i];
      Integer known = columns.getOrDefault(node, Map.of()).get(key);
      if (known == null) {
        return column;
      }
      column = known;
      JsonNode inner = i == 0 ? node : child(node, key);
      if (inner == null) {
        return column;
      }
      node = inner;
    }
    return column;
  }

  private static @Nullable JsonNode child(JsonNode node, String key) {
    return node.isArray() ? node.get(Integer.parseInt(key)) : node.get(key);
  }
}
