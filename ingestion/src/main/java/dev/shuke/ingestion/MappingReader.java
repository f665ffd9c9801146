package dev.shuke.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.event.EventType;
import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a mapping file. Which fields there are follows from the event's contract, so a mapping can
 * fill all of them but lists of texts.
 */
final class MappingReader {

  private static final Set<String> KEYS =
      Set.of("kind", "source", "money", "group_by", "event", "items");
  private static final String ITEMS = "items";

  /** What the importer fills in itself. */
  private static final Set<String> GIVEN = Set.of("schema_version", "kind", "currency", ITEMS);

  private final List<String> problems = new ArrayList<>();
  private final SourceReader sources = new SourceReader(problems);

  private MappingReader() {}

  /**
   * @throws ImportException listing every problem of the file
   */
  static Mapping read(Path file, Mapping.Kind kind) {
    JsonNode root = tree(file);
    MappingReader reader = new MappingReader();
    Mapping mapping = reader.mapping(root, kind);
    if (!reader.problems.isEmpty()) {
      throw new ImportException(
          "Mapping %s: %s.".formatted(file, String.join("; ", reader.problems)));
    }
    return mapping;
  }

  private static JsonNode tree(Path file) {
    try {
      JsonNode root = PlainYaml.read(Files.readString(file));
      if (!root.isObject()) {
        throw new ImportException(
            "Mapping %s has no keys; expected %s.".formatted(file, new TreeSet<>(KEYS)));
      }
      return root;
    } catch (NoSuchFileException e) {
      throw new ImportException("There is no mapping file %s.".formatted(file), e);
    } catch (MarkedYAMLException e) {
      throw new ImportException(
          "Mapping %s is not YAML at line %d: %s."
              .formatted(file, e.getProblemMark().getLine() + 1, e.getProblem()),
          e);
    } catch (IOException | YAMLException e) {
      throw new ImportException("Cannot read mapping %s: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private Mapping mapping(JsonNode root, Mapping.Kind kind) {
    refuseUnknown("", root, KEYS);
    checkKind(root, kind);
    List<Field> fields = kind.eventType().contract().fields();
    List<Mapping.Value> event = values("event", object(root, "event"), fields);
    sources.checkReferences(event);
    return new Mapping(kind, ceSource(root), money(root), groupBy(root), event, items(root, kind));
  }

  private void checkKind(JsonNode root, Mapping.Kind kind) {
    String said = root.path("kind").asText();
    String asked = kind.name().toLowerCase(Locale.ROOT);
    if (!said.equals(asked)) {
      problems.add("kind is '%s', but the command says %s".formatted(said, asked));
    }
  }

  private String ceSource(JsonNode root) {
    String source = root.path("source").asText();
    if (!source.startsWith("/")) {
      problems.add("source is '%s', expected a path such as /pos/my_till".formatted(source));
    }
    return source;
  }

  private MoneyUnit money(JsonNode root) {
    String unit = root.path("money").asText("currency");
    if (unit.equals("currency")) {
      return MoneyUnit.CURRENCY;
    }
    if (!unit.equals("fen")) {
      problems.add("money is '%s', expected currency (12.34) or fen (1234)".formatted(unit));
    }
    return MoneyUnit.FEN;
  }

  private static Optional<String> groupBy(JsonNode root) {
    return Optional.of(root.path("group_by").asText()).filter(column -> !column.isEmpty());
  }

  private List<Mapping.Value> items(JsonNode root, Mapping.Kind kind) {
    if (kind.eventType() != EventType.ORDER) {
      for (String key : List.of(ITEMS, "group_by")) {
        if (root.has(key)) {
          problems.add("'%s' is for orders only".formatted(key));
        }
      }
      return List.of();
    }
    return root.has(ITEMS)
        ? values(ITEMS, object(root, ITEMS), itemFields(kind.eventType()))
        : List.of();
  }

  private static List<Field> itemFields(EventType order) {
    return order.contract().fields().stream()
        .filter(field -> field.name().equals(ITEMS))
        .map(field -> (FieldType.ListOf) field.type())
        .map(list -> ((FieldType.Struct) list.element()).fields())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode object(JsonNode root, String key) {
    if (!root.path(key).isObject()) {
      problems.add("'%s' is missing, expected fields with their columns".formatted(key));
    }
    return root.path(key);
  }

  private List<Mapping.Value> values(String where, JsonNode node, List<Field> fields) {
    Map<String, Field> known = new LinkedHashMap<>();
    fields.stream()
        .filter(field -> !GIVEN.contains(field.name()))
        .forEach(field -> known.put(field.name(), field));
    refuseUnknown(where, node, known.keySet());
    List<Mapping.Value> values = new ArrayList<>();
    for (Field field : known.values()) {
      String path = where + "." + field.name();
      if (node.has(field.name())) {
        value(path, node.get(field.name()), field).ifPresent(values::add);
      } else if (field.isRequired()) {
        problems.add(path + " is missing");
      }
    }
    return values;
  }

  private Optional<Mapping.Value> value(String path, JsonNode node, Field field) {
    if (field.type() instanceof FieldType.Struct struct) {
      return Optional.of(new Mapping.Nested(field.name(), values(path, node, struct.fields())));
    } else if (field.type() instanceof FieldType.TextMap) {
      return Optional.of(texts(path, node, field));
    } else if (field.type() instanceof FieldType.ListOf) {
      problems.add(path + " is a list, which no column can fill");
      return Optional.empty();
    }
    return sources.read(path, node, field).map(source -> new Mapping.Simple(field, source));
  }

  private Mapping.Texts texts(String path, JsonNode node, Field field) {
    if (!node.isObject()) {
      problems.add(path + " is not a list of names with their columns");
    }
    Map<String, Source> entries = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry ->
                sources
                    .readText(path + "." + entry.getKey(), entry.getValue())
                    .ifPresent(source -> entries.put(entry.getKey(), source)));
    return new Mapping.Texts(field.name(), entries);
  }

  private void refuseUnknown(String where, JsonNode node, Collection<String> known) {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add(
                    "unknown key '%s'%s, expected one of %s"
                        .formatted(
                            name,
                            where.isEmpty() ? "" : " under " + where,
                            String.join(", ", new TreeSet<>(known))));
              }
            });
  }
}
