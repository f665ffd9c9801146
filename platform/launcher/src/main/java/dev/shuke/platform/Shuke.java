package dev.shuke.platform;

import dev.shuke.brand.ConfigurationException;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.tag.DefinitionException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Main class of {@code ./shuke}. */
@Command(
    name = "shuke",
    description = "Shuke on one machine: from orders to tags, segments and store numbers.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "All state lies in .shuke beside this command, or in the folder that SHUKE_HOME names.",
      "Ports follow from 18000, or from the number in SHUKE_PORT_BASE (platform/launcher/README.md)."
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TagsCommand.class,
      TagCommand.class,
      SegmentCommand.class,
      LedgerCommand.class,
      QuarantineCommand.class,
      CareCommand.class,
      ImportCommand.class,
      BrandCommand.class,
      ProveCommand.class,
      BenchCommand.class,
      SchedulerCommand.class
    })
public final class Shuke {
  private static final int FAILED = 1;
  private static final int WRONG_SETUP = 2;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean isVerbose;

  private Shuke() {}

  public static void main(String[] arguments) {
    Shuke shuke = new Shuke();
    CommandLine commands = new CommandLine(shuke);
    commands.registerConverter(LocalDate.class, Shuke::date);
    commands.setParameterExceptionHandler((wrong, given) -> explain(wrong));
    commands.setExecutionExceptionHandler((failure, command, parsed) -> shuke.explain(failure));
    System.exit(commands.execute(arguments));
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "expected a date such as 2017-11-30 but was '" + text + "'");
    }
  }

  private static int explain(ParameterException wrong) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    System.err.println(wrong.getMessage() + "; ./" + command + " --help shows how.");
    return WRONG_SETUP;
  }

  private int explain(Exception failure) {
    if (isVerbose) {
      failure.printStackTrace();
    }
    System.err.println(sentence(failure));
    if (failure instanceof ShukeException known) {
      return known.exitCode();
    }
    return isOfCaller(failure) ? WRONG_SETUP : FAILED;
  }

  private static boolean isOfCaller(Exception failure) {
    return failure instanceof ConfigurationException || failure instanceof DefinitionException;
  }

  private static String sentence(Exception failure) {
    return failure instanceof ShukeException || isOfCaller(failure)
        ? String.valueOf(failure.getMessage())
        : "%s: %s (--verbose shows where)"
            .formatted(failure.getClass().getSimpleName(), failure.getMessage());
  }
}
