package dev.shuke.platform.part;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Launch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The process of {@code shuke scheduler}, which runs the daily chains when they are due. */
final class SchedulerProcess {
  static final String NAME = "scheduler";

  /** What the scheduler says once it watches. */
  static final String READY = "Watching the brands";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Home home;

  SchedulerProcess(Home home) {
    this.home = home;
  }

  void start() {
    List<String> command = Program.SCHEDULER.command(home, List.of("scheduler"));
    home.processes().start(new Launch(NAME, command, home.root(), Optional.empty()));
  }

  void awaitReady() {
    home.processes()
        .awaitReady(
            NAME,
            LIMIT,
            () -> home.logs().tail(NAME, 1000).stream().anyMatch(line -> line.contains(READY)));
  }
}
