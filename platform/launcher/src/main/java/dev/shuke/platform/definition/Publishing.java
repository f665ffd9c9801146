package dev.shuke.platform.definition;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.rule.RuleUses;
import dev.shuke.table.DefinitionRow;
import dev.shuke.table.PublishedDefinitions;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Makes the next run of a brand compute a definition, or compute it no longer. */
public final class Publishing {
  private final Home home;
  private final BrandPlace place;
  private final Clock clock;
  private final Sort sort;

  public Publishing(Home home, BrandPlace place, Clock clock, Sort sort) {
    this.home = home;
    this.place = place;
    this.clock = clock;
    this.sort = sort;
  }

  /**
   * Publishes a draft, or what was retired once more. The draft is done with then.
   *
   * @return what to tell
   * @throws ShukeException when it may not be published, saying what to do
   */
  public String publish(String id) {
    return alone(shelf -> publish(shelf, id));
  }

  /**
   * Deletes the draft, or retires what is published.
   *
   * @return what to tell
   * @throws ShukeException when it may not be retired, saying what to do
   */
  public String retire(String id) {
    return alone(shelf -> retire(shelf, id));
  }

  /** Two at once would each check against what the other has not written yet. */
  private String alone(Function<Shelf, String> work) {
    try (InterProcessLock lock =
        InterProcessLock.tryTake(home.locks().resolve(place.id() + "-definitions.lock"))
            .orElseThrow(
                () ->
                    ShukeException.failed(
                        "Another definition of %s is being published or retired; run this again.",
                        place.id()))) {
      return work.apply(Shelf.of(home, place));
    }
  }

  private String publish(Shelf shelf, String id) {
    Checks checks = new Checks(place.brand(), place.brand().asOf(clock.instant()));
    Desk desk = new Desk(shelf, checks, sort);
    Entry entry = shelf.get(id);
    sort.require(entry);
    desk.refuseShipped(id);
    if (entry.state() == State.PUBLISHED) {
      return "%s is published already, in version %d.".formatted(id, entry.version());
    }
    refuseVersion(shelf, entry);
    refuseReferences(shelf, entry);
    TagCatalogue catalogue = shelf.released().with(List.of(entry.content()));
    TagDefinition definition = catalogue.get(id);
    List<String> problems = checks.problems(definition, catalogue);
    if (!problems.isEmpty()) {
      throw ShukeException.failed(
          "%s is not published: %s. Correct it, add it again, then publish it.",
          id, String.join("; ", problems));
    }
    if (!isPublished(shelf, entry)) {
      commit(() -> PublishedDefinitions.publish(place.brand(), definition, clock.instant()));
    }
    shelf.drafts().delete(id);
    return "%s version %d of brand %s is published: the next daily chain computes it. ./shuke %s retire %s --brand %s takes it back."
        .formatted(id, entry.version(), place.id(), sort.word(), id, place.id());
  }

  private static boolean isPublished(Shelf shelf, Entry entry) {
    return shelf.published().live().stream()
        .anyMatch(row -> row.tagId().equals(entry.id()) && row.version() == entry.version());
  }

  /** A run names versions, so a version says one thing for good. */
  private static void refuseVersion(Shelf shelf, Entry entry) {
    List<DefinitionRow> history = shelf.published().history(entry.id());
    int newest = history.stream().mapToInt(DefinitionRow::version).max().orElse(0);
    if (entry.version() < newest) {
      throw ShukeException.wrongSetup(
          "%s has version %d, but version %d is published already: raise its version to %d, add it again, then publish it.",
          entry.id(), entry.version(), newest, newest + 1);
    }
    Optional<String> told =
        history.stream()
            .filter(row -> row.version() == entry.version())
            .findFirst()
            .map(row -> String.valueOf(row.content()));
    if (told.isPresent() && !Entry.isSame(told.get(), entry.content())) {
      throw ShukeException.wrongSetup(
          "Version %d of %s is published already and says something else: raise the version to %d, add it again, then publish it.",
          entry.version(), entry.id(), newest + 1);
    }
  }

  private void refuseReferences(Shelf shelf, Entry entry) {
    // What is released refers to nothing else, so its own names are enough.
    RuleUses uses = RuleUses.of(shelf.catalogueOf(entry).measureOf(entry.id()));
    Set<String> missing = new TreeSet<>(uses.tags());
    missing.addAll(uses.segments());
    missing.removeAll(shelf.released().ids());
    if (!missing.isEmpty()) {
      throw ShukeException.wrongSetup(
          "%s refers to %s, which brand %s has not published: publish that first.",
          entry.id(), String.join(", ", missing), place.id());
    }
  }

  private String retire(Shelf shelf, String id) {
    Entry entry = shelf.get(id);
    sort.require(entry);
    return switch (entry.state()) {
      case DRAFT -> deleteDraft(shelf, id);
      case PUBLISHED -> retirePublished(shelf, id);
      case RETIRED -> "%s is retired already.".formatted(id);
      case SHIPPED ->
          throw ShukeException.wrongSetup(
              "'%s' is shipped: to compute it no longer take it out of the key 'tags' of brand %s, in %s.",
              id, place.id(), place.folder().resolve("brand.properties"));
    };
  }

  private static String deleteDraft(Shelf shelf, String id) {
    shelf.drafts().delete(id);
    String others = names(shelf.referrers(id, shelf.all()), " Drafts that refer to it: ");
    String rest =
        shelf
            .published()
            .newest(id)
            .map(
                row -> " What is published of it stays as it is, in version " + row.version() + ".")
            .orElse(others);
    return "The draft of %s is deleted; no run knew it.%s".formatted(id, rest);
  }

  private String retirePublished(Shelf shelf, String id) {
    Set<String> referrers = shelf.referrers(id, shelf.released());
    if (!referrers.isEmpty()) {
      throw ShukeException.wrongSetup(
          "%s is not retired: %s refer to it. Retire them first, or publish versions that do without it.",
          id, String.join(", ", referrers));
    }
    TagDefinition definition = shelf.released().get(id);
    commit(() -> PublishedDefinitions.retire(place.brand(), definition, clock.instant()));
    Set<String> drafts = shelf.referrers(id, shelf.all());
    return "%s of brand %s is retired: the next daily chain no longer computes it; version %d stays readable for the runs that did.%s"
        .formatted(
            id,
            place.id(),
            definition.version(),
            names(drafts, " Drafts that can no longer be published: "));
  }

  private static String names(Collection<String> ids, String before) {
    return ids.isEmpty() ? "" : before + String.join(", ", ids) + ".";
  }

  /** A change of the brand's catalog. */
  private interface Commit {
    void run() throws Exception;
  }

  private void commit(Commit commit) {
    if (!Shelf.hasCatalog(home, place)) {
      throw ShukeException.wrongSetup(
          "Brand %s has no tables yet, so nothing can be published: ./shuke up makes them.",
          place.id());
    }
    try {
      commit.run();
    } catch (IllegalStateException tooOld) {
      throw ShukeException.wrongSetup("%s.", tooOld.getMessage());
    } catch (Exception e) {
      throw ShukeException.failed(
          "Cannot write to the catalog of brand %s: %s. ./shuke %s list says whether it was taken.",
          place.id(), e.getMessage(), sort.word());
    }
  }
}
