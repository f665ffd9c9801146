package dev.shuke.ingestion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shuke.brand.Brand;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.Reading;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the event of a group of rows: the mapping fills the event's JSON, the contract reads it, so
 * what is sent is what {@code streaming} will accept.
 */
final class EventBuilder {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ITEM = Pattern.compile("items\\[(\\d+)]\\.?(.*)");

  private final Mapping mapping;
  private final Brand brand;

  EventBuilder(Mapping mapping, Brand brand) {
    this.mapping = mapping;
    this.brand = brand;
  }

  /**
   * @param rows at least one
   * @throws RowRefused at the first value that no event can have
   */
  Event event(List<Row> rows) {
    rows.forEach(Row::requireAllCells);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("schema_version", 1);
    mapping
        .kind()
        .recordKind()
        .ifPresentOrElse(
            kind -> data.put("kind", kind.name().toLowerCase(Locale.ROOT)),
            () -> data.put("currency", brand.currency().getCurrencyCode()));
    fill(data, mapping.event(), rows);
    derive(data, rows);
    if (!mapping.items().isEmpty()) {
      rows.forEach(row -> fill(data.withArray("items").addObject(), mapping.items(), List.of(row)));
    }
    return read(data, rows);
  }

  private void fill(ObjectNode object, List<Mapping.Value> values, List<Row> rows) {
    for (Mapping.Value value : values) {
      if (value instanceof Mapping.Simple simple) {
        simple(simple, rows).ifPresent(node -> object.set(value.name(), node));
      } else if (value instanceof Mapping.Nested nested) {
        ObjectNode inner = JsonNodeFactory.instance.objectNode();
        fill(inner, nested.fields(), rows);
        if (!inner.isEmpty()) {
          object.set(nested.name(), inner);
        }
      } else if (value instanceof Mapping.Texts texts) {
        texts(object.putObject(texts.name()), texts.entries(), rows);
      }
    }
  }

  private void texts(ObjectNode object, Map<String, Source> entries, List<Row> rows) {
    entries.forEach(
        (name, source) -> {
          String text = text(source, rows);
          if (!text.isEmpty()) {
            object.put(name, text);
          }
        });
  }

  private Optional<JsonNode> simple(Mapping.Simple value, List<Row> rows) {
    if (value.source() instanceof Source.SumOfColumns sum) {
      return Optional.of(JsonNodeFactory.instance.numberNode(sum(sum.names(), rows)));
    }
    String text = text(value.source(), rows);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<TimeFormat> format =
        value.source() instanceof Source.Column column ? column.format() : Optional.empty();
    try {
      return Optional.of(Values.json(value.field(), text, format, mapping.money()));
    } catch (UnreadableValue e) {
      throw new RowRefused(
          rows.get(0).line(), value.source().title(), ValueClass.of(text), e.expected());
    }
  }

  /** Empty for sources that are derived later. */
  private static String text(Source source, List<Row> rows) {
    if (source instanceof Source.Column column) {
      return sameText(column.name(), rows);
    }
    return source instanceof Source.Constant constant ? constant.text() : "";
  }

  private static String sameText(String column, List<Row> rows) {
    String text = rows.get(0).cell(column);
    for (Row row : rows) {
      if (!row.cell(column).equals(text)) {
        throw new RowRefused(
            row.line(),
            column,
            "another value than in line " + rows.get(0).line(),
            "the same in every line of one order");
      }
    }
    return text;
  }

  private long sum(List<String> columns, List<Row> rows) {
    long sum = 0;
    for (Row row : rows) {
      for (String column : columns) {
        String text = row.cell(column);
        try {
          sum = Math.addExact(sum, Numbers.fen(text, mapping.money()));
        } catch (UnreadableValue e) {
          throw new RowRefused(row.line(), column, ValueClass.of(text), e.expected());
        } catch (ArithmeticException e) {
          throw new RowRefused(
              row.line(), column, ValueClass.of(text), "amounts whose sum fits 64 bits");
        }
      }
    }
    return sum;
  }

  /** Fields made of others, now that those are there. */
  private void derive(ObjectNode data, List<Row> rows) {
    for (Mapping.Value value : mapping.event()) {
      if (!(value instanceof Mapping.Simple simple)) {
        continue;
      }
      if (simple.source() instanceof Source.SumOfFields sum) {
        data.put(simple.name(), sumOfFields(sum, data, rows));
      } else if (simple.source() instanceof Source.StartOfDay start) {
        String day = data.path(start.field()).asText();
        if (!day.isEmpty()) {
          data.put(simple.name(), brand.calendar().startOf(LocalDate.parse(day)).toEpochMilli());
        }
      }
    }
  }

  private static long sumOfFields(Source.SumOfFields source, ObjectNode data, List<Row> rows) {
    try {
      return source.fields().stream()
          .mapToLong(name -> data.path(name).asLong())
          .reduce(0, Math::addExact);
    } catch (ArithmeticException e) {
      throw new RowRefused(
          rows.get(0).line(), source.title(), "whole numbers", "amounts whose sum fits 64 bits");
    }
  }

  private Event read(ObjectNode data, List<Row> rows) {
    Reading reading = EventJson.read(mapping.kind().eventType(), bytes(data));
    if (reading instanceof Reading.Refused refused) {
      throw refusal(refused, data, rows);
    }
    return ((Reading.Accepted) reading).event();
  }

  private static byte[] bytes(ObjectNode data) {
    try {
      return JSON.writeValueAsBytes(data);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Translates a field of the contract back to the line and column it came from. */
  private RowRefused refusal(Reading.Refused refused, ObjectNode data, List<Row> rows) {
    Matcher item = ITEM.matcher(refused.field());
    if (item.matches()) {
      int index = Integer.parseInt(item.group(1));
      return refusal(
          refused, data.at("/items/" + index), rows.get(index), mapping.items(), item.group(2));
    }
    return refusal(refused, data, rows.get(0), mapping.event(), refused.field());
  }

  private static RowRefused refusal(
      Reading.Refused refused, JsonNode object, Row row, List<Mapping.Value> values, String path) {
    String column =
        values.stream()
            .filter(value -> path.equals(value.name()) && value instanceof Mapping.Simple)
            .map(value -> ((Mapping.Simple) value).source().title())
            .findFirst()
            .map(title -> title + " (" + path + ")")
            .orElse("(" + path + ")");
    JsonNode value = object.at("/" + path.replace('.', '/'));
    String valueClass =
        value.isContainerNode() ? value.size() + " values" : ValueClass.of(value.asText());
    return new RowRefused(row.line(), column, valueClass, refused.expected());
  }
}
