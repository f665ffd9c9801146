package dev.shuke.event;

import java.lang.invoke.MethodHandle;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The types a field of a contract may have; table schemas and row converters of the engines follow
 * from them.
 */
public sealed interface FieldType {

  /** A string. */
  record Text() implements FieldType {}

  /** One of a closed set of lower-case words; stored as text. */
  record Choice(Class<? extends Enum<?>> type, Map<String, Enum<?>> constants)
      implements FieldType {
    public Choice {
      constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    static Choice of(Class<? extends Enum<?>> type) {
      Map<String, Enum<?>> constants = new LinkedHashMap<>();
      for (Enum<?> constant : type.getEnumConstants()) {
        constants.put(wordOf(constant), constant);
      }
      return new Choice(type, constants);
    }

    static String wordOf(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }

  record Int32() implements FieldType {}

  record Int64() implements FieldType {}

  record Flag() implements FieldType {}

  /** An exact decimal of 18 digits, told as a decimal string. */
  record Decimal(int scale) implements FieldType {}

  /** A date without zone, told as ISO 8601. */
  record Day() implements FieldType {}

  /** An instant, told as milliseconds UTC. */
  record Timestamp() implements FieldType {}

  /** A map from text to text; a list or object inside is kept as its JSON. */
  record TextMap() implements FieldType {}

  record ListOf(FieldType element) implements FieldType {}

  /** A nested record with the canonical constructor that makes it. */
  record Struct(
      Class<?> type, List<Field> fields, Map<String, Integer> positions, MethodHandle constructor)
      implements FieldType {
    private static final int LOOK_AHEAD = 3;

    public Struct {
      fields = List.copyOf(fields);
      // Looked into for every field that is told: a hash map answers quicker than Map.of and kin.
      positions = Collections.unmodifiableMap(new HashMap<>(positions));
    }

    static Struct of(Class<?> type, List<Field> fields, MethodHandle constructor) {
      Map<String, Integer> positions = new HashMap<>();
      for (int i = 0; i < fields.size(); i++) {
        positions.put(fields.get(i).name(), i);
      }
      return new Struct(type, fields, positions, constructor);
    }

    /** Where the field of this name stands, or -1. */
    int position(String name) {
      return positions.getOrDefault(name, -1);
    }

    /**
     * The same, sooner when it is the one at {@code guess} or one of the few behind it: most tills
     * tell the fields in the contract's order and leave some out.
     */
    int position(String name, int guess) {
      int end = Math.min(fields.size(), guess + LOOK_AHEAD);
      for (int i = guess; i < end; i++) {
        if (fields.get(i).name().equals(name)) {
          return i;
        }
      }
      return position(name);
    }
  }
}
