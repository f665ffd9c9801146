package dev.shuke.platform.definition;

import dev.shuke.brand.Brand;
import dev.shuke.customer.ProductBook;
import dev.shuke.fold.CustomerFold;
import dev.shuke.fold.ExampleCheck;
import dev.shuke.fold.FoldInputs;
import dev.shuke.tag.Example;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would go wrong with a definition that can be read, found before a run meets it. */
public final class Checks {
  private final Brand brand;
  private final Parameters parameters;
  private final LocalDate asOf;

  /**
   * @param asOf the business date of the next run
   */
  public Checks(Brand brand, LocalDate asOf) {
    this.brand = brand;
    this.parameters = Parameters.read(brand.parameters());
    this.asOf = asOf;
  }

  /** All problems found, each a sentence; empty for a definition that may be published. */
  List<String> problems(TagDefinition definition, TagCatalogue catalogue) {
    List<String> problems = new ArrayList<>();
    compiles(definition, catalogue).ifPresent(problems::add);
    if (problems.isEmpty()) {
      problems.addAll(failing(definition, catalogue));
    }
    if (definition.examples().isEmpty()) {
      problems.add(
          "%s has no example, expected at least one: rows in, value out"
              .formatted(definition.id()));
    }
    return problems;
  }

  /** What the run would stumble over before its first customer, such as a missing parameter. */
  private Optional<String> compiles(TagDefinition definition, TagCatalogue catalogue) {
    FoldInputs inputs =
        new FoldInputs(
            parameters,
            ProductBook.of(List.of()),
            brand.calendar().zone(),
            id -> FoldInputs.CustomerIds.NOBODY,
            asOf);
    try {
      new CustomerFold(catalogue, List.of(definition), inputs);
      return Optional.empty();
    } catch (RuntimeException e) {
      // Whatever keeps it from being computed is its author's to hear.
      return Optional.of("%s cannot be computed: %s".formatted(definition.id(), e.getMessage()));
    }
  }

  private List<String> failing(TagDefinition definition, TagCatalogue catalogue) {
    List<String> failing = new ArrayList<>();
    for (Example example : definition.examples()) {
      try {
        ExampleCheck.of(definition, example, catalogue, parameters).ifPresent(failing::add);
      } catch (RuntimeException e) {
        failing.add(
            "Example '%s' of %s cannot be computed: %s"
                .formatted(example.name(), definition.id(), e.getMessage()));
      }
    }
    return failing;
  }
}
