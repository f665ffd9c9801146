package dev.shuke.platform.brand;

import dev.shuke.brand.Brand;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.BrandParts;
import dev.shuke.platform.part.KafkaTopics;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import java.nio.file.Path;
import java.util.Set;

/** Makes a folder's brand one of this platform. */
public final class Addition {
  /** Trino has a catalog of this name itself. */
  private static final Set<String> TAKEN = Set.of("system");

  private final Home home;
  private final Progress progress;
  private final Brands brands;
  private final BrandParts parts;

  public Addition(Home home, Progress progress) {
    this.home = home;
    this.progress = progress;
    this.brands = new Brands(home);
    this.parts = new BrandParts(home, progress);
  }

  /**
   * Adds the brand; where the platform is up, its topics, tables and job are started. One that
   * fails leaves nothing behind.
   *
   * @param folder with {@code brand.properties}, checked before anything is written
   */
  public BrandPlace run(Path folder) {
    Brand brand = brands.check(folder);
    requireFree(brand);
    brands.register(brand.id(), folder);
    try {
      BrandPlace place = brands.named(brand.id());
      if (parts.isUp()) {
        start(place);
      }
      return place;
    } catch (RuntimeException e) {
      new Remains(home, brand.id()).undo(progress, hasOurTopics(brand), e);
      throw e;
    }
  }

  private void requireFree(Brand brand) {
    if (brands.isKnown(brand.id()) || TAKEN.contains(brand.id())) {
      throw ShukeException.wrongSetup(
          "The id '%s' is taken: ./shuke brand list shows the brands there are; choose another id in key 'brand'.",
          brand.id());
    }
    requireNoRemains(home, brand.id());
    // Topics in a Kafka of its own are what such a brand is added for.
    if (hasOurTopics(brand)) {
      try (KafkaTopics topics = KafkaTopics.of(brand)) {
        if (!topics.existing(brand.id()).isEmpty()) {
          throw remains(brand.id());
        }
      }
    }
  }

  /** Whether the brand's topics are made in, and deleted from, a broker that runs now. */
  private boolean hasOurTopics(Brand brand) {
    return parts.isUp() && home.holdsTopicsOf(brand);
  }

  /** Refuses what would mix with the tables of a brand that was here before. */
  static void requireNoRemains(Home home, String brand) {
    if (new Remains(home, brand).areThere()) {
      throw remains(brand);
    }
  }

  private static ShukeException remains(String brand) {
    return ShukeException.wrongSetup(
        "Topics or tables of an earlier brand %s are here still: ./shuke brand restore FOLDER if you want it back,"
            + " or ./shuke brand remove %s --no-backup, which deletes them.",
        brand, brand);
  }

  private void start(BrandPlace place) {
    parts.complete(place);
    progress.say("%s has its topics and tables", place.id());
    parts.startJob(place);
    parts.tellOthers();
  }
}
