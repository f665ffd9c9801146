package dev.shuke.platform;

import dev.shuke.platform.home.BuildProperties;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "diff",
    description =
        "Count how many customers a draft would change if it were published: over the newest published run, against the version"
            + " that counts now. Takes as long as the tags of a daily chain; nothing is written.")
final class DefinitionDiffCommand implements Callable<Integer> {
  @ParentCommand private DefinitionCommand parent = new TagCommand();

  @Parameters(paramLabel = "ID|FILE", description = "A draft, or a file with a definition.")
  private String definition = "";

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "The brand; the only one there is unless told.")
  private @Nullable String brand;

  @Override
  public Integer call() {
    DefinitionCommand.Place place = parent.place(brand);
    String id = place.desk().named(definition).id();
    List<String> arguments =
        new ArrayList<>(List.of("--brand-file", place.brand().file().toString()));
    for (Path file : place.desk().filesOf(definition)) {
      arguments.addAll(List.of("--definition", file.toString()));
    }
    arguments.add(id);
    place.home().createTemporary();
    return Foreground.run(
        "the comparison",
        Program.TAG_DIFF.command(
            place.home(), Jdk.javaOfThisProcess(), BuildProperties.sparkOptions(), arguments),
        System.out::println,
        handle -> {});
  }
}
