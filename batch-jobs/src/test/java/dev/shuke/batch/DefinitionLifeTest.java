package dev.shuke.batch;

import static dev.shuke.batch.TestEvents.contact;
import static dev.shuke.batch.TestEvents.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.batch.DiffFolding.Change;
import dev.shuke.batch.DiffFolding.Count;
import dev.shuke.event.ContactEvent;
import dev.shuke.event.PersonRef;
import dev.shuke.table.DefinitionRow;
import dev.shuke.table.PublishedDefinitions;
import dev.shuke.tag.DefinitionException;
import dev.shuke.tag.TagDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's definitions on a real catalog: compared, published, computed, retired. */
class DefinitionLifeTest {

  private static final Instant NOW = Instant.parse("2026-06-30T08:00:00Z");
  private static final String LIVE =
      "select distinct tag_id, definition_version from ${brand}.tags.customer_tags order by 1, 2";
  private static TestBrand chain;
  private static int ann;
  private static int bob;
  private static int cat;
  private static int dora;

  /** Ann has three orders in June, Bob one, Dora one in January; Cat never bought. */
  @BeforeAll
  static void runOnce(@TempDir Path folder) throws Exception {
    chain =
        new TestBrand(
            folder,
            LocalDate.parse("2026-06-30"),
            "04:00",
            List.of("orders_30d"),
            Set.of("orders", "contacts"));
    chain.arriveLate(
        paid("a1", PersonRef.member("ann"), "s1", "2026-06-01T12:00:00", "tea"),
        paid("a2", PersonRef.member("ann"), "s1", "2026-06-10T12:00:00", "tea"),
        paid("a3", PersonRef.member("ann"), "s1", "2026-06-20T12:00:00", "tea"),
        paid("b1", PersonRef.member("bob"), "s1", "2026-06-10T12:00:00", "tea"),
        paid("d1", PersonRef.member("dora"), "s1", "2026-01-10T12:00:00", "tea"),
        contact(ContactEvent.Change.ADDED, "guide1", "wmCAT", null, "2026-06-03T10:00:00"));
    chain.chain().publish();
    ann = number("ann");
    bob = number("bob");
    cat = number("wmCAT");
    dora = number("dora");
  }

  @AfterAll
  static void close() throws Exception {
    chain.close();
  }

  @Test
  void computesWhatIsPublishedUntilItIsRetired() throws Exception {
    publish(segment("regulars", 1, "{tag: june_buyer, is: true}", buyer()));
    publish(read("june_buyer", buyer()));
    BrandChain.Result published = chain.chain().publish();

    assertThat(chain.ask(LIVE)).containsExactly("june_buyer,1", "orders_30d,1", "regulars,1");
    assertThat(whoHas("regulars")).containsExactly(ann, bob);
    assertThat(definitionsOf(published.runId()))
        .containsExactly("june_buyer,1", "orders_30d,1", "regulars,1");

    publish(segment("regulars", 2, "{count: order, in: 30d, from: 2}"));
    PublishedDefinitions.retire(chain.brand, read("june_buyer", buyer()), NOW);
    BrandChain.Result retired = chain.chain().publish();

    assertThat(chain.ask(LIVE)).containsExactly("orders_30d,1", "regulars,2");
    assertThat(whoHas("regulars")).containsExactly(ann);
    assertThat(definitionsOf(retired.runId())).containsExactly("orders_30d,1", "regulars,2");
    // What older runs computed can still be read.
    assertThat(
            chain.ask(
                "select distinct version from ${brand}.tags.definitions where tag_id = 'regulars' and content is not null order by 1"))
        .containsExactly("1", "2");
    PublishedDefinitions now = PublishedDefinitions.read(chain.brand);
    assertThat(now.live()).extracting(DefinitionRow::tagId).containsExactly("regulars");
    assertThat(now.retired()).extracting(DefinitionRow::tagId).containsExactly("june_buyer");
  }

  @Test
  void countsAllWhomANewDefinitionGivesAValue() throws Exception {
    BrandDiff.Result result =
        diff("buyer_twice", segmentText("buyer_twice", 1, "{count: order, from: 2}"));

    assertThat(result.before()).isEqualTo(OptionalInt.empty());
    assertThat(result.counts())
        .containsEntry(Change.GAINED, new Count(1, List.of(ann)))
        .containsEntry(Change.LOST, Count.ZERO)
        .containsEntry(Change.OTHER, Count.ZERO)
        .containsEntry(Change.SAME, Count.ZERO)
        .containsEntry(Change.NONE, new Count(3, List.of(bob, cat, dora)));
    assertThat(TagDiff.text("buyer_twice", result))
        .startsWith("buyer_twice version 1 against nothing, for it is new, as of 2026-06-30, run ")
        .contains("1 gain a value  such as " + ann + "\n", "0 lose their value\n");
  }

  @Test
  void comparesWithTheVersionThatCountsNow() throws Exception {
    // Shipped: the orders of 30 days of who ever ordered. Here: of 25 days, of who has a friend or
    // did so.
    BrandDiff.Result result =
        diff(
            "orders_30d",
            number(
                "orders_30d",
                2,
                "{value: {count: order, in: 25d}, when: {any: [{did: contact}, {did: order, in: 90d}]}}"));

    assertThat(result.before()).isEqualTo(OptionalInt.of(1));
    assertThat(result.counts())
        .containsEntry(Change.GAINED, new Count(1, List.of(cat)))
        .containsEntry(Change.LOST, new Count(1, List.of(dora)))
        .containsEntry(Change.OTHER, new Count(1, List.of(ann)))
        .containsEntry(Change.SAME, new Count(1, List.of(bob)))
        .containsEntry(Change.NONE, Count.ZERO);
  }

  @Test
  void comparesADefinitionThatRefersToAnotherOneNotPublished() throws Exception {
    assertThat(
            diff(
                    "friends_of_june",
                    segmentText("friends_of_june", 1, "{not: {segment: june}}"),
                    segmentText("june", 1, "{did: order, in: 30d}"))
                .counts())
        .containsEntry(Change.GAINED, new Count(2, sorted(cat, dora)));
  }

  @Test
  void saysBeforeAnyWorkWhatCannotBeCompared() {
    assertThatThrownBy(() -> diff("other", segmentText("june", 1, "{did: order, in: 30d}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("There is no tag 'other'");
    assertThatThrownBy(() -> diff("june", segmentText("june", 1, "{segment: nobody}")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("june: measure/mark/segment");
    assertThatThrownBy(
            () ->
                diff(
                    "june", segmentText("june", 1, "{count: order, from: {parameter: june.from}}")))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("No parameter june.from");
  }

  private static BrandDiff.Result diff(String id, String... contents) throws Exception {
    return new BrandDiff(chain.spark, chain.brand).of(id, List.of(contents));
  }

  private static void publish(TagDefinition definition) throws Exception {
    PublishedDefinitions.publish(chain.brand, definition, NOW);
  }

  private static List<Integer> whoHas(String tag) {
    return chain
        .ask(
            "select customer_no from ${brand}.tags.customer_tags where tag_id = '"
                + tag
                + "' order by 1")
        .stream()
        .map(Integer::valueOf)
        .toList();
  }

  private static List<String> definitionsOf(long runId) {
    return chain.ask(
        "select explode(definitions) from ${brand}.tags.runs where run_id = "
            + runId
            + " order by 1");
  }

  private static int number(String idValue) {
    return Integer.parseInt(
        chain
            .ask(
                "select customer_no from ${brand}.core.customer_ids where value = '"
                    + idValue
                    + "'")
            .get(0));
  }

  private static List<Integer> sorted(int a, int b) {
    return List.of(Math.min(a, b), Math.max(a, b));
  }

  private static TagDefinition segment(String id, int version, String rule, String... others)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(others));
    all.add(segmentText(id, version, rule));
    return read(id, all.toArray(String[]::new));
  }

  private static TagDefinition read(String id, String... contents) throws Exception {
    return PublishedDefinitions.of(List.of()).known().with(List.of(contents)).get(id);
  }

  private static String buyer() {
    return text("june_buyer", 1, "flag", "{mark: {did: order, in: 30d}}", "");
  }

  private static String segmentText(String id, int version, String rule) {
    return text(id, version, "segment", "{mark: " + rule + "}", "");
  }

  private static String number(String id, int version, String measure) {
    return text(id, version, "statistic", measure, "unit: orders, ");
  }

  private static String text(String id, int version, String kind, String measure, String more) {
    return """
        {id: %s, version: %d, kind: %s, group: test, measure: %s, name: {zh: 测试, en: test}, %s
         meaning: {zh: 测试, en: test}, owner: tests, source: tests, empty: {zh: 无, en: none},
         freshness: {zh: 每日, en: daily}, examples: []}
        """
        .formatted(id, version, kind, measure, more);
  }
}
