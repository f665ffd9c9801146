package dev.shuke.platform.definition;

import static dev.shuke.platform.definition.TestBrandHome.segment;
import static dev.shuke.platform.definition.TestBrandHome.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.table.Bootstrap;
import dev.shuke.table.DefinitionRow;
import dev.shuke.table.PublishedDefinitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real catalog in a temporary SQLite file. */
class PublishingTest {
  private static final String BUYS = "{did: order, in: 30d}";

  private final TestBrandHome brand;
  private final Publishing segments;
  private final Publishing tags;

  PublishingTest(@TempDir Path root) throws IOException {
    brand = new TestBrandHome(root);
    Clock clock = Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC);
    segments = new Publishing(brand.home, brand.place, clock, Sort.SEGMENT);
    tags = new Publishing(brand.home, brand.place, clock, Sort.TAG);
  }

  @BeforeEach
  void makeTables() throws Exception {
    Bootstrap.run(brand.place.brand());
  }

  private void add(Sort sort, String text) throws IOException {
    Desk desk = new Desk(Shelf.of(brand.home, brand.place), brand.checks(), sort);
    desk.add(brand.file("mine.yaml", text));
  }

  private List<String> live() throws Exception {
    return PublishedDefinitions.read(brand.place.brand()).live().stream()
        .map(row -> row.tagId() + " " + row.version())
        .toList();
  }

  @Test
  void publishesVersionsUntilTheyAreRetired() throws Exception {
    add(Sort.SEGMENT, segment("regulars", 1, BUYS));
    assertThat(segments.publish("regulars"))
        .isEqualTo(
            "regulars version 1 of brand first is published: the next daily chain computes it."
                + " ./shuke segment retire regulars --brand first takes it back.");
    assertThat(live()).containsExactly("regulars 1");
    assertThat(brand.shelf().drafts().all()).isEmpty();
    assertThat(segments.publish("regulars"))
        .isEqualTo("regulars is published already, in version 1.");

    add(Sort.SEGMENT, segment("regulars", 2, "{did: order, in: 60d}"));
    segments.publish("regulars");
    // The clock stands still; the later row counts all the same.
    assertThat(live()).containsExactly("regulars 2");

    assertThat(segments.retire("regulars"))
        .startsWith(
            "regulars of brand first is retired: the next daily chain no longer computes it;");
    assertThat(live()).isEmpty();
    assertThat(segments.retire("regulars")).isEqualTo("regulars is retired already.");
    assertThat(PublishedDefinitions.read(brand.place.brand()).history("regulars"))
        .extracting(DefinitionRow::version)
        .containsExactly(1, 2, 2);

    // What was retired comes back.
    segments.publish("regulars");
    assertThat(live()).containsExactly("regulars 2");
  }

  @Test
  void refusesAVersionThatSaysSomethingElseAlready() throws Exception {
    add(Sort.SEGMENT, segment("regulars", 2, BUYS));
    segments.publish("regulars");

    add(Sort.SEGMENT, segment("regulars", 2, "{did: order, in: 60d}"));
    assertThatThrownBy(() -> segments.publish("regulars"))
        .hasMessage(
            "Version 2 of regulars is published already and says something else: raise the version to 3, add it again, then publish it.");
    add(Sort.SEGMENT, segment("regulars", 1, BUYS));
    assertThatThrownBy(() -> segments.publish("regulars"))
        .hasMessage(
            "regulars has version 1, but version 2 is published already: raise its version to 3, add it again, then publish it.");
    // The same once more, laid out another way, changes nothing.
    add(Sort.SEGMENT, "# again\n" + segment("regulars", 2, BUYS));
    segments.publish("regulars");
    assertThat(PublishedDefinitions.read(brand.place.brand()).history("regulars")).hasSize(1);
  }

  @Test
  void refusesWhatRefersToADraft() throws Exception {
    add(Sort.TAG, tag("june_buyer", 1, BUYS));
    add(Sort.SEGMENT, segment("regulars", 1, "{tag: june_buyer, is: true}"));

    assertThatThrownBy(() -> segments.publish("regulars"))
        .hasMessage(
            "regulars refers to june_buyer, which brand first has not published: publish that first.");
    assertThatThrownBy(() -> segments.publish("june_buyer"))
        .hasMessageContaining("'june_buyer' is a tag, not a segment");
    tags.publish("june_buyer");
    segments.publish("regulars");

    assertThatThrownBy(() -> tags.retire("june_buyer"))
        .hasMessage(
            "june_buyer is not retired: regulars refer to it. Retire them first, or publish versions that do without it.");
    assertThat(live()).containsExactly("june_buyer 1", "regulars 1");
  }

  @Test
  void refusesADraftThatNoLongerHolds() throws Exception {
    add(Sort.SEGMENT, segment("regulars", 1, BUYS));
    Drafts drafts = Drafts.of(brand.home, "first");
    drafts.keep(Entry.of("", State.DRAFT, segment("regulars", 1, "{did: order, in: 7d}")));

    assertThatThrownBy(() -> segments.publish("regulars"))
        .hasMessageStartingWith(
            "regulars is not published: Example 'one order in June' of regulars gives []");
    assertThat(live()).isEmpty();
  }

  @Test
  void deletesADraftAndSaysWhatStays() throws Exception {
    add(Sort.SEGMENT, segment("regulars", 1, BUYS));
    assertThat(segments.retire("regulars"))
        .isEqualTo("The draft of regulars is deleted; no run knew it.");
    assertThatThrownBy(() -> segments.retire("regulars"))
        .hasMessageStartingWith("Brand first has no definition 'regulars'");

    add(Sort.SEGMENT, segment("regulars", 1, BUYS));
    segments.publish("regulars");
    add(Sort.SEGMENT, segment("regulars", 2, BUYS));
    assertThat(segments.retire("regulars"))
        .isEqualTo(
            "The draft of regulars is deleted; no run knew it. What is published of it stays as it is, in version 1.");
    assertThat(live()).containsExactly("regulars 1");
  }

  @Test
  void leavesShippedTagsToTheBrandsFile() {
    assertThatThrownBy(() -> tags.retire("lapsed"))
        .hasMessageStartingWith(
            "'lapsed' is shipped: to compute it no longer take it out of the key 'tags' of brand first, in ");
    assertThatThrownBy(() -> tags.publish("lapsed"))
        .hasMessageStartingWith("'lapsed' is the id of a shipped tag");
  }

  @Test
  void makesNoCatalogOfItsOwn() throws Exception {
    Files.delete(brand.home.catalogDatabase("first"));
    add(Sort.SEGMENT, segment("regulars", 1, BUYS));

    assertThatThrownBy(() -> segments.publish("regulars"))
        .hasMessage(
            "Brand first has no tables yet, so nothing can be published: ./shuke up makes them.");
    assertThat(brand.home.catalogDatabase("first")).doesNotExist();
  }

  @Test
  void waitsForNobodyWhoPublishesToo() {
    try (InterProcessLock lock =
        InterProcessLock.tryTake(brand.home.locks().resolve("first-definitions.lock"))
            .orElseThrow()) {
      assertThatThrownBy(() -> segments.publish("regulars"))
          .hasMessage("Another definition of first is being published or retired; run this again.");
    }
  }
}
