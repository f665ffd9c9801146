package dev.shuke.platform;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "publish",
    description =
        "Let the next daily chain compute a draft, or what was retired once more. Refused: a version that says something else"
            + " already or is older, references that are not published, failing examples.")
final class DefinitionPublishCommand implements Runnable {
  @ParentCommand private DefinitionCommand parent = new TagCommand();

  @Parameters(paramLabel = "ID", description = "Of the draft.")
  private String id = "";

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "The brand; the only one there is unless told.")
  private @Nullable String brand;

  @Override
  public void run() {
    System.out.println(parent.publishing(brand).publish(id));
  }
}
