package dev.shuke.platform;

import dev.shuke.platform.definition.Entry;
import dev.shuke.platform.definition.Sort;
import dev.shuke.platform.definition.State;
import dev.shuke.platform.definition.Telling;
import dev.shuke.tag.DefinitionException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "check",
    description =
        "Compute the examples of a definition, and say its rule as a sentence and as text and what it rests on. Ends with 1 when an"
            + " example fails.")
final class DefinitionCheckCommand implements Callable<Integer> {
  @ParentCommand private DefinitionCommand parent = new TagCommand();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID|FILE",
      description = "A definition, or a file with one; all of the brand unless told.")
  private @Nullable String definition;

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "The brand; the only one there is unless told.")
  private @Nullable String brand;

  @Override
  public Integer call() {
    DefinitionCommand.Place place = parent.place(brand);
    Telling telling = new Telling(place.shelf(), place.checks());
    String named = definition;
    if (named != null) {
      return isGood(telling.check(place.desk().named(named))) ? 0 : 1;
    }
    List<Entry> entries =
        place.shelf().entries().stream()
            .filter(entry -> entry.state() != State.RETIRED)
            .filter(entry -> entry.isSegment() == (parent.sort() == Sort.SEGMENT))
            .toList();
    long bad = entries.stream().filter(entry -> !isGood(telling, entry)).count();
    System.out.printf("%d definitions, %d with problems%n", entries.size(), bad);
    return bad == 0 ? 0 : 1;
  }

  /** One that cannot be read keeps no other from being checked. */
  private static boolean isGood(Telling telling, Entry entry) {
    try {
      return isGood(telling.check(entry));
    } catch (DefinitionException e) {
      System.out.printf("%s%n%n", e.getMessage());
      return false;
    }
  }

  private static boolean isGood(Telling.Told told) {
    System.out.printf("%s%n%n", told.text());
    return told.problems().isEmpty();
  }
}
