package dev.shuke.tag;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.shuke.rule.NearestName;
import dev.shuke.rule.ValueType;
import dev.shuke.rule.Vocabulary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The definitions one may ask for: all that are shipped, or those of a brand. */
public final class TagCatalogue implements Vocabulary {

  private static final ObjectReader READER =
      YAMLMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build()
          .readerFor(TagDefinition.class);

  private final Map<String, TagDefinition> byId;

  private TagCatalogue(List<TagDefinition> definitions) {
    Map<String, TagDefinition> byId = new LinkedHashMap<>();
    definitions.forEach(definition -> byId.put(definition.id(), definition));
    this.byId = byId;
  }

  /** All shipped definitions; each has its file under {@code definitions/} and its fold. */
  public static TagCatalogue shipped() {
    return new TagCatalogue(TagFolds.ids().stream().map(TagCatalogue::read).toList());
  }

  /**
   * The shipped definitions of those ids, in that order.
   *
   * @throws IllegalArgumentException listing every unknown id with the nearest known one
   */
  public static TagCatalogue of(List<String> ids) {
    TagCatalogue shipped = shipped();
    List<String> problems = new ArrayList<>();
    List<TagDefinition> chosen = new ArrayList<>();
    for (String id : ids) {
      shipped.find(id).ifPresentOrElse(chosen::add, () -> problems.add(shipped.unknown(id)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new TagCatalogue(chosen);
  }

  /** A catalogue of given definitions, such as those published in {@code tags.definitions}. */
  public static TagCatalogue ofDefinitions(List<TagDefinition> definitions) {
    return new TagCatalogue(definitions);
  }

  private static TagDefinition read(String id) {
    String resource = "definitions/" + id + ".yaml";
    try (InputStream in = TagCatalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("no resource dev/shuke/tag/" + resource);
      }
      return READER.readValue(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the definition of tag " + id, e);
    }
  }

  public List<TagDefinition> definitions() {
    return List.copyOf(byId.values());
  }

  public List<String> ids() {
    return List.copyOf(byId.keySet());
  }

  public Optional<TagDefinition> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The definition of a tag.
   *
   * @throws IllegalArgumentException naming the nearest known id when there is none
   */
  public TagDefinition get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException(unknown(id)));
  }

  @Override
  public Optional<ValueType> typeOf(String tag) {
    return find(tag).map(TagCatalogue::typeOf);
  }

  private static ValueType typeOf(TagDefinition definition) {
    return switch (definition.kind()) {
      case NUMBER -> ValueType.NUMBER;
      case CHOICE -> ValueType.TEXT;
      case FLAG -> ValueType.FLAG;
      case CHOICES -> ValueType.TEXTS;
    };
  }

  @Override
  public boolean allows(String tag, String value) {
    return find(tag).map(definition -> definition.allows(value)).orElse(false);
  }

  @Override
  public List<String> values(String tag) {
    return find(tag).stream()
        .flatMap(definition -> definition.values().stream())
        .map(TagDefinition.Value::value)
        .toList();
  }

  @Override
  public List<String> tags() {
    return ids();
  }

  /** None: a segment is published elsewhere. */
  @Override
  public List<String> segments() {
    return List.of();
  }

  private String unknown(String id) {
    String nearest = NearestName.of(id, byId.keySet()).map(n -> ", did you mean " + n).orElse("");
    return "There is no tag '" + id + "'" + nearest + "; known are " + String.join(", ", ids());
  }
}
