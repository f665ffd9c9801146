package dev.shuke.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON to the values of a contract and back. */
final class JsonFields {

  private static final int DECIMAL_DIGITS = 18;

  private JsonFields() {}

  static Object read(FieldType.Struct struct, JsonNode object) {
    Object[] values = new Object[struct.fields().size()];
    for (int i = 0; i < values.length; i++) {
      Field field = struct.fields().get(i);
      values[i] = readField(field, object.get(field.name()));
    }
    try {
      return struct.constructor().invoke(values);
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot make a " + struct.type(), e);
    }
  }

  private static @Nullable Object readField(Field field, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      if (field.isRequired()) {
        throw new ContractViolation("missing_field", field.name(), "a value");
      }
      return null;
    }
    try {
      return read(field.type(), node);
    } catch (ContractViolation e) {
      throw e.within(field.name());
    }
  }

  private static Object read(FieldType type, JsonNode node) {
    if (type instanceof FieldType.Text) {
      return check(node.isTextual(), "a string", node).textValue();
    } else if (type instanceof FieldType.Choice choice) {
      return choice(choice, check(node.isTextual(), "a string", node).textValue());
    } else if (type instanceof FieldType.Int32) {
      return check(node.isIntegralNumber() && node.canConvertToInt(), "a 32-bit integer", node)
          .intValue();
    } else if (type instanceof FieldType.Int64) {
      return check(node.isIntegralNumber() && node.canConvertToLong(), "a 64-bit integer", node)
          .longValue();
    } else if (type instanceof FieldType.Flag) {
      return check(node.isBoolean(), "true or false", node).booleanValue();
    } else if (type instanceof FieldType.Decimal decimal) {
      return decimal(
          decimal.scale(), check(node.isTextual(), "a decimal string", node).textValue());
    } else if (type instanceof FieldType.Day) {
      return day(check(node.isTextual(), "an ISO date", node).textValue());
    } else if (type instanceof FieldType.Timestamp) {
      return timestamp(
          check(node.isIntegralNumber() && node.canConvertToLong(), "milliseconds UTC", node));
    } else if (type instanceof FieldType.TextMap) {
      return textMap(check(node.isObject(), "an object", node));
    } else if (type instanceof FieldType.ListOf list) {
      return list(list, check(node.isArray(), "an array", node));
    }
    return read((FieldType.Struct) type, check(node.isObject(), "an object", node));
  }

  private static JsonNode check(boolean isRight, String expected, JsonNode node) {
    if (!isRight) {
      throw new ContractViolation("wrong_type", "", expected);
    }
    return node;
  }

  private static Enum<?> choice(FieldType.Choice choice, String word) {
    for (Enum<?> constant : choice.type().getEnumConstants()) {
      if (wordOf(constant).equals(word)) {
        return constant;
      }
    }
    List<String> words =
        Arrays.stream(choice.type().getEnumConstants()).map(JsonFields::wordOf).toList();
    throw new ContractViolation("unknown_value", "", "one of " + words);
  }

  static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static BigDecimal decimal(int scale, String text) {
    String expected =
        "a decimal of at most " + DECIMAL_DIGITS + " digits, " + scale + " behind the point";
    try {
      // A short text may name a huge number (1e999999999): look at the exponent before any
      // arithmetic.
      BigDecimal value = new BigDecimal(text);
      if (text.length() > 40
          || Math.abs((long) value.precision() - value.scale()) > DECIMAL_DIGITS) {
        throw new ContractViolation("out_of_range", "", expected);
      }
      BigDecimal scaled = value.setScale(scale, RoundingMode.UNNECESSARY);
      if (scaled.precision() > DECIMAL_DIGITS) {
        throw new ContractViolation("out_of_range", "", expected);
      }
      return scaled;
    } catch (ArithmeticException | NumberFormatException e) {
      throw new ContractViolation("wrong_type", "", expected);
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new ContractViolation("wrong_type", "", "an ISO date such as 2026-01-31");
    }
  }

  private static Instant timestamp(JsonNode node) {
    long millis = node.longValue();
    // Year 1 to 9999: what every engine here can hold.
    if (millis < -62_135_596_800_000L || millis > 253_402_300_799_999L) {
      throw new ContractViolation("out_of_range", "", "milliseconds UTC of the years 1 to 9999");
    }
    return Instant.ofEpochMilli(millis);
  }

  private static Map<String, String> textMap(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (!value.isNull()) {
                map.put(
                    entry.getKey(),
                    value.isValueNode() ? value.asText() : CanonicalJson.write(value));
              }
            });
    return map;
  }

  private static List<Object> list(FieldType.ListOf list, JsonNode array) {
    List<Object> values = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      try {
        values.add(read(list.element(), array.get(i)));
      } catch (ContractViolation e) {
        throw e.within("[" + i + "]");
      }
    }
    return values;
  }

  static void write(List<Field> fields, Object record, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Field field : fields) {
      Object value = field.valueIn(record);
      if (value != null) {
        out.writeFieldName(field.name());
        write(field.type(), value, out);
      }
    }
    out.writeEndObject();
  }

  private static void write(FieldType type, Object value, JsonGenerator out) throws IOException {
    if (type instanceof FieldType.Choice) {
      out.writeString(wordOf((Enum<?>) value));
    } else if (type instanceof FieldType.Int32) {
      out.writeNumber((Integer) value);
    } else if (type instanceof FieldType.Int64) {
      out.writeNumber((Long) value);
    } else if (type instanceof FieldType.Flag) {
      out.writeBoolean((Boolean) value);
    } else if (type instanceof FieldType.Decimal) {
      out.writeString(((BigDecimal) value).toPlainString());
    } else if (type instanceof FieldType.Timestamp) {
      out.writeNumber(((Instant) value).toEpochMilli());
    } else if (type instanceof FieldType.TextMap) {
      writeMap((Map<?, ?>) value, out);
    } else if (type instanceof FieldType.ListOf list) {
      out.writeStartArray();
      for (Object element : (List<?>) value) {
        write(list.element(), element, out);
      }
      out.writeEndArray();
    } else if (type instanceof FieldType.Struct struct) {
      write(struct.fields(), value, out);
    } else {
      out.writeString(value.toString());
    }
  }

  private static void writeMap(Map<?, ?> map, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.writeStringField((String) entry.getKey(), (String) entry.getValue());
    }
    out.writeEndObject();
  }
}
