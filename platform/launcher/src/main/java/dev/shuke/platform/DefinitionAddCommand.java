package dev.shuke.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "add",
    description =
        "Check a definition (keys, names, examples) and keep it as a draft on this machine. No run knows it before it is published;"
            + " retire deletes the draft.")
final class DefinitionAddCommand implements Runnable {
  @ParentCommand private DefinitionCommand parent = new TagCommand();

  @Parameters(paramLabel = "FILE", description = "A YAML file with one definition.")
  private Path file = Path.of("");

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "The brand; the only one there is unless told.")
  private @Nullable String brand;

  @Override
  public void run() {
    System.out.println(parent.place(brand).desk().add(file));
  }
}
