package dev.shuke.tag;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shuke.customer.TimelineRow.Kind;
import dev.shuke.event.EventType;
import dev.shuke.rule.Measure;
import dev.shuke.rule.NearestName;
import dev.shuke.rule.RuleUses;
import dev.shuke.rule.ValueType;
import dev.shuke.rule.Vocabulary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The definitions one may ask for, and those that they refer to. Definitions that lead back to
 * themselves are refused.
 */
public final class TagCatalogue implements Vocabulary, Serializable {
  private static final long serialVersionUID = 1L;

  private static final String FOLDER = "definitions/";

  /** All that is known; what is asked for may refer to any of it. */
  private final transient Map<String, TagDefinition> known;

  /** What is asked for, in order. */
  private final transient List<TagDefinition> chosen;

  private TagCatalogue(Map<String, TagDefinition> known, List<TagDefinition> chosen) {
    this.known = known;
    this.chosen = List.copyOf(chosen);
  }

  /** All shipped definitions, in the order of {@code definitions/catalogue.txt}. */
  public static TagCatalogue shipped() {
    Map<String, JsonNode> trees = new LinkedHashMap<>();
    for (String id : resource("catalogue.txt").lines().toList()) {
      trees.put(id, DefinitionReader.tree(id, resource(id + ".yaml")));
    }
    return of(trees);
  }

  private static String resource(String name) {
    try (InputStream in = TagCatalogue.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new FileNotFoundException("no resource dev/shuke/tag/" + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the shipped definition " + name, e);
    }
  }

  /**
   * A catalogue of definitions as they were written.
   *
   * @param contents YAML or JSON, in any order; of two with one id the later one
   * @throws DefinitionException naming the definition and all that is wrong with it
   */
  public static TagCatalogue ofContents(Collection<String> contents) {
    Map<String, JsonNode> trees = new LinkedHashMap<>();
    for (String content : contents) {
      JsonNode tree = DefinitionReader.tree("a definition", content);
      String id = tree.path("id").asText();
      trees.remove(id);
      trees.put(id, tree);
    }
    return of(trees);
  }

  private static TagCatalogue of(Map<String, JsonNode> trees) {
    Map<String, TagDefinition> read = new Resolution(trees).all();
    TagCatalogue catalogue = new TagCatalogue(read, List.copyOf(read.values()));
    for (String id : read.keySet()) {
      // Tags are found while they are read; a segment is named without being read.
      if (catalogue.references(id).contains(id)) {
        throw leadsBack(id, catalogue.references(id));
      }
    }
    return catalogue;
  }

  private static DefinitionException leadsBack(String id, Collection<String> through) {
    return new DefinitionException(
        id,
        List.of(
            "its definition leads back to itself through "
                + String.join(", ", through)
                + "; take one of these references out"));
  }

  /** Reads definitions in the order in which they need each other. */
  private static final class Resolution implements Vocabulary {
    private final Map<String, JsonNode> trees;
    private final Map<String, TagDefinition> read = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    Resolution(Map<String, JsonNode> trees) {
      this.trees = trees;
    }

    Map<String, TagDefinition> all() {
      Map<String, TagDefinition> ordered = new LinkedHashMap<>();
      trees.keySet().forEach(id -> ordered.put(id, read(id)));
      return ordered;
    }

    private TagDefinition read(String id) {
      TagDefinition known = read.get(id);
      if (known != null) {
        return known;
      }
      JsonNode tree = trees.get(id);
      if (!open.add(id) || tree == null) {
        throw leadsBack(id, open);
      }
      TagDefinition definition = DefinitionReader.read(id, tree, this);
      open.remove(id);
      read.put(id, definition);
      return definition;
    }

    private boolean isSegment(String id) {
      JsonNode tree = trees.get(id);
      return tree != null && tree.path("kind").asText().equals("segment");
    }

    @Override
    public Optional<ValueType> typeOf(String tag) {
      return trees.containsKey(tag) ? Optional.of(read(tag).type()) : Optional.empty();
    }

    @Override
    public boolean allows(String tag, String value) {
      return read(tag).allows(value);
    }

    @Override
    public Collection<String> tags() {
      return trees.keySet().stream().filter(id -> !isSegment(id)).toList();
    }

    @Override
    public Collection<String> segments() {
      return trees.keySet().stream().filter(this::isSegment).toList();
    }
  }

  /**
   * All that is known here, and these contents beside or instead.
   *
   * @throws DefinitionException naming the definition and all that is wrong with it
   */
  public TagCatalogue with(Collection<String> contents) {
    List<String> all =
        new ArrayList<>(known.values().stream().map(TagDefinition::content).toList());
    all.addAll(contents);
    return ofContents(all);
  }

  /**
   * Those of the known definitions that have these ids, in that order; they may go on referring to
   * the others.
   *
   * @throws IllegalArgumentException listing every unknown id with the nearest known one
   */
  public TagCatalogue only(List<String> ids) {
    List<String> problems = new ArrayList<>();
    List<TagDefinition> found = new ArrayList<>();
    for (String id : ids) {
      find(id).ifPresentOrElse(found::add, () -> problems.add(unknown(id)));
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return new TagCatalogue(known, found);
  }

  /** What is asked for, in order. */
  public List<TagDefinition> definitions() {
    return chosen;
  }

  /** The ids of what is asked for. */
  public List<String> ids() {
    return chosen.stream().map(TagDefinition::id).toList();
  }

  /** A definition, asked for or referred to. */
  public Optional<TagDefinition> find(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /**
   * The definition of a tag or segment.
   *
   * @throws IllegalArgumentException naming the nearest known id when there is none
   */
  public TagDefinition get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException(unknown(id)));
  }

  private String unknown(String id) {
    String nearest = NearestName.of(id, known.keySet()).map(n -> ", did you mean " + n).orElse("");
    return "There is no tag '"
        + id
        + "'"
        + nearest
        + "; known are "
        + String.join(", ", known.keySet());
  }

  @Override
  public Optional<ValueType> typeOf(String tag) {
    // Only what is asked for has values: a rule of a request cannot use the rest.
    return chosen.stream()
        .filter(definition -> definition.id().equals(tag))
        .findFirst()
        .map(TagDefinition::type);
  }

  @Override
  public boolean allows(String tag, String value) {
    return get(tag).allows(value);
  }

  @Override
  public Collection<String> values(String tag) {
    TagDefinition definition = get(tag);
    return definition.isClosed()
        ? definition.values().stream().map(TagDefinition.Value::value).toList()
        : List.of();
  }

  @Override
  public Collection<String> tags() {
    return chosen.stream().filter(each -> !each.isSegment()).map(TagDefinition::id).toList();
  }

  @Override
  public Collection<String> segments() {
    return chosen.stream().filter(TagDefinition::isSegment).map(TagDefinition::id).toList();
  }

  /** The measure of a tag or segment, for what refers to it by its id. */
  public Measure measureOf(String id) {
    return get(id).measure();
  }

  private RuleUses uses(String id) {
    return RuleUses.through(measureOf(id), this::measureOf);
  }

  /** What a definition refers to, directly and through others. */
  public Set<String> references(String id) {
    Set<String> references = new LinkedHashSet<>(uses(id).tags());
    references.addAll(uses(id).segments());
    return references;
  }

  /** The parameters a definition reads, itself or through what it refers to. */
  public Set<String> parametersOf(String id) {
    return uses(id).parameters();
  }

  /** The ids of the lists it asks, itself or through what it refers to. */
  public Set<String> listedIdsOf(String id) {
    return uses(id).ids();
  }

  /** The sources without which a definition has nothing to look at, such as {@code orders}. */
  public Set<String> sourcesOf(String id) {
    Set<String> sources = new TreeSet<>();
    uses(id).kinds().forEach(kind -> sources.add(source(kind).source()));
    return sources;
  }

  private static EventType source(Kind kind) {
    return switch (kind) {
      case ORDER, ORDER_LINE -> EventType.ORDER;
      case CONTACT -> EventType.CONTACT;
      case GROUP -> EventType.GROUP;
      case CHAT -> EventType.CHAT;
      case TOUCH, CONSENT, REFERRAL -> EventType.TOUCH;
      case VISIT -> EventType.VISIT;
      case MEMBER, TAG -> EventType.RECORD;
    };
  }

  /** Travels as its contents, which are read again. */
  private Object writeReplace() throws ObjectStreamException {
    return new Contents(known.values().stream().map(TagDefinition::content).toList(), ids());
  }

  private record Contents(List<String> contents, List<String> ids) implements Serializable {
    private Object readResolve() throws ObjectStreamException {
      return ofContents(contents).only(ids);
    }
  }
}
