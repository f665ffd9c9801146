package dev.shuke.platform;

import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.Platform;
import dev.shuke.platform.text.Progress;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    description = "Show each process, and how fresh the published numbers of each brand are.")
final class StatusCommand implements Runnable {
  @Option(names = "--keys", description = "Show the API key of each brand too.")
  private boolean isShowingKeys;

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    Platform platform = new Platform(home, new Progress(System.out));
    Status status = new Status(home, platform, Clock.systemUTC());
    System.out.println(status.processes().text());
    System.out.println();
    System.out.println(status.brands().text());
    if (isShowingKeys) {
      System.out.println();
      for (BrandPlace brand : platform.brands()) {
        System.out.println(brand.id() + "  " + new ApiKeys(home).of(brand.id()));
      }
    }
  }
}
