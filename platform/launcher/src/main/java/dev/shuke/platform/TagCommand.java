package dev.shuke.platform;

import dev.shuke.platform.definition.Sort;
import picocli.CommandLine.Command;

@Command(
    name = "tag",
    description =
        "Definitions of tags: list, show, check, add a draft, compare, publish and retire. A definition is a YAML file such as those in"
            + " warehouse/model/src/main/resources/dev/shuke/tag/definitions.",
    subcommands = {
      DefinitionListCommand.class,
      DefinitionShowCommand.class,
      DefinitionCheckCommand.class,
      DefinitionAddCommand.class,
      DefinitionDiffCommand.class,
      DefinitionPublishCommand.class,
      DefinitionRetireCommand.class
    })
final class TagCommand extends DefinitionCommand {
  @Override
  Sort sort() {
    return Sort.TAG;
  }
}
