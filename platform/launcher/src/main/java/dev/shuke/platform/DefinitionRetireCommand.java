package dev.shuke.platform;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "retire",
    description =
        "Let the next daily chain compute a definition no longer; its versions stay readable. Refused while another published"
            + " one refers to it. If there is a draft, only that is deleted.")
final class DefinitionRetireCommand implements Runnable {
  @ParentCommand private DefinitionCommand parent = new TagCommand();

  @Parameters(paramLabel = "ID", description = "Of the definition.")
  private String id = "";

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "The brand; the only one there is unless told.")
  private @Nullable String brand;

  @Override
  public void run() {
    System.out.println(parent.publishing(brand).retire(id));
  }
}
