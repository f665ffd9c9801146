package dev.shuke.platform.definition;

import static dev.shuke.platform.definition.TestBrandHome.published;
import static dev.shuke.platform.definition.TestBrandHome.retired;
import static dev.shuke.platform.definition.TestBrandHome.segment;
import static dev.shuke.platform.definition.TestBrandHome.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.platform.process.ShukeException;
import dev.shuke.tag.DefinitionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
  private static final String BUYS = "{did: order, in: 30d}";

  private final TestBrandHome brand;

  DeskTest(@TempDir Path root) throws IOException {
    brand = new TestBrandHome(root);
  }

  private String add(String text) throws IOException {
    return brand.desk(Sort.SEGMENT).add(brand.file("mine.yaml", text));
  }

  @Test
  void keepsADraftAsItWasWritten() throws IOException {
    String told = add(segment("regulars", 1, BUYS));

    Path kept = brand.home.folder().resolve("local/definitions/first/regulars.yaml");
    assertThat(kept).hasContent(segment("regulars", 1, BUYS));
    assertThat(told)
        .startsWith("regulars (segment, group test, version 1, draft) is kept in " + kept + ";")
        .contains("./shuke segment diff regulars --brand first");
    assertThat(add(segment("regulars", 2, BUYS))).contains("in the place of the draft before");
    assertThat(brand.shelf().get("regulars").version()).isEqualTo(2);
  }

  @Test
  void keepsNothingWhoseExampleFails() {
    assertThatThrownBy(() -> add(segment("regulars", 1, "{did: order, in: 7d}")))
        .isInstanceOf(ShukeException.class)
        .hasMessageContaining(
            "mine.yaml is not kept: Example 'one order in June' of regulars gives [] on 2026-06-30, expected [true]")
        .hasMessageEndingWith("Correct it, then add it again.")
        .extracting(e -> ((ShukeException) e).exitCode())
        .isEqualTo(1);
    assertThat(brand.home.drafts("first")).doesNotExist();
  }

  @Test
  void namesTheFileAndAllThatIsWrong() {
    assertThatThrownBy(() -> add("id: Regulars\nversoin: 1\n"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("mine.yaml: ")
        .hasMessageContaining("unknown key 'versoin', did you mean version?")
        .hasMessageContaining("'measure' is missing");
    assertThatThrownBy(() -> add(segment("regulars", 1, "{tag: lapsd, is: true}")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("mine.yaml: regulars: measure/mark/tag")
        .hasMessageContaining("did you mean lapsed?");
    assertThatThrownBy(() -> add("a: [1\n"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("cannot be read as YAML or JSON");
    assertThatThrownBy(() -> add(segment("../regulars", 1, BUYS)))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("id is '../regulars', expected a letter");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path latin = brand.root.resolve("latin.yaml");
    Files.write(latin, "name: é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> brand.desk(Sort.SEGMENT).add(latin))
        .hasMessage(latin + " is not UTF-8; save it as UTF-8, then try again.");
    assertThatThrownBy(() -> brand.desk(Sort.SEGMENT).add(brand.root.resolve("no.yaml")))
        .hasMessageStartingWith("Cannot read " + brand.root.resolve("no.yaml"))
        .hasMessageEndingWith("Name a YAML file with one definition.");
  }

  @Test
  void refusesTheIdOfAShippedTag() throws IOException {
    Path file = brand.file("mine.yaml", tag("lapsed", 2, BUYS));
    assertThatThrownBy(() -> brand.desk(Sort.TAG).add(file))
        .hasMessage(
            "'lapsed' is the id of a shipped tag, which only a release changes: choose another id, such as my_lapsed.");
    // To compare it is harmless.
    assertThat(brand.desk(Sort.TAG).filesOf(file.toString())).containsExactly(file);
  }

  @Test
  void refusesTheOtherSort() throws IOException {
    Path file = brand.file("mine.yaml", tag("june_buyer", 1, BUYS));
    assertThatThrownBy(() -> brand.desk(Sort.SEGMENT).add(file))
        .hasMessage(
            "'june_buyer' is a tag, not a segment: use ./shuke tag instead of ./shuke segment.");
  }

  @Test
  void readsDraftsThatNeedEachOther() throws IOException {
    add(segment("zz_buyers", 1, BUYS));
    add(segment("regulars", 1, "{segment: zz_buyers}"));

    assertThat(brand.desk(Sort.SEGMENT).filesOf("regulars"))
        .containsExactly(
            brand.home.drafts("first").resolve("regulars.yaml"),
            brand.home.drafts("first").resolve("zz_buyers.yaml"));
    assertThatThrownBy(() -> add(segment("zz_buyers", 1, "{segment: regulars}")))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("leads back to itself through");
    // What it needs goes; the others stay readable.
    brand.shelf().drafts().delete("zz_buyers");
    add(segment("others", 1, BUYS));
    assertThat(brand.shelf().broken()).containsOnlyKeys("regulars");
    assertThat(brand.shelf().broken().get("regulars")).contains("measure/mark/segment");
    assertThat(brand.shelf().all().find("others")).isPresent();
    assertThat(brand.shelf().entries()).extracting(Entry::id).contains("regulars", "others");
  }

  @Test
  void checksThatTheBrandHasTheParametersOnTheDayOfTheRun() {
    assertThatThrownBy(
            () -> add(segment("regulars", 1, "{count: order, from: {parameter: other.from}}")))
        .hasMessageContaining(
            "regulars cannot be computed: No parameter other.from holds on 2026-06-30; add a row");
    assertThatThrownBy(
            () -> add(segment("regulars", 1, "{count: order, from: {parameter: later.from}}")))
        .hasMessageContaining("No parameter later.from holds on 2026-06-30");
  }

  @Test
  void namesTheNearestIdWhenThereIsNone() {
    assertThatThrownBy(() -> brand.shelf().get("lapsd"))
        .hasMessage(
            "Brand first has no definition 'lapsd', did you mean lapsed; ./shuke tag list and ./shuke segment list name them.");
    assertThatThrownBy(() -> brand.desk(Sort.TAG).filesOf("lapsed"))
        .hasMessageStartingWith("There is no draft of 'lapsed', it is shipped; name a file");
  }

  @Test
  void listsEachDefinitionWithItsState() throws IOException {
    add(segment("regulars", 2, BUYS));
    Shelf shelf =
        brand.shelf(
            published("regulars", 1, segment("regulars", 1, BUYS)),
            retired("gone", 3, segment("gone", 3, BUYS)));

    assertThat(shelf.entries())
        .extracting(entry -> entry.id() + " " + entry.version() + " " + entry.state())
        .containsExactly(
            "orders_30d 1 shipped",
            "lapsed 1 shipped",
            "regulars 1 published",
            "regulars 2 draft",
            "gone 3 retired");
    assertThat(shelf.get("regulars").state()).isEqualTo(State.DRAFT);
    assertThat(shelf.unused()).extracting(Entry::id).contains("taste").doesNotContain("lapsed");
  }

  @Test
  void tellsTheRuleAndWhatItRestsOn() throws IOException {
    add(segment("regulars", 1, "{all: [{tag: lapsed, is: false}, {did: contact}]}", ""));

    Telling.Told told = brand.check("regulars");

    assertThat(told.problems()).isEmpty();
    assertThat(told.text().lines().map(String::strip).map(line -> line.replaceAll(" +", " ")))
        .contains(
            "regulars (segment, group test, version 1, draft)",
            "text mark (tag lapsed is false and did contact)",
            "sources contacts, orders",
            "brand first has no contacts",
            "parameters -",
            "refers to lapsed",
            "examples 1 of 1 hold")
        .anyMatch(line -> line.startsWith("zh ") && line.contains("沉睡"))
        .anyMatch(line -> line.startsWith("en "));
  }

  @Test
  void showsAllOfADefinition() throws IOException {
    add(segment("regulars", 2, BUYS));
    Shelf shelf =
        brand.shelf(
            published("regulars", 1, segment("regulars", 1, BUYS)),
            published("fans", 1, segment("fans", 1, "{segment: regulars}")));

    assertThat(new Telling(shelf, brand.checks()).show(shelf.get("regulars")))
        .contains(
            "常客 / Regulars",
            "who comes often",
            "did order in 30d",
            "in use by   fans",
            "history     version 1 published 1970-01-01 00:00 UTC",
            "\"kind\" : \"segment\"",
            "local/definitions/first/regulars.yaml");
    assertThat(List.of(shelf.get("lapsed").state(), shelf.get("fans").state()))
        .containsExactly(State.SHIPPED, State.PUBLISHED);
  }
}
