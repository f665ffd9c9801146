package dev.shuke.tag;

import dev.shuke.customer.ProductBook;
import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.Utf8Order;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes all tags of one customer after another, each in a single pass over the timeline.
 *
 * <p>Call {@link #start}, {@link #add} for each row in time order, {@link #finish}. The result is a
 * function of the rows and the arguments of the constructor only. Not safe for several threads.
 */
public final class CustomerFold {

  private static final int NOBODY = -1;

  private final List<Part> parts;
  private int customerNo = NOBODY;
  private Instant last = Instant.MIN;

  /** A tag with its fold; {@code parameterChange} bounds every value of it. */
  private record Part(TagDefinition definition, TagFold fold, @Nullable LocalDate parameterChange) {

    @Nullable LocalDate nextChange() {
      return Dates.earlier(fold.nextChange(), parameterChange);
    }
  }

  /**
   * Prepares the folds of these tags.
   *
   * @throws java.util.NoSuchElementException when a parameter has no row valid on the as-of date
   */
  public CustomerFold(
      List<TagDefinition> definitions,
      Parameters parameters,
      ProductBook products,
      LocalDate asOf) {
    FoldInputs inputs = new FoldInputs(parameters, products, asOf);
    parts =
        definitions.stream()
            .sorted(Comparator.comparing(TagDefinition::id, Utf8Order.COMPARATOR))
            .map(definition -> part(definition, inputs))
            .toList();
  }

  private static Part part(TagDefinition definition, FoldInputs inputs) {
    return new Part(
        definition,
        TagFolds.of(definition.id(), inputs),
        inputs.parameters().nextChangeAfter(definition.parameters(), inputs.asOf()));
  }

  /** Begins a customer; what was known of the one before is forgotten. */
  public void start(int customerNo) {
    this.customerNo = customerNo;
    last = Instant.MIN;
    for (Part part : parts) {
      part.fold.start();
    }
  }

  /**
   * Takes the customer's next row.
   *
   * @throws IllegalArgumentException when the row is another customer's or goes back in time: the
   *     timeline was cut or not sorted, and no result of this customer may be used
   */
  public void add(TimelineRow row) {
    if (row.customerNo() != customerNo) {
      throw new IllegalArgumentException(
          "Row of customer "
              + row.customerNo()
              + " in the timeline of customer "
              + customerNo
              + "; start(customerNo) comes before its rows");
    }
    if (row.occurredAt().isBefore(last)) {
      throw new IllegalArgumentException(
          "The timeline of customer "
              + customerNo
              + " goes back from "
              + last
              + " to "
              + row.occurredAt()
              + ", expected rows in order of occurred_at");
    }
    last = row.occurredAt();
    for (Part part : parts) {
      part.fold.add(row);
    }
  }

  /** The values on the as-of date; the customer is done. */
  public FoldResult finish() {
    List<TagValue> values = new ArrayList<>();
    LocalDate first = null;
    for (Part part : parts) {
      LocalDate nextChange = part.nextChange();
      first = Dates.earlier(first, nextChange);
      int position = 0;
      for (String value : part.fold.values()) {
        position++;
        TagDefinition definition = part.definition;
        values.add(
            new TagValue(definition.id(), definition.version(), position, value, nextChange));
      }
    }
    customerNo = NOBODY;
    return new FoldResult(values, first);
  }
}
