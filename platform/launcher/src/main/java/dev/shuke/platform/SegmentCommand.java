package dev.shuke.platform;

import dev.shuke.platform.definition.Sort;
import picocli.CommandLine.Command;

@Command(
    name = "segment",
    description =
        "Definitions of segments: list, show, check, add a draft, compare, publish and retire. A segment is a definition of kind segment,"
            + " its measure {mark: rule}.",
    subcommands = {
      DefinitionListCommand.class,
      DefinitionShowCommand.class,
      DefinitionCheckCommand.class,
      DefinitionAddCommand.class,
      DefinitionDiffCommand.class,
      DefinitionPublishCommand.class,
      DefinitionRetireCommand.class
    })
final class SegmentCommand extends DefinitionCommand {
  @Override
  Sort sort() {
    return Sort.SEGMENT;
  }
}
