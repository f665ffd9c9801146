package dev.shuke.service.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shuke.rule.ValueType;
import dev.shuke.service.run.TagColumn;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one tag says of one customer.
 *
 * @param value true or false, a number, a date or a text; left out for a tag of several values
 * @param values texts in order of position; left out for a tag of one value
 * @param nextChange the date it can change on with no new event; null for never
 */
record TagReading(
    String tag,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object value,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Object> values,
    int definitionVersion,
    @Nullable LocalDate nextChange) {

  /** Empty when the customer has no value of this tag. */
  static Optional<TagReading> of(TagColumn column, int customerNo) {
    List<Object> values = column.values(customerNo);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    boolean hasSeveral = column.definition().type() == ValueType.TEXTS;
    return Optional.of(
        new TagReading(
            column.definition().id(),
            hasSeveral ? null : values.get(0),
            hasSeveral ? values : null,
            column.definitionVersion(),
            column.nextChange(customerNo)));
  }
}
