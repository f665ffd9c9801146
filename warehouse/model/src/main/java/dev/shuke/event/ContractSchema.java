package dev.shuke.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a contract, for those who tell events from elsewhere; stored beside this class
 * in {@code schema/}.
 *
 * <p>What it calls valid can be read, unless a rule that a schema can't say refuses it: amounts or
 * times that contradict each other, no person at all, an empty key, too many elements. It is
 * stricter than the reader on decimals: exponents and zeros behind the scale are read, too.
 */
final class ContractSchema {

  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  /** The same bytes on every system. */
  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private ContractSchema() {}

  static String of(EventType type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", DRAFT).put("$id", type.dataSchema()).put("title", type.ceType());
    schema.setAll(object(type.contract().root()));
    try {
      return WRITER.writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the schema of " + type, e);
    }
  }

  /** Fields beside the contract's are kept, so others are allowed. */
  private static ObjectNode object(FieldType.Struct struct) {
    ObjectNode node = typed("object");
    ObjectNode properties = node.putObject("properties");
    ArrayNode required = node.putArray("required");
    Map<RequiredWhen, List<String>> conditions = new LinkedHashMap<>();
    for (Field field : struct.fields()) {
      properties.set(field.name(), property(field));
      RequiredWhen when = field.requiredWhen();
      if (field.isRequired()) {
        required.add(field.name());
      } else if (when != null) {
        conditions.computeIfAbsent(when, absent -> new ArrayList<>()).add(field.name());
      }
    }
    if (!conditions.isEmpty()) {
      ArrayNode rules = node.putArray("allOf");
      conditions.forEach((when, names) -> rules.add(rule(when, names)));
    }
    return node.put("additionalProperties", true);
  }

  private static ObjectNode property(Field field) {
    ObjectNode node = value(field.type());
    if (!field.isRequired()) {
      String type = node.get("type").textValue();
      node.putArray("type").add(type).add("null");
      if (node.get("enum") instanceof ArrayNode words) {
        words.addNull();
      }
    }
    return node.put("x-privacy-class", field.privacy().name());
  }

  private static ObjectNode value(FieldType type) {
    if (type instanceof FieldType.Struct struct) {
      return object(struct);
    } else if (type instanceof FieldType.ListOf list) {
      ObjectNode node = typed("array");
      node.set("items", value(list.element()));
      return node;
    } else if (type instanceof FieldType.TextMap) {
      return typed("object");
    } else if (type instanceof FieldType.Choice choice) {
      ObjectNode node = typed("string");
      choice.constants().keySet().forEach(node.putArray("enum")::add);
      return node;
    } else if (type instanceof FieldType.Flag) {
      return typed("boolean");
    } else if (type instanceof FieldType.Int32) {
      return integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type instanceof FieldType.Int64) {
      return integer(Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type instanceof FieldType.Timestamp) {
      return integer(ContractReader.FIRST_MILLI, ContractReader.LAST_MILLI)
          .put("description", "milliseconds UTC");
    } else if (type instanceof FieldType.Decimal decimal) {
      return typed("string").put("pattern", plainDecimal(decimal.scale()));
    } else if (type instanceof FieldType.Day) {
      return typed("string").put("format", "date");
    }
    return typed("string");
  }

  private static ObjectNode typed(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static ObjectNode integer(long least, long most) {
    return typed("integer").put("minimum", least).put("maximum", most);
  }

  private static String plainDecimal(int scale) {
    int whole = ContractReader.DECIMAL_DIGITS - scale;
    return "^-?[0-9]{1,%d}(\\.[0-9]{1,%d})?$".formatted(whole, scale);
  }

  /** JSON null is no value, so a field that must be told is told and not null. */
  private static ObjectNode rule(RequiredWhen when, List<String> names) {
    ObjectNode rule = JsonNodeFactory.instance.objectNode();
    ObjectNode condition = told(rule.putObject("if"), List.of(when.field()));
    if (when.is().length > 0) {
      ArrayNode words =
          condition.withObject("/properties").putObject(when.field()).putArray("enum");
      List.of(when.is()).forEach(words::add);
    }
    told(rule.putObject("then"), names);
    return rule;
  }

  private static ObjectNode told(ObjectNode node, List<String> names) {
    ArrayNode required = node.putArray("required");
    ObjectNode properties = node.putObject("properties");
    for (String name : names) {
      required.add(name);
      properties.putObject(name).putObject("not").put("type", "null");
    }
    return node;
  }
}
