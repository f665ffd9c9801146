package dev.shuke.platform;

import dev.shuke.platform.brand.Addition;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.BrandParts;
import dev.shuke.platform.text.Progress;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "add",
    description = {
      "Add the brand that a folder describes: brand.properties, parameters.csv and NAME.mapping.yaml, as in"
          + " platform/brands/journey. They are copied.",
      "If the platform is up, the brand's topics, tables and job are started, and Trino and the tag service start"
          + " again to learn of it. Else ./shuke up starts it."
    })
final class BrandAddCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "FOLDER", description = "It is checked before all else.")
  private Path folder = Path.of("");

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    Progress progress = new Progress(System.out);
    BrandCommand.alone(
        home,
        () -> {
          BrandPlace place = new Addition(home, progress).run(folder.toAbsolutePath());
          progress.say(
              "%s is added%s",
              place.id(), new BrandParts(home, progress).isUp() ? "" : "; ./shuke up starts it");
        });
  }
}
