package dev.shuke.fold;

import dev.shuke.customer.TimelineRow;
import dev.shuke.customer.Utf8Order;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import dev.shuke.tag.TagValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Computes all tags of one customer after another, each in a single pass over the timeline.
 *
 * <p>Call {@link #start}, {@link #add} for each row in time order, {@link #finish}. The result is a
 * function of the rows and of what was given to the constructor. Not safe for several threads.
 */
public final class CustomerFold {

  private static final int NOBODY = -1;

  private final List<Part> parts;
  private final Program program;
  private int customerNo = NOBODY;
  private Instant last = Instant.MIN;

  /** A tag with its node; a parameter's change bounds every value of it. */
  private record Part(TagDefinition definition, Node node, int parameterChange) {

    int change() {
      return Math.min(node.change(), parameterChange);
    }
  }

  /**
   * Compiles all tags of a catalogue.
   *
   * @throws java.util.NoSuchElementException when a parameter has no row valid on the as-of date
   */
  public CustomerFold(TagCatalogue catalogue, FoldInputs inputs) {
    this(catalogue, catalogue.definitions(), inputs);
  }

  /** Compiles some tags of a catalogue; the others are there to be referred to. */
  public CustomerFold(TagCatalogue catalogue, List<TagDefinition> definitions, FoldInputs inputs) {
    Compiler compiler = new Compiler(catalogue::measureOf, inputs);
    Parameters parameters = inputs.parameters();
    parts =
        definitions.stream()
            .sorted(Comparator.comparing(TagDefinition::id, Utf8Order.COMPARATOR))
            .map(
                definition ->
                    new Part(
                        definition,
                        compiler.node(definition.measure()),
                        Days.orNever(
                            parameters.nextChangeAfter(
                                catalogue.parametersOf(definition.id()), inputs.asOf()))))
            .toList();
    program = compiler.program();
  }

  /**
   * Begins a customer; what was known of the one before is forgotten.
   *
   * @param bucket the customer's lasting place in a stable percentage, 0 to 9,999
   */
  public void start(int customerNo, int bucket) {
    this.customerNo = customerNo;
    last = Instant.MIN;
    program.start(customerNo, bucket);
  }

  /**
   * Takes the customer's next row.
   *
   * @throws IllegalArgumentException when the row is another customer's, or one that a tag looks at
   *     goes back in time: the timeline was cut or not sorted, and no result of this customer may
   *     be used
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
    if (!program.looksAt(row.kind())) {
      return;
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
    program.add(row);
  }

  /**
   * The values on the as-of date; the customer is done.
   *
   * @throws ArithmeticException when a sum leaves the range of a 64-bit number
   */
  public FoldResult finish() {
    program.close();
    List<TagValue> values = new ArrayList<>();
    int first = Days.NEVER;
    for (Part part : parts) {
      int change = part.change();
      first = Math.min(first, change);
      LocalDate nextChange = Days.date(change);
      TagDefinition definition = part.definition;
      int position = 0;
      for (FoldValue value : part.node.values()) {
        position++;
        values.add(
            new TagValue(
                definition.id(),
                definition.version(),
                position,
                value.text(),
                value.number(),
                nextChange));
      }
    }
    customerNo = NOBODY;
    return new FoldResult(values, Days.date(first));
  }
}
