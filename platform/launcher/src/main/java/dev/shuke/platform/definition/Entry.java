package dev.shuke.platform.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Optional;

/**
 * A definition that a brand has, as it tells of itself; what it says need not be right.
 *
 * @param version 0 when it names none
 * @param content YAML or JSON
 */
public record Entry(
    String id,
    int version,
    String kind,
    String group,
    String nameZh,
    String nameEn,
    State state,
    String content) {

  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * Reads the head of a definition.
   *
   * @param fallbackId for content that names no id
   */
  static Entry of(String fallbackId, State state, String content) {
    JsonNode root = tree(content);
    return new Entry(
        root.path("id").asText(fallbackId),
        root.path("version").asInt(0),
        root.path("kind").asText("?"),
        root.path("group").asText("?"),
        root.path("name").path("zh").asText("?").strip(),
        root.path("name").path("en").asText("?").strip(),
        state,
        content);
  }

  private static JsonNode tree(String content) {
    try {
      return Optional.ofNullable(YAML.readTree(content)).orElse(MissingNode.getInstance());
    } catch (JsonProcessingException unreadable) {
      // Whoever reads it whole says what is wrong with it.
      return MissingNode.getInstance();
    }
  }

  /** Whether two contents say the same, however they are laid out. */
  static boolean isSame(String content, String other) {
    return tree(content).equals(tree(other));
  }

  /** Indented JSON. */
  String json() {
    return tree(content).toPrettyString();
  }

  public boolean isSegment() {
    return Sort.of(kind) == Sort.SEGMENT;
  }
}
