package dev.shuke.tag;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tag means, told once for people, engines and the API.
 *
 * @param version grows with each change of meaning
 * @param meaning a sentence a store manager agrees with, edge cases included
 * @param owner the team that answers for it
 * @param source the paper, handbook or request it comes from
 * @param unit of a number, such as {@code orders}
 * @param isClosed whether {@code values} are all there can be; else they only give names to the
 *     usual ones
 * @param values possible values with their labels
 * @param empty what it means when a customer has no value
 * @param parameters names of the parameters it reads
 * @param needs sources without which every value is empty: orders, products, contacts
 * @param freshness when a value is up to date
 */
@JsonIgnoreProperties("examples")
public record TagDefinition(
    String id,
    int version,
    Text name,
    Text meaning,
    String owner,
    String source,
    Kind kind,
    @Nullable String unit,
    @JsonProperty("closed") boolean isClosed,
    List<Value> values,
    Text empty,
    List<String> parameters,
    List<String> needs,
    Text freshness)
    implements Serializable {

  /** What its values are. */
  public enum Kind {
    /** A whole number. */
    NUMBER,
    /** One of several words. */
    CHOICE,
    /** True or false. */
    FLAG,
    /** Up to three words, ranked. */
    CHOICES
  }

  /** A possible value and what people call it. */
  public record Value(String value, String zh, String en) implements Serializable {}

  public TagDefinition {
    values = values == null ? List.of() : List.copyOf(values);
    parameters = parameters == null ? List.of() : List.copyOf(parameters);
    needs = List.copyOf(needs);
  }

  /** Whether {@code value} may be compared with this tag. */
  public boolean allows(String value) {
    return !isClosed || values.stream().anyMatch(known -> known.value().equals(value));
  }

  /** The label of a value, when it has one. */
  public Optional<Value> labelOf(String value) {
    return values.stream().filter(known -> known.value().equals(value)).findFirst();
  }
}
