package dev.shuke.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shuke.customer.ProductBook;
import dev.shuke.fold.CustomerFold;
import dev.shuke.fold.FoldInputs;
import dev.shuke.fold.FoldResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden sheet: customers made by hand, each around an edge, with all values of all shipped
 * tags as derived from {@code MEANINGS.md} by hand. Where sheet and fold differ, the page decides;
 * the sheet is never copied from the fold.
 */
class GoldenSheetTest {

  private static final String SHEET = "golden/customers.yaml";
  private static final int BUCKET = 0;
  private static final List<Customer> CUSTOMERS = new ArrayList<>();

  private final TagCatalogue catalogue = TagCatalogue.shipped();
  private final Parameters parameters = ShippedBrands.parametersOf("simulated");

  /**
   * @param tags the values of each tag that has one, by the group under which the sheet lists it
   */
  private record Customer(Example rows, Map<String, Map<String, List<String>>> tags) {

    String name() {
      return rows.name();
    }

    /** The values of each tag that has one. */
    Map<String, List<String>> values() {
      Map<String, List<String>> values = new TreeMap<>();
      tags.values().forEach(values::putAll);
      return values;
    }
  }

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = GoldenSheetTest.class.getResourceAsStream(SHEET)) {
      assertThat(in).as(SHEET).isNotNull();
      for (JsonNode node : new YAMLMapper().readTree(in).get("customers")) {
        CUSTOMERS.add(customer((ObjectNode) node));
      }
    }
  }

  /** A customer is an example of all tags: the notation is that of the definitions. */
  private static Customer customer(ObjectNode node) {
    Map<String, Map<String, List<String>>> tags = new TreeMap<>();
    node.remove("tags")
        .properties()
        .forEach(group -> tags.put(group.getKey(), valuesOf(group.getValue())));
    node.putArray("value");
    return new Customer(ExampleReader.read(node), tags);
  }

  private static Map<String, List<String>> valuesOf(JsonNode group) {
    Map<String, List<String>> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> tag : group.properties()) {
      List<String> words = new ArrayList<>();
      if (tag.getValue().isArray()) {
        tag.getValue().forEach(word -> words.add(word.asText()));
      } else {
        words.add(tag.getValue().asText());
      }
      values.put(tag.getKey(), words);
    }
    return values;
  }

  @TestFactory
  Stream<DynamicTest> holds() {
    return CUSTOMERS.stream()
        .map(
            customer ->
                dynamicTest(
                    customer.name(),
                    () ->
                        assertThat(values(fold(customer.rows(), customer.rows().asOf())))
                            .isEqualTo(customer.values())));
  }

  /** Line 32 of the page, for all tags together. */
  @TestFactory
  Stream<DynamicTest> standsUntilTheDayBeforeTheNextChange() {
    return CUSTOMERS.stream()
        .map(customer -> dynamicTest(customer.name(), () -> assertStands(customer)));
  }

  private void assertStands(Customer customer) {
    LocalDate asOf = customer.rows().asOf();
    LocalDate change = fold(customer.rows(), asOf).nextChange();
    LocalDate last = change == null ? asOf.plusYears(10) : change.minusDays(1);
    assertThat(last).isAfterOrEqualTo(asOf);
    assertThat(values(fold(customer.rows(), last))).as("on " + last).isEqualTo(customer.values());
  }

  private FoldResult fold(Example example, LocalDate asOf) {
    CustomerFold fold =
        new CustomerFold(
            catalogue,
            new FoldInputs(
                parameters,
                ProductBook.of(example.products()),
                ExampleReader.ZONE,
                id -> FoldInputs.CustomerIds.NOBODY,
                asOf));
    fold.start(Example.CUSTOMER_NO, BUCKET);
    example.rows().forEach(fold::add);
    return fold.finish();
  }

  private static Map<String, List<String>> values(FoldResult result) {
    Map<String, List<String>> values = new TreeMap<>();
    for (TagValue value : result.values()) {
      values.computeIfAbsent(value.tagId(), tag -> new ArrayList<>()).add(value.value());
    }
    return values;
  }

  @Test
  void hasFortyCustomersWithNamesOfTheirOwn() {
    assertThat(CUSTOMERS).hasSizeGreaterThanOrEqualTo(40);
    assertThat(CUSTOMERS).extracting(Customer::name).doesNotHaveDuplicates();
  }

  @Test
  void listsEachTagUnderItsGroup() {
    for (Customer customer : CUSTOMERS) {
      customer
          .tags()
          .forEach(
              (group, tags) ->
                  assertThat(tags.keySet())
                      .as(customer.name())
                      .allSatisfy(
                          tag -> assertThat(catalogue.get(tag).group()).as(tag).isEqualTo(group)));
    }
  }

  /** What every customer of the sheet had, or none, would not be held by it. */
  @Test
  void givesEveryShippedTagToSomeAndNotToAll() {
    for (String tag : catalogue.ids()) {
      assertThat(CUSTOMERS.stream().map(customer -> customer.values().containsKey(tag)))
          .as(tag)
          .contains(true, false);
    }
  }

  /** Every value that a closed tag can take stands somewhere. */
  @Test
  void givesEveryValueOfEveryClosedTag() {
    for (TagDefinition definition : catalogue.definitions()) {
      if (definition.isClosed()) {
        Set<String> seen = new HashSet<>();
        CUSTOMERS.forEach(
            customer -> seen.addAll(customer.values().getOrDefault(definition.id(), List.of())));
        assertThat(seen)
            .as(definition.id())
            .containsExactlyInAnyOrderElementsOf(catalogue.values(definition.id()));
      }
    }
  }
}
