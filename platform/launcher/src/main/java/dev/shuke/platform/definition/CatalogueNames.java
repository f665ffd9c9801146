package dev.shuke.platform.definition;

import dev.shuke.rule.Language;
import dev.shuke.rule.Names;
import dev.shuke.rule.ValueType;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;

/** What the definitions call themselves and their values; ids for what they don't name. */
record CatalogueNames(TagCatalogue catalogue) implements Names {

  @Override
  public String tag(String id, Language language) {
    return catalogue
        .find(id)
        .map(TagDefinition::name)
        .map(name -> language == Language.ZH ? name.zh() : name.en())
        .orElse(id);
  }

  @Override
  public String value(String tag, String value, Language language) {
    return catalogue
        .find(tag)
        .flatMap(definition -> definition.labelOf(value))
        .map(label -> language == Language.ZH ? label.zh() : label.en())
        .orElse(value);
  }

  @Override
  public String segment(String id, Language language) {
    return tag(id, language);
  }

  @Override
  public boolean isDate(String tag) {
    return catalogue
        .find(tag)
        .filter(definition -> definition.type() == ValueType.DATE)
        .isPresent();
  }
}
