package dev.shuke.platform;

import dev.shuke.platform.chain.ChainLock;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.Platform;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.process.ShukeException;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
    name = "brand",
    description = "List, add, back up, restore and remove brands; the jobs of the others go on.",
    subcommands = {
      BrandListCommand.class,
      BrandAddCommand.class,
      BrandBackupCommand.class,
      BrandRestoreCommand.class,
      BrandRemoveCommand.class
    })
final class BrandCommand {

  /** Runs what starts or ends parts while no other command does. */
  static void alone(Home home, Runnable work) {
    try (InterProcessLock lock = Platform.lock(home)) {
      work.run();
    }
  }

  /** The same while neither chain nor care of the brand runs. */
  static void alone(Home home, BrandPlace brand, Runnable work) {
    alone(
        home,
        () -> {
          try (ChainLock lock =
              ChainLock.tryTake(home, List.of(brand))
                  .orElseThrow(
                      () ->
                          ShukeException.failed(
                              "A daily chain or table care of %s is running; wait until it has ended, then run this"
                                  + " again.",
                              brand.id()))) {
            work.run();
          }
        });
  }
}
