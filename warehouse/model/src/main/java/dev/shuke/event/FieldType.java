package dev.shuke.event;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The types a field of a contract may have; table schemas and row converters of the engines follow
 * from them.
 */
public sealed interface FieldType {

  /** A string. */
  record Text() implements FieldType {}

  /** One of a closed set of lower-case words; stored as text. */
  record Choice(Class<? extends Enum<?>> type) implements FieldType {}

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
  record Struct(Class<?> type, List<Field> fields, MethodHandle constructor) implements FieldType {
    public Struct {
      fields = List.copyOf(fields);
    }
  }
}
