package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.shuke.fold.ExampleCheck;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples in the definition files, through the fold. */
class DefinitionExamplesTest {

  private final TagCatalogue catalogue = TagCatalogue.shipped();
  private final Parameters parameters = ShippedBrands.parametersOf("simulated");

  @TestFactory
  Stream<DynamicTest> holds() {
    return catalogue.definitions().stream()
        .flatMap(
            definition ->
                definition.examples().stream()
                    .map(
                        example ->
                            dynamicTest(
                                definition.id() + ": " + example.name(),
                                () ->
                                    assertThat(
                                            ExampleCheck.of(
                                                definition, example, catalogue, parameters))
                                        .isEmpty())));
  }

  @TestFactory
  Stream<DynamicTest> coverNormalEdgeAndEmpty() {
    return catalogue.definitions().stream()
        .map(
            definition ->
                dynamicTest(
                    definition.id(),
                    () ->
                        assertThat(definition.examples())
                            .hasSizeGreaterThanOrEqualTo(3)
                            .anyMatch(example -> example.value().isEmpty())
                            .anyMatch(example -> !example.value().isEmpty())));
  }
}
