package dev.shuke.platform;

import dev.shuke.platform.chain.Scheduler;
import dev.shuke.platform.home.Home;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "scheduler",
    hidden = true,
    description = "Run the daily chains when they are due; started by up.")
final class SchedulerCommand implements Callable<Integer> {

  @Override
  public Integer call() throws InterruptedException {
    Scheduler scheduler =
        new Scheduler(Home.ofThisProcess(), Clock.systemUTC(), SchedulerCommand::say);
    Runtime.getRuntime().addShutdownHook(new Thread(scheduler::end, "end scheduler"));
    scheduler.run();
    return 0;
  }

  private static void say(String line) {
    System.out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }
}
