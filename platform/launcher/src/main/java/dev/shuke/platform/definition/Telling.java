package dev.shuke.platform.definition;

import dev.shuke.rule.Language;
import dev.shuke.rule.Names;
import dev.shuke.rule.RuleSentence;
import dev.shuke.rule.RuleText;
import dev.shuke.table.DefinitionRow;
import dev.shuke.tag.NamesOf;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells definitions to people: what a rule says, what it rests on, what became of it. */
public final class Telling {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Shelf shelf;
  private final Checks checks;
  private final List<String> lines = new ArrayList<>();

  public Telling(Shelf shelf, Checks checks) {
    this.shelf = shelf;
    this.checks = checks;
  }

  /**
   * What is told, and whether all is well with it.
   *
   * @param problems found by checks; told in the text too
   */
  public record Told(String text, List<String> problems) {
    public Told {
      problems = List.copyOf(problems);
    }
  }

  /**
   * The rule, what it rests on, and its examples.
   *
   * @throws dev.shuke.tag.DefinitionException when it cannot be read
   */
  public Told check(Entry entry) {
    TagCatalogue catalogue = shelf.catalogueOf(entry);
    TagDefinition definition = catalogue.get(entry.id());
    lines.clear();
    lines.add(head(entry));
    sentences(definition, catalogue);
    restsOn(definition, catalogue);
    List<String> problems = examples(definition, catalogue);
    return new Told(text(), problems);
  }

  /** Everything there is to know. */
  public String show(Entry entry) {
    TagCatalogue catalogue = shelf.catalogueOf(entry);
    TagDefinition definition = catalogue.get(entry.id());
    lines.clear();
    lines.add(head(entry));
    line("name", definition.name().zh() + " / " + definition.name().en());
    line("meaning", definition.meaning().zh());
    line("", definition.meaning().en());
    line("empty", definition.empty().zh() + " / " + definition.empty().en());
    line("fresh", definition.freshness().zh() + " / " + definition.freshness().en());
    line("owner", definition.owner());
    line("source", definition.source());
    values(definition);
    sentences(definition, catalogue);
    restsOn(definition, catalogue);
    line("in use by", names(shelf.referrers(entry.id(), shelf.all())));
    examples(definition, catalogue);
    versions(entry);
    lines.add(entry.json());
    return text();
  }

  static String head(Entry entry) {
    return "%s (%s, group %s, version %d, %s)"
        .formatted(entry.id(), entry.kind(), entry.group(), entry.version(), entry.state());
  }

  private void sentences(TagDefinition definition, TagCatalogue catalogue) {
    Names names = new NamesOf(catalogue);
    line("zh", RuleSentence.of(definition.measure(), Language.ZH, names));
    line("en", RuleSentence.of(definition.measure(), Language.EN, names));
    line("text", RuleText.write(definition.measure()));
  }

  private void restsOn(TagDefinition definition, TagCatalogue catalogue) {
    String id = definition.id();
    Set<String> sources = catalogue.sourcesOf(id);
    Set<String> missing = new TreeSet<>(sources);
    missing.removeAll(shelf.brand().sources());
    line("sources", names(sources));
    if (!missing.isEmpty()) {
      line("", "brand %s has no %s".formatted(shelf.brand().id(), names(missing)));
    }
    line("parameters", names(catalogue.parametersOf(id)));
    line("refers to", names(new TreeSet<>(catalogue.references(id))));
  }

  private List<String> examples(TagDefinition definition, TagCatalogue catalogue) {
    List<String> problems = checks.problems(definition, catalogue);
    int all = definition.examples().size();
    line("examples", problems.isEmpty() ? all + " of " + all + " hold" : "not all is well");
    problems.forEach(problem -> line("", problem));
    return problems;
  }

  private void values(TagDefinition definition) {
    String unit = definition.unit();
    if (unit != null) {
      line("unit", unit);
    }
    definition.values().stream()
        .map(value -> value.value() + ": " + value.zh() + " / " + value.en())
        .forEach(value -> line("value", value));
    if (definition.isClosed()) {
      line("", "no other value");
    }
  }

  private void versions(Entry entry) {
    for (DefinitionRow row : shelf.published().history(entry.id())) {
      line(
          "history",
          "version %d %s %s"
              .formatted(
                  row.version(),
                  Boolean.TRUE.equals(row.isRetired()) ? "retired" : "published",
                  UTC.format(row.publishedAt())));
    }
    if (entry.state() == State.DRAFT) {
      line("draft", shelf.drafts().file(entry.id()).toString());
    }
  }

  private static String names(Collection<String> names) {
    return names.isEmpty() ? "-" : names.stream().collect(Collectors.joining(", "));
  }

  private void line(String label, String text) {
    lines.add("  %-11s %s".formatted(label, text));
  }

  private String text() {
    return String.join("\n", lines);
  }
}
