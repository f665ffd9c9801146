package dev.shuke.tag;

import dev.shuke.rule.Language;
import dev.shuke.rule.Names;
import dev.shuke.rule.RuleSentence;
import dev.shuke.rule.RuleText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The catalogue as a page for people: what each tag means, in words and in the language. */
public final class CataloguePage {

  private CataloguePage() {}

  /** The page in Markdown, tags in the catalogue's order, under their groups. */
  public static String of(TagCatalogue catalogue) {
    StringBuilder page = new StringBuilder();
    page.append(
            "# Tags\n\nMade from the files in `model/src/main/resources/dev/shuke/tag/definitions/`; edit those. ")
        .append("What the rules mean: [`model/MEANINGS.md`](model/MEANINGS.md).\n");
    Map<String, List<TagDefinition>> groups = new LinkedHashMap<>();
    catalogue
        .definitions()
        .forEach(each -> groups.computeIfAbsent(each.group(), g -> new ArrayList<>()).add(each));
    groups.forEach(
        (group, definitions) -> {
          page.append("\n## ").append(group).append('\n');
          definitions.forEach(each -> append(page, each, catalogue));
        });
    return page.toString();
  }

  private static void append(StringBuilder page, TagDefinition definition, TagCatalogue catalogue) {
    Names names = new NamesOf(catalogue);
    page.append(
            "\n### `%s` %s · %s\n\n"
                .formatted(definition.id(), definition.name().zh(), definition.name().en()))
        .append(definition.meaning().en())
        .append("  \n")
        .append(definition.meaning().zh())
        .append("\n\n");
    line(
        page,
        "kind",
        definition.kind().name().toLowerCase(Locale.ROOT)
            + (definition.unit() == null ? "" : ", in " + definition.unit()));
    line(page, "empty", definition.empty().en() + " · " + definition.empty().zh());
    line(page, "sources", String.join(", ", catalogue.sourcesOf(definition.id())));
    line(page, "parameters", code(catalogue.parametersOf(definition.id())));
    line(page, "rests on", code(catalogue.references(definition.id())));
    line(page, "rule", "`" + RuleText.write(definition.measure()) + "`");
    line(page, "in words", RuleSentence.of(definition.measure(), Language.EN, names));
    line(page, "换句话说", RuleSentence.of(definition.measure(), Language.ZH, names));
  }

  private static void line(StringBuilder page, String what, String text) {
    if (!text.isEmpty()) {
      page.append("- ").append(what).append(": ").append(text).append('\n');
    }
  }

  private static String code(Collection<String> words) {
    return String.join(", ", words.stream().map(word -> "`" + word + "`").toList());
  }
}
