package dev.shuke.platform;

import dev.shuke.platform.definition.Telling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "show",
    description =
        "Show all of one definition: meaning, rule as a sentence and as text, what it rests on, what refers to it, versions, JSON. The"
            + " draft when there is one, else what is published or shipped.")
final class DefinitionShowCommand implements Runnable {
  @ParentCommand private DefinitionCommand parent = new TagCommand();

  @Parameters(paramLabel = "ID", description = "Of the definition; or a file.")
  private String id = "";

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "The brand; the only one there is unless told.")
  private @Nullable String brand;

  @Override
  public void run() {
    DefinitionCommand.Place place = parent.place(brand);
    Telling telling = new Telling(place.shelf(), place.checks());
    System.out.println(telling.show(place.desk().named(id)));
  }
}
