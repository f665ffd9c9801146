package dev.shuke.platform;

import dev.shuke.platform.brand.Restore;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.text.Progress;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = {
      "Bring a brand back from a backup, of which every file is checked first. The brand must not exist, and"
          + " SHUKE_HOME must be where it was when the backup was made.",
      "If its topics are gone they are made again and begin where the tables end; records without a row follow, with"
          + " a new time of the broker. If the topics are there still, the job goes on in them.",
      "If the platform is up, the job starts, and Trino and the tag service start again to learn of the brand."
    })
final class BrandRestoreCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "A folder that backup or remove wrote.")
  private Path folder = Path.of("");

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    Progress progress = new Progress(System.out);
    BrandCommand.alone(
        home,
        () -> {
          BrandPlace place = new Restore(home, progress).run(folder.toAbsolutePath());
          progress.say("%s is here again", place.id());
        });
  }
}
