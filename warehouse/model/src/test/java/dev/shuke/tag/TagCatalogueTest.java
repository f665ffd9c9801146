package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.shuke.Repository;
import dev.shuke.rule.NearestName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
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
      Repository.path("warehouse/model/src/main/resources/dev/shuke/tag/definitions");

  @Test
  void shipsExactlyTheDefinitionsThatHaveAFile() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(file -> file.endsWith(".yaml"))
                  .map(file -> file.replace(".yaml", "")))
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
        .startsWith("id: " + definition.id() + "\n");
    assertThat(definition.version()).isPositive();
    for (Text text :
        List.of(
            definition.name(), definition.meaning(), definition.empty(), definition.freshness())) {
      assertThat(text.zh()).isNotBlank();
      assertThat(text.en()).isNotBlank();
    }
    assertThat(definition.owner()).isNotBlank();
    assertThat(definition.source()).isNotBlank();
    assertThat(definition.values()).extracting(TagDefinition.Value::value).doesNotHaveDuplicates();
    assertThat(definition.isClosed() && definition.values().isEmpty()).isFalse();
    Parameters parameters = ShippedBrands.parametersOf("simulated");
    assertThat(parameters.rows().stream().map(Parameters.Row::name))
        .containsAll(TagCatalogue.shipped().parametersOf(definition.id()));
  }

  @Test
  void picksTheTagsOfABrandInItsOrder() {
    assertThat(TagCatalogue.shipped().only(List.of("lapsed", "orders_90d")).ids())
        .containsExactly("lapsed", "orders_90d");
  }

  @Test
  void namesTheNearestTagForEachUnknownId() {
    assertThatThrownBy(() -> TagCatalogue.shipped().only(List.of("lapsd", "orders_90d", "tast")))
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
  void knowsWhatADefinitionRestsOn() {
    TagCatalogue shipped = TagCatalogue.shipped();
    assertThat(shipped.references("lifecycle"))
        .containsExactlyInAnyOrder("lost", "lapsed", "at_risk", "regular", "new_customer");
    assertThat(shipped.parametersOf("lifecycle")).containsExactly("regular.from");
    assertThat(shipped.sourcesOf("held_by_several_staff")).containsExactly("contacts");
    assertThat(shipped.sourcesOf("silent_in_group")).containsExactly("chats", "groups");
  }

  @Test
  void refusesDefinitionsThatLeadBackToThemselves() {
    String a = content("a", "{tag: b, is: true}");
    String b = content("b", "{tag: a, is: true}");
    assertThatThrownBy(() -> TagCatalogue.shipped().with(List.of(a, b)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("leads back to itself through");
    assertThatThrownBy(
            () -> TagCatalogue.shipped().with(List.of(content("a", "{tag: a, is: true}"))))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("a: its definition leads back to itself through a");
  }

  @Test
  void refusesAKeyWrittenTwice() {
    String twice = content("a", "{did: order}").replace("owner: tests", "owner: tests, version: 2");
    assertThatThrownBy(() -> TagCatalogue.shipped().with(List.of(twice)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("line 2: Duplicate field 'version'");
  }

  @Test
  void travelsAsItsContents() throws Exception {
    TagCatalogue some = TagCatalogue.shipped().only(List.of("lifecycle", "taste"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(some);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      TagCatalogue read = (TagCatalogue) in.readObject();
      assertThat(read.definitions()).isEqualTo(some.definitions());
      assertThat(read.get("at_risk")).isEqualTo(some.get("at_risk"));
    }
  }

  private static String content(String id, String rule) {
    return """
        {id: %s, version: 1, kind: flag, group: test, measure: {mark: %s}, name: {zh: 测试, en: test},
         meaning: {zh: 测试, en: test}, owner: tests, source: tests, empty: {zh: 无, en: none},
         freshness: {zh: 每日, en: daily}, examples: []}
        """
        .formatted(id, rule);
  }

  @Test
  void findsNothingNearALongOrDistantName() {
    Set<String> known = Set.of("taste");
    assertThat(NearestName.of("x".repeat(1_000), known)).isEmpty();
    assertThat(NearestName.of("lapsed", known)).isEmpty();
    assertThat(NearestName.of("Taste", known)).contains("taste");
  }
}
