package dev.shuke.platform.definition;

import dev.shuke.brand.Brand;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.rule.NearestName;
import dev.shuke.table.DefinitionRow;
import dev.shuke.table.PublishedDefinitions;
import dev.shuke.tag.DefinitionException;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All definitions a brand has: shipped, published, retired, and the drafts on this machine. */
public final class Shelf {
  private final Brand brand;
  private final Drafts drafts;
  private final PublishedDefinitions published;
  private final TagCatalogue shipped = TagCatalogue.shipped();
  private final TagCatalogue released;
  private final Map<String, String> broken = new LinkedHashMap<>();
  private final TagCatalogue all;

  Shelf(Brand brand, Drafts drafts, PublishedDefinitions published) {
    this.brand = brand;
    this.drafts = drafts;
    this.published = published;
    this.released = published.known();
    this.all = withDrafts();
  }

  /**
   * Reads what is in the brand's catalog and on this machine.
   *
   * @throws ShukeException when the catalog cannot be read
   */
  public static Shelf of(Home home, BrandPlace place) {
    return new Shelf(place.brand(), Drafts.of(home, place.id()), published(home, place));
  }

  private static PublishedDefinitions published(Home home, BrandPlace place) {
    if (!hasCatalog(home, place)) {
      return PublishedDefinitions.of(List.of());
    }
    try {
      return PublishedDefinitions.read(place.brand());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw ShukeException.failed(
          "Cannot read the published definitions of %s: %s.", place.id(), e.getMessage());
    }
  }

  /** To open a catalog that is not there would make it, which is for ./shuke up. */
  static boolean hasCatalog(Home home, BrandPlace place) {
    Path ours = home.catalogDatabase(place.id());
    return Files.exists(ours) || !place.brand().catalogUri().contains(ours.toString());
  }

  /** One that cannot be read keeps no other from being read. */
  private TagCatalogue withDrafts() {
    List<Entry> pending = new ArrayList<>(drafts.all());
    try {
      return released.with(pending.stream().map(Entry::content).toList());
    } catch (DefinitionException oneIsBroken) {
      return withWhatCanBeRead(pending);
    }
  }

  /** Drafts may need each other, so each gets its turn again while others come. */
  private TagCatalogue withWhatCanBeRead(List<Entry> pending) {
    TagCatalogue good = released;
    int before;
    do {
      before = pending.size();
      for (Entry draft : List.copyOf(pending)) {
        try {
          good = good.with(List.of(draft.content()));
          pending.remove(draft);
          broken.remove(draft.id());
        } catch (DefinitionException e) {
          broken.put(draft.id(), String.valueOf(e.getMessage()));
        }
      }
    } while (pending.size() < before);
    return good;
  }

  Brand brand() {
    return brand;
  }

  Drafts drafts() {
    return drafts;
  }

  PublishedDefinitions published() {
    return published;
  }

  /** Shipped and published: what a published definition may refer to. */
  TagCatalogue released() {
    return released;
  }

  /** The same, and the drafts that can be read, which count before what is released. */
  TagCatalogue all() {
    return all;
  }

  boolean isShipped(String id) {
    return shipped.find(id).isPresent();
  }

  /** What the brand's runs compute, what is retired, and the drafts; by state, then id. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    Set<String> live = ids(published.live());
    shipped.only(brand.tags()).definitions().stream()
        .filter(definition -> !live.contains(definition.id()))
        .forEach(definition -> entries.add(shipped(definition)));
    published.live().forEach(row -> entries.add(entry(row, State.PUBLISHED)));
    entries.addAll(drafts.all());
    published.retired().forEach(row -> entries.add(entry(row, State.RETIRED)));
    return entries;
  }

  private static Set<String> ids(Collection<DefinitionRow> rows) {
    Set<String> ids = new TreeSet<>();
    rows.forEach(row -> ids.add(row.tagId()));
    return ids;
  }

  /** The shipped definitions that this brand's file does not name. */
  public List<Entry> unused() {
    return shipped.definitions().stream()
        .filter(definition -> !brand.tags().contains(definition.id()))
        .map(Shelf::shipped)
        .toList();
  }

  private static Entry shipped(TagDefinition definition) {
    return Entry.of(definition.id(), State.SHIPPED, definition.content());
  }

  private static Entry entry(DefinitionRow row, State state) {
    return Entry.of(row.tagId(), state, Optional.ofNullable(row.content()).orElse(""));
  }

  /**
   * The definition of an id that was worked on last: its draft, else what is published, else
   * shipped.
   *
   * @throws ShukeException when there is none, with the nearest id
   */
  public Entry get(String id) {
    return Stream.of(
            drafts.find(id),
            published.newest(id).map(row -> entry(row, stateOf(row))),
            shipped.find(id).map(Shelf::shipped))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  private static State stateOf(DefinitionRow row) {
    return Boolean.TRUE.equals(row.isRetired()) ? State.RETIRED : State.PUBLISHED;
  }

  ShukeException unknown(String id) {
    Set<String> known = new TreeSet<>(shipped.ids());
    entries().forEach(entry -> known.add(entry.id()));
    return ShukeException.wrongSetup(
        "Brand %s has no definition '%s'%s; ./shuke tag list and ./shuke segment list name them.",
        brand.id(), id, NearestName.of(id, known).map(near -> ", did you mean " + near).orElse(""));
  }

  /**
   * All that is known where a definition is read.
   *
   * @throws DefinitionException when it cannot be read, naming all that is wrong
   */
  TagCatalogue catalogueOf(Entry entry) {
    return switch (entry.state()) {
      case SHIPPED, PUBLISHED -> released;
      case RETIRED -> released.with(PublishedDefinitions.contents(published.retired()));
      // Once more alone, so that a broken one says why.
      case DRAFT -> all.with(List.of(entry.content()));
    };
  }

  /** The ids of other definitions that refer to this one, directly or through others. */
  Set<String> referrers(String id, TagCatalogue among) {
    Set<String> referrers = new TreeSet<>();
    for (String other : among.ids()) {
      if (!other.equals(id) && among.references(other).contains(id)) {
        referrers.add(other);
      }
    }
    return referrers;
  }

  /** Why drafts cannot be read, by id. */
  public Map<String, String> broken() {
    return Map.copyOf(broken);
  }
}
