package dev.shuke.tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shuke.rule.Measure;
import dev.shuke.rule.NearestName;
import dev.shuke.rule.RuleException;
import dev.shuke.rule.RuleJson;
import dev.shuke.rule.ValueType;
import dev.shuke.rule.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one definition, YAML or JSON, and lists all that is wrong with it. */
final class DefinitionReader {

  /** A key written twice would silently win over the first. */
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,63}");
  private static final Set<String> REQUIRED =
      Set.of(
          "id",
          "version",
          "kind",
          "group",
          "name",
          "meaning",
          "owner",
          "source",
          "measure",
          "empty",
          "freshness",
          "examples");
  private static final Set<String> OPTIONAL = Set.of("unit", "closed", "values");

  private final JsonNode root;
  private final List<String> problems = new ArrayList<>();

  private DefinitionReader(JsonNode root) {
    this.root = root;
  }

  /**
   * The text as a tree.
   *
   * @param where the file or id, for the message
   * @throws DefinitionException when it is no object
   */
  static JsonNode tree(String where, String text) {
    try {
      JsonNode root = YAML.readTree(text);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JsonProcessingException e) {
      throw new DefinitionException(
          where,
          List.of(
              "cannot be read as YAML or JSON, line "
                  + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
                  + ": "
                  + e.getOriginalMessage().lines().findFirst().orElse("no reason given")));
    }
    throw new DefinitionException(where, List.of("holds no definition, expected keys and values"));
  }

  /**
   * The definition.
   *
   * @param vocabulary the tags and segments it may refer to
   * @throws DefinitionException listing all problems
   */
  static TagDefinition read(String where, JsonNode root, Vocabulary vocabulary) {
    DefinitionReader reader = new DefinitionReader(root);
    TagDefinition definition = reader.definition(vocabulary);
    if (definition == null || !reader.problems.isEmpty()) {
      throw new DefinitionException(where, reader.problems);
    }
    return definition;
  }

  private @Nullable TagDefinition definition(Vocabulary vocabulary) {
    requireKeys();
    if (!problems.isEmpty()) {
      return null;
    }
    Measure measure = measure(vocabulary);
    TagDefinition.Kind kind = kind();
    if (measure == null || kind == null) {
      return null;
    }
    ValueType type = RuleJson.typeOf(measure, vocabulary);
    if (!kind.types().contains(type)) {
      problems.add(
          "measure gives a "
              + type
              + ", a definition of kind "
              + word(kind)
              + " one of "
              + kind.types());
    }
    String id = id();
    List<TagDefinition.Value> values = values();
    boolean isClosed = root.path("closed").asBoolean(false);
    if (isClosed && values.isEmpty()) {
      problems.add("closed is true without values, expected them listed");
    }
    String unit = root.hasNonNull("unit") ? root.get("unit").asText() : null;
    if ((type == ValueType.NUMBER) != (unit != null)) {
      problems.add(
          unit == null
              ? "unit is missing, a number has one"
              : "unit is " + unit + ", only a number has one");
    }
    return new TagDefinition(
        id,
        version(),
        kind,
        root.get("group").asText(),
        text("name"),
        text("meaning"),
        root.get("owner").asText(),
        root.get("source").asText(),
        unit,
        isClosed,
        values,
        text("empty"),
        text("freshness"),
        measure,
        type,
        examples(),
        root.toString());
  }

  private void requireKeys() {
    List<String> known = new ArrayList<>(REQUIRED);
    known.addAll(OPTIONAL);
    root.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problems.add(
                    "unknown key '"
                        + key
                        + "'"
                        + NearestName.of(key, known)
                            .map(near -> ", did you mean " + near + "?")
                            .orElse(""));
              }
            });
    REQUIRED.stream()
        .sorted()
        .filter(key -> !root.hasNonNull(key))
        .forEach(key -> problems.add("'" + key + "' is missing"));
  }

  private String id() {
    String id = root.get("id").asText();
    if (!ID.matcher(id).matches()) {
      problems.add(
          "id is '"
              + id
              + "', expected a letter, then at most 63 of a-z, 0-9 and _, all lower case");
    }
    return id;
  }

  private int version() {
    int version = root.get("version").asInt(0);
    if (version < 1) {
      problems.add("version is " + root.get("version") + ", expected 1 or more");
    }
    return version;
  }

  private TagDefinition.@Nullable Kind kind() {
    String word = root.get("kind").asText();
    List<String> words =
        Arrays.stream(TagDefinition.Kind.values()).map(DefinitionReader::word).toList();
    int index = words.indexOf(word);
    if (index < 0) {
      problems.add("kind is '" + word + "', expected one of " + String.join(", ", words));
      return null;
    }
    return TagDefinition.Kind.values()[index];
  }

  private static String word(TagDefinition.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private @Nullable Measure measure(Vocabulary vocabulary) {
    try {
      return RuleJson.parseMeasure(root.get("measure"), vocabulary);
    } catch (RuleException e) {
      problems.add("measure" + e.pointer() + ": " + e.getMessage());
      return null;
    }
  }

  private Text text(String key) {
    JsonNode node = root.get(key);
    if (!node.hasNonNull("zh") || !node.hasNonNull("en")) {
      problems.add("'" + key + "' lacks a language, expected {zh: …, en: …}");
      return new Text("", "");
    }
    return new Text(node.get("zh").asText().strip(), node.get("en").asText().strip());
  }

  private List<TagDefinition.Value> values() {
    List<TagDefinition.Value> values = new ArrayList<>();
    for (JsonNode node : root.path("values")) {
      if (node.hasNonNull("value") && node.hasNonNull("zh") && node.hasNonNull("en")) {
        values.add(
            new TagDefinition.Value(
                node.get("value").asText(), node.get("zh").asText(), node.get("en").asText()));
      } else {
        problems.add("values has " + node + ", expected {value: …, zh: …, en: …}");
      }
    }
    if (values.stream().map(TagDefinition.Value::value).distinct().count() < values.size()) {
      problems.add("values names a value twice");
    }
    return values;
  }

  private List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    int index = 0;
    for (JsonNode node : root.get("examples")) {
      try {
        examples.add(ExampleReader.read(node));
      } catch (RuntimeException e) {
        // Whatever an author can write wrong in an example is said with its place.
        problems.add(
            "examples/" + index + ": " + Optional.ofNullable(e.getMessage()).orElse("unreadable"));
      }
      index++;
    }
    return examples;
  }
}
