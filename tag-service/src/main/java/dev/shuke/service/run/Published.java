package dev.shuke.service.run;

import dev.shuke.brand.Brand;
import dev.shuke.tag.TagCatalogue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * All of one published run that is answered from memory. Never changes; a controller that takes one
 * works with the same run from start to end of a request.
 */
public final class Published {

  private final Brand brand;
  private final Run run;
  private final TagCatalogue catalogue;
  private final RoaringBitmap population;
  private final CustomerIds ids;
  private final Map<String, TagColumn> columns;

  Published(
      Brand brand,
      Run run,
      TagCatalogue catalogue,
      RoaringBitmap population,
      CustomerIds ids,
      Collection<TagColumn> columns) {
    this.brand = brand;
    this.run = run;
    this.catalogue = catalogue;
    this.population = population;
    this.ids = ids;
    Map<String, TagColumn> byTag = new LinkedHashMap<>();
    columns.forEach(column -> byTag.put(column.definition().id(), column));
    this.columns = byTag;
  }

  public Brand brand() {
    return brand;
  }

  public Run run() {
    return run;
  }

  /** The tags of this run, which rules may ask for. */
  public TagCatalogue catalogue() {
    return catalogue;
  }

  /** Customer numbers that are no alias. The caller must not change it. */
  public RoaringBitmap population() {
    return population;
  }

  public CustomerIds ids() {
    return ids;
  }

  /** The tags of this run, in the brand's order. */
  public List<TagColumn> columns() {
    return List.copyOf(columns.values());
  }

  /**
   * The values of a tag of the {@linkplain #catalogue() catalogue}.
   *
   * @throws IllegalArgumentException when this run has no such tag
   */
  public TagColumn column(String tag) {
    TagColumn column = columns.get(tag);
    if (column == null) {
      throw new IllegalArgumentException("Run " + run.id() + " has no tag " + tag);
    }
    return column;
  }

  /** What an answer that used these tags rests on. */
  public Provenance provenance(Collection<String> tags) {
    Map<String, Integer> versions = new LinkedHashMap<>();
    tags.forEach(tag -> versions.put(tag, column(tag).definitionVersion()));
    return new Provenance(run.asOf(), run.id(), versions, brand.isSimulated());
  }

  /** What an answer that used every tag rests on. */
  public Provenance provenance() {
    return provenance(columns.keySet());
  }
}
