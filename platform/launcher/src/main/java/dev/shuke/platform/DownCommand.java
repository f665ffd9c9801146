package dev.shuke.platform;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.Platform;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.text.Progress;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description = "End what up or demo started, each Flink job with a savepoint; data stays.")
final class DownCommand implements Runnable {

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    try (InterProcessLock lock = Platform.lock(home)) {
      new Platform(home, new Progress(System.out)).stop();
    }
  }
}
