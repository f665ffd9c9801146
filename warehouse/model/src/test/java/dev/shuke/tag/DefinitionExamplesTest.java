package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples in the definition files, through the fold. */
class DefinitionExamplesTest {

  private final Parameters parameters = ShippedBrands.parametersOf("simulated");

  @TestFactory
  Stream<DynamicTest> holds() {
    return TagCatalogue.shipped().definitions().stream()
        .flatMap(
            definition ->
                TagExample.of(definition.id()).stream()
                    .map(
                        example ->
                            dynamicTest(
                                definition.id() + ": " + example.name(),
                                () -> check(definition, example))));
  }

  @TestFactory
  Stream<DynamicTest> coverNormalEdgeAndEmpty() {
    return TagCatalogue.shipped().definitions().stream()
        .map(
            definition ->
                dynamicTest(
                    definition.id(),
                    () ->
                        assertThat(TagExample.of(definition.id()))
                            .hasSizeGreaterThanOrEqualTo(3)
                            .anyMatch(example -> example.value().isEmpty())
                            .anyMatch(example -> !example.value().isEmpty())));
  }

  private void check(TagDefinition definition, TagExample example) {
    CustomerFold fold =
        new CustomerFold(
            List.of(definition),
            parameters,
            example.productBook(),
            TagExample.date(example.asOf()));
    fold.start(0);
    example.timeline().forEach(fold::add);
    FoldResult result = fold.finish();
    assertThat(result.values()).extracting(TagValue::value).isEqualTo(example.value());
    if (example.nextChange() != null) {
      assertThat(result.nextChange()).isEqualTo(example.nextChange());
    }
  }
}
