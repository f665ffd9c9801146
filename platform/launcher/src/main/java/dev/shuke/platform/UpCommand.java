package dev.shuke.platform;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.Platform;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.text.Progress;
import picocli.CommandLine.Command;

@Command(
    name = "up",
    description =
        "Start what is not running: Kafka, the Flink jobs, Trino, the tag service and the scheduler, which runs the daily chains.")
final class UpCommand implements Runnable {

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    try (InterProcessLock lock = Platform.lock(home)) {
      Progress progress = new Progress(System.out);
      Platform platform = new Platform(home, progress);
      platform.start();
      platform.startScheduler();
      platform.requireAll();
      progress.say("Shuke is up; ./shuke status shows it, ./shuke down ends it");
    }
  }
}
