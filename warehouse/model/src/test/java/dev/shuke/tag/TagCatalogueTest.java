package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.shuke.rule.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TagCatalogueTest {

  private static final Path FILES =
      Path.of("src", "main", "resources", "dev", "shuke", "tag", "definitions");

  @Test
  void shipsExactlyTheDefinitionsThatHaveAFile() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(TagCatalogue.shipped().ids());
    }
  }

  @TestFactory
  Stream<DynamicTest> isCompleteInEachFile() {
    return TagCatalogue.shipped().definitions().stream()
        .map(definition -> dynamicTest(definition.id(), () -> check(definition)));
  }

  private static void check(TagDefinition definition) throws IOException {
    assertThat(Files.readString(FILES.resolve(definition.id() + ".yaml")))
        .contains("\nid: " + definition.id() + "\n");
    assertThat(definition.version()).isPositive();
    for (Text text :
        List.of(
            definition.name(), definition.meaning(), definition.empty(), definition.freshness())) {
      assertThat(text.zh()).isNotBlank();
      assertThat(text.en()).isNotBlank();
    }
    assertThat(definition.owner()).isNotBlank();
    assertThat(definition.source()).isNotBlank();
    assertThat(definition.needs()).isNotEmpty().isSubsetOf("orders", "products", "contacts");
    assertThat(definition.unit() != null).isEqualTo(definition.kind() == TagDefinition.Kind.NUMBER);
    assertThat(definition.values()).extracting(TagDefinition.Value::value).doesNotHaveDuplicates();
    assertThat(definition.isClosed() && definition.values().isEmpty()).isFalse();
    Parameters parameters = ShippedBrands.parametersOf("simulated");
    assertThat(parameters.rows().stream().map(Parameters.Row::name))
        .containsAll(definition.parameters());
  }

  @Test
  void picksTheTagsOfABrandInItsOrder() {
    assertThat(TagCatalogue.of(List.of("lapsed", "orders_90d")).ids())
        .containsExactly("lapsed", "orders_90d");
  }

  @Test
  void namesTheNearestTagForEachUnknownId() {
    assertThatThrownBy(() -> TagCatalogue.of(List.of("lapsd", "orders_90d", "tast")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("There is no tag 'lapsd', did you mean lapsed; known are orders_30d")
        .hasMessageContaining("There is no tag 'tast', did you mean taste");
    assertThatThrownBy(() -> TagCatalogue.shipped().get("zzzzzzzz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no tag 'zzzzzzzz'; known are");
  }

  @Test
  void knowsWhichSetsAreClosed() {
    TagCatalogue shipped = TagCatalogue.shipped();
    assertThat(shipped.get("purchase_frequency").allows("sometimes")).isFalse();
    assertThat(shipped.get("purchase_frequency").allows("high")).isTrue();
    assertThat(shipped.get("most_visited_store").allows("any store")).isTrue();
    assertThat(shipped.get("taste").labelOf("spicy").orElseThrow().zh()).isEqualTo("辣");
  }

  @Test
  void findsNothingNearALongOrDistantName() {
    Set<String> known = Set.of("taste");
    assertThat(NearestName.of("x".repeat(1_000), known)).isEmpty();
    assertThat(NearestName.of("lapsed", known)).isEmpty();
    assertThat(NearestName.of("Taste", known)).contains("taste");
  }
}
