package dev.shuke.platform;

import dev.shuke.platform.brand.Removal;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import java.io.Console;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "remove",
    description = {
      "Remove a brand: its job, tables, topics, states and keys, after a backup. Trino and the tag service start"
          + " again without it.",
      "A shipped brand comes back with ./shuke brand add platform/brands/BRAND, with all it had by ./shuke brand"
          + " restore."
    })
final class BrandRemoveCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "BRAND", description = "As ./shuke brand list names it.")
  private String brand = "";

  @Option(names = "--yes", description = "Don't ask.")
  private boolean isAgreed;

  @Option(names = "--no-backup", description = "Make no backup; what the brand has is gone then.")
  private boolean isWithoutBackup;

  @Option(
      names = "--keep-topics",
      description =
          "Leave the topics in Kafka, so that a backup restored later goes on with what came since it was made.")
  private boolean isKeepingTopics;

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    Brands brands = new Brands(home);
    if (!isWithoutBackup || brands.isKnown(brand)) {
      brands.named(brand);
    }
    requireAgreement();
    Removal removal = new Removal(home, Clock.systemUTC(), new Progress(System.out));
    Removal.Topics topics = isKeepingTopics ? Removal.Topics.KEEP : Removal.Topics.DELETE;
    if (!brands.isKnown(brand)) {
      BrandCommand.alone(home, () -> removal.run(brand, topics));
    } else if (isWithoutBackup) {
      BrandCommand.alone(home, brands.named(brand), () -> removal.run(brand, topics));
    } else {
      BrandCommand.alone(
          home,
          brands.named(brand),
          () -> {
            Path backup = removal.runWithBackup(brands.named(brand), topics);
            System.out.println("./shuke brand restore " + backup + "   brings it back");
          });
    }
  }

  private void requireAgreement() {
    if (isAgreed) {
      return;
    }
    Console terminal = System.console();
    String typed =
        terminal == null
            ? null
            : terminal.readLine(
                "This deletes all that %s has%s. Type its name to go on: ",
                brand, isWithoutBackup ? ", without a backup" : ", after a backup");
    if (!brand.equals(typed)) {
      throw ShukeException.wrongSetup(
          "Nothing is removed: type the name of the brand when asked, or give --yes where there is no terminal.");
    }
  }
}
