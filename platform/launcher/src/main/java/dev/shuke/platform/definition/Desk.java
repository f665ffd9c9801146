package dev.shuke.platform.definition;

import dev.shuke.platform.process.ShukeException;
import dev.shuke.tag.DefinitionException;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where people of a brand work on their definitions, before anything of them is published. */
public final class Desk {
  private final Shelf shelf;
  private final Checks checks;
  private final Sort sort;

  public Desk(Shelf shelf, Checks checks, Sort sort) {
    this.shelf = shelf;
    this.checks = checks;
    this.sort = sort;
  }

  /** Whether an argument names a file, and not an id. */
  public static boolean isFile(String argument) {
    return argument.contains("/") || argument.matches(".*\\.(ya?ml|json)");
  }

  /**
   * The definition that an argument names, a file as if it were a draft.
   *
   * @throws ShukeException when there is none, or when it is of the other sort
   */
  public Entry named(String argument) {
    Entry entry =
        isFile(argument)
            ? Entry.of("", State.DRAFT, Drafts.read(Path.of(argument)))
            : shelf.get(argument);
    // What cannot be read names no kind; its reader says why.
    if (!entry.kind().equals("?")) {
      sort.require(entry);
    }
    return entry;
  }

  /**
   * Checks a definition and keeps it as a draft.
   *
   * @return what to tell
   * @throws DefinitionException when it cannot be read
   * @throws ShukeException when its examples fail or its id is taken
   */
  public String add(Path file) {
    Entry draft = named(file.toAbsolutePath().toString());
    TagDefinition definition = read(file, draft);
    refuseShipped(draft.id());
    List<String> problems = checks.problems(definition, shelf.catalogueOf(draft));
    if (!problems.isEmpty()) {
      throw ShukeException.failed(
          "%s is not kept: %s. Correct it, then add it again.", file, String.join("; ", problems));
    }
    boolean isNew = shelf.drafts().find(draft.id()).isEmpty();
    Path kept = shelf.drafts().keep(draft);
    return "%s is kept in %s%s; no run knows it yet. ./shuke %s diff %s --brand %s says whom it would change, publish in the place of diff makes the next run compute it."
        .formatted(
            Telling.head(draft),
            kept,
            isNew ? "" : ", in the place of the draft before",
            sort.word(),
            draft.id(),
            shelf.brand().id());
  }

  private TagDefinition read(Path file, Entry draft) {
    try {
      return shelf.catalogueOf(draft).get(draft.id());
    } catch (DefinitionException e) {
      // One without an id has no name to stand before the colon.
      String problems = String.valueOf(e.getMessage()).replaceFirst("^: ", "");
      throw new DefinitionException(file.toString(), List.of(problems));
    }
  }

  void refuseShipped(String id) {
    if (shelf.isShipped(id)) {
      throw ShukeException.wrongSetup(
          "'%s' is the id of a shipped tag, which only a release changes: choose another id, such as my_%s.",
          id, id);
    }
  }

  /**
   * The files a comparison needs: the definition, then the drafts that it refers to.
   *
   * @throws ShukeException when it is neither a draft nor a file
   */
  public List<Path> filesOf(String argument) {
    Entry entry = named(argument);
    if (entry.state() != State.DRAFT) {
      throw ShukeException.wrongSetup(
          "There is no draft of '%s', it is %s; name a file, or add one with ./shuke %s add FILE.",
          entry.id(), entry.state(), sort.word());
    }
    Path file =
        isFile(argument) ? Path.of(argument).toAbsolutePath() : shelf.drafts().file(entry.id());
    read(file, entry);
    TagCatalogue catalogue = shelf.catalogueOf(entry);
    List<Path> files = new ArrayList<>(List.of(file));
    for (String other : new TreeSet<>(catalogue.references(entry.id()))) {
      shelf.drafts().find(other).ifPresent(draft -> files.add(shelf.drafts().file(draft.id())));
    }
    return files;
  }
}
