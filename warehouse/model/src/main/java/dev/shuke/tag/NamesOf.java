package dev.shuke.tag;

import dev.shuke.rule.Language;
import dev.shuke.rule.Names;
import dev.shuke.rule.ValueType;

/** What the definitions of a catalogue call tags and their values. */
public record NamesOf(TagCatalogue catalogue) implements Names {

  @Override
  public String tag(String id, Language language) {
    return catalogue
        .find(id)
        .map(found -> language == Language.ZH ? found.name().zh() : found.name().en())
        .orElse(id);
  }

  @Override
  public String value(String tag, String value, Language language) {
    return catalogue
        .find(tag)
        .flatMap(found -> found.labelOf(value))
        .map(label -> language == Language.ZH ? label.zh() : label.en())
        .orElse(value);
  }

  @Override
  public String segment(String id, Language language) {
    return tag(id, language);
  }

  @Override
  public boolean isDate(String tag) {
    return catalogue.find(tag).filter(found -> found.type() == ValueType.DATE).isPresent();
  }
}
