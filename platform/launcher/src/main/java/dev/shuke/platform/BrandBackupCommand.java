package dev.shuke.platform;

import dev.shuke.platform.brand.Backup;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description = {
      "Write all that a brand is into a folder: description, keys, tables, the state of its job, and the Kafka"
          + " records that have no row yet. Its job stands still meanwhile.",
      "The backup holds the brand's API key and the key of its quarantine. It can be restored under the same"
          + " SHUKE_HOME only, because the tables name their files with their whole path."
    })
final class BrandBackupCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "BRAND", description = "As ./shuke brand list names it.")
  private String brand = "";

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "Empty or new; a new one in .shuke/backups unless told.")
  private @Nullable Path to;

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    BrandPlace place = new Brands(home).named(brand);
    BrandCommand.alone(
        home,
        place,
        () -> {
          Path folder =
              new Backup(home, Clock.systemUTC(), new Progress(System.out))
                  .run(place, Optional.ofNullable(to));
          System.out.println(folder);
        });
  }
}
