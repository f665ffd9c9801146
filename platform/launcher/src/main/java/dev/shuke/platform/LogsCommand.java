package dev.shuke.platform;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.LogFiles;
import dev.shuke.platform.process.LogFollower;
import dev.shuke.platform.process.ShukeException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Show the last lines of a log, or of all.")
final class LogsCommand implements Runnable {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A process as ./shuke status names it.")
  private @Nullable String name;

  @Option(names = "-f", description = "Go on showing new lines until Ctrl-C.")
  private boolean isFollowing;

  @Option(
      names = "-n",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many lines; ${DEFAULT-VALUE} unless told.")
  private int lines;

  @Override
  public void run() {
    LogFiles logs = Home.ofThisProcess().logs();
    List<String> names = name == null ? logs.names() : List.of(known(logs, name));
    for (String each : names) {
      if (names.size() > 1) {
        System.out.println("==> " + each + " <==");
      }
      logs.tail(each, lines).forEach(System.out::println);
    }
    if (isFollowing) {
      new LogFollower(logs, names).follow(System.out::println);
    }
  }

  private static String known(LogFiles logs, String name) {
    if (!logs.names().contains(name)) {
      throw ShukeException.wrongSetup(
          "There is no log of '%s'; there are %s.",
          name,
          logs.names().isEmpty()
              ? "none before the first ./shuke up"
              : String.join(", ", logs.names()));
    }
    return name;
  }
}
