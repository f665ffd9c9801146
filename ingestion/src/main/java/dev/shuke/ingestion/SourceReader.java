package dev.shuke.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.event.Field;
import dev.shuke.event.FieldType;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads where a field comes from: the name of a column, or one of {@code {column, format, zone}},
 * {@code {constant}}, {@code {sum}}, {@code {sum_of_fields}}, {@code {start_of_day}}.
 */
final class SourceReader {

  private static final Set<String> WAYS =
      Set.of("column", "constant", "sum", "sum_of_fields", "start_of_day");

  private final List<String> problems;

  SourceReader(List<String> problems) {
    this.problems = problems;
  }

  /** The source of a free text; empty, with a problem noted, when there is none. */
  Optional<Source> readText(String path, JsonNode node) {
    return read(path, node, false, false, new FieldType.Text());
  }

  /** The source of a field; empty, with a problem noted, when there is none. */
  Optional<Source> read(String path, JsonNode node, Field field) {
    Optional<Source> source =
        read(
            path,
            node,
            Values.isMoney(field),
            field.type() instanceof FieldType.Timestamp,
            field.type());
    source.ifPresent(found -> checkConstant(path, found, field));
    return source;
  }

  private Optional<Source> read(
      String path, JsonNode node, boolean isMoney, boolean isTime, FieldType type) {
    if (node.isTextual()) {
      return column(path, node.textValue(), node, type);
    }
    List<String> ways = new ArrayList<>(new TreeSet<>(WAYS));
    ways.removeIf(way -> !node.has(way));
    if (ways.size() != 1) {
      problems.add(
          "%s is neither a column's name nor exactly one of %s"
              .formatted(path, String.join(", ", new TreeSet<>(WAYS))));
      return Optional.empty();
    }
    refuseUnknown(path, node, ways.get(0));
    return switch (ways.get(0)) {
      case "column" -> column(path, node.get("column").asText(), node, type);
      case "constant" -> Optional.of(new Source.Constant(node.get("constant").asText()));
      case "sum" ->
          onlyFor(isMoney, path, "sum", new Source.SumOfColumns(texts(path, node.get("sum"))));
      case "sum_of_fields" ->
          onlyFor(
              isMoney,
              path,
              "sum_of_fields",
              new Source.SumOfFields(texts(path, node.get("sum_of_fields"))));
      default ->
          onlyFor(
              isTime,
              path,
              "start_of_day",
              new Source.StartOfDay(node.get("start_of_day").asText()));
    };
  }

  private Optional<Source> onlyFor(boolean fits, String path, String way, Source source) {
    if (!fits) {
      problems.add(
          "%s cannot come from %s, which makes %s"
              .formatted(path, way, way.equals("start_of_day") ? "a time" : "money"));
      return Optional.empty();
    }
    return Optional.of(source);
  }

  private Optional<Source> column(String path, String name, JsonNode node, FieldType type) {
    if (name.isBlank()) {
      problems.add(path + " names no column");
      return Optional.empty();
    }
    try {
      return Optional.of(new Source.Column(name, format(path, node, type)));
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.add(path + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<TimeFormat> format(String path, JsonNode node, FieldType type) {
    String pattern = node.path("format").asText("iso");
    if (type instanceof FieldType.Timestamp) {
      String zone = node.path("zone").asText("");
      return Optional.of(
          TimeFormat.timeOf(
              pattern, zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone))));
    } else if (type instanceof FieldType.Day) {
      return Optional.of(TimeFormat.dateOf(pattern));
    }
    if (node.has("format") || node.has("zone")) {
      problems.add(path + " is no time, so it has no format or zone");
    }
    return Optional.empty();
  }

  private List<String> texts(String path, JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    if (!node.isArray() || texts.isEmpty()) {
      problems.add(path + " needs a list of names to sum");
    }
    return texts;
  }

  private void refuseUnknown(String path, JsonNode node, String way) {
    Set<String> known = way.equals("column") ? Set.of("column", "format", "zone") : Set.of(way);
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                problems.add("unknown key '%s' under %s, expected %s".formatted(name, path, known));
              }
            });
  }

  private void checkConstant(String path, Source source, Field field) {
    if (source instanceof Source.Constant constant) {
      try {
        Values.checkConstant(field, constant.text());
      } catch (UnreadableValue e) {
        problems.add(
            "%s is the constant '%s', expected %s".formatted(path, constant.text(), e.expected()));
      }
    }
  }

  /** What a sum or a start of day refers to must be a field with a source of its own. */
  void checkReferences(List<Mapping.Value> event) {
    for (Mapping.Value value : event) {
      if (value instanceof Mapping.Simple simple) {
        if (simple.source() instanceof Source.SumOfFields sum) {
          sum.fields().forEach(name -> checkReference(event, simple.name(), name));
        } else if (simple.source() instanceof Source.StartOfDay start) {
          checkReference(event, simple.name(), start.field());
        }
      }
    }
  }

  private void checkReference(List<Mapping.Value> event, String from, String to) {
    boolean isFound =
        event.stream()
            .filter(value -> value.name().equals(to) && value instanceof Mapping.Simple)
            .map(value -> ((Mapping.Simple) value).source())
            .anyMatch(
                source ->
                    !(source instanceof Source.SumOfFields || source instanceof Source.StartOfDay));
    if (!isFound) {
      problems.add(
          "event.%s refers to '%s', which is no field with a column or constant of its own"
              .formatted(from, to));
    }
  }
}
