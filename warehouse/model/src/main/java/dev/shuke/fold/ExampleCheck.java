package dev.shuke.fold;

import dev.shuke.customer.ProductBook;
import dev.shuke.tag.Example;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes a definition's examples and says which do not come out as they are told. */
public final class ExampleCheck {

  /** Where the customers of examples live. */
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final int BUCKET = 0;

  private ExampleCheck() {}

  /**
   * What is wrong with one example; empty when it holds.
   *
   * @param catalogue knows what the definition refers to
   */
  public static Optional<String> of(
      TagDefinition definition, Example example, TagCatalogue catalogue, Parameters parameters) {
    FoldInputs inputs =
        new FoldInputs(
            parameters,
            ProductBook.of(example.products()),
            ZONE,
            id -> FoldInputs.CustomerIds.NOBODY,
            example.asOf());
    Answer answer =
        Answer.of(
            definition.measure(),
            catalogue::measureOf,
            inputs,
            Example.CUSTOMER_NO,
            BUCKET,
            example.rows());
    List<String> values = answer.values().stream().map(FoldValue::text).toList();
    if (!values.equals(example.value())) {
      return Optional.of(
          "Example '%s' of %s gives %s on %s, expected %s"
              .formatted(example.name(), definition.id(), values, example.asOf(), example.value()));
    }
    String next = text(answer.nextChange());
    return example.nextChange() == null || example.nextChange().equals(next)
        ? Optional.empty()
        : Optional.of(
            "Example '%s' of %s can change next on %s, expected %s"
                .formatted(example.name(), definition.id(), next, example.nextChange()));
  }

  private static String text(@Nullable LocalDate date) {
    return date == null ? "never" : date.toString();
  }
}
