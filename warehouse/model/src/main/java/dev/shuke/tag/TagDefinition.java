package dev.shuke.tag;

import dev.shuke.rule.Measure;
import dev.shuke.rule.ValueType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tag or a segment means, told once for people, engines and the API. It is data: shipped as
 * a file, or written by a marketer.
 *
 * @param version grows with each change of meaning
 * @param group under which people look for it, such as {@code purchase}
 * @param meaning a sentence a store manager agrees with, edge cases included
 * @param owner the team that answers for it
 * @param source the paper, handbook or request it comes from
 * @param unit of a number, such as {@code orders}
 * @param isClosed whether {@code values} are all there can be; else they only give names to the
 *     usual ones
 * @param values possible values with their labels
 * @param empty what it means when a customer has no value
 * @param freshness when a value is up to date
 * @param measure what it gives
 * @param type what the measure gives
 * @param examples rows in, value out; they are its test
 * @param content the whole definition as JSON: what is published, read back equal
 */
public record TagDefinition(
    String id,
    int version,
    Kind kind,
    String group,
    Text name,
    Text meaning,
    String owner,
    String source,
    @Nullable String unit,
    boolean isClosed,
    List<Value> values,
    Text empty,
    Text freshness,
    Measure measure,
    ValueType type,
    List<Example> examples,
    String content) {

  /** What sort of statement it makes; people browse by it. */
  public enum Kind {
    FLAG(ValueType.FLAG),
    TIERS(ValueType.TEXT),
    STATISTIC(ValueType.NUMBER, ValueType.DATE),
    FIRST_LAST(ValueType.TEXT, ValueType.DATE),
    PREFERENCE(ValueType.TEXT, ValueType.TEXTS),
    DISTRIBUTION(ValueType.TEXTS),
    RFM(ValueType.TEXT),
    LIFECYCLE(ValueType.TEXT),
    /** Given by hand, in records. */
    MANUAL(ValueType.TEXT),
    /** Imported from elsewhere, in records. */
    IMPORTED(ValueType.TEXT),
    /** The value {@code true} for its members, none for the others. */
    SEGMENT(ValueType.FLAG);

    private final List<ValueType> types;

    Kind(ValueType... types) {
      this.types = List.of(types);
    }

    /** What the measure of such a tag may give. */
    public List<ValueType> types() {
      return types;
    }
  }

  /** A possible value and what people call it. */
  public record Value(String value, String zh, String en) {}

  public TagDefinition {
    values = List.copyOf(values);
    examples = List.copyOf(examples);
  }

  /** Whether {@code value} may be compared with this tag. */
  public boolean allows(String value) {
    return !isClosed || values.stream().anyMatch(known -> known.value().equals(value));
  }

  /** The label of a value, when it has one. */
  public Optional<Value> labelOf(String value) {
    return values.stream().filter(known -> known.value().equals(value)).findFirst();
  }

  public boolean isSegment() {
    return kind == Kind.SEGMENT;
  }
}
