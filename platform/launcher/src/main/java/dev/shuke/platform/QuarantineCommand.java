package dev.shuke.platform;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.part.Trino;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.quarantine.Quarantine;
import dev.shuke.quarantine.RecordPlace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
    name = "quarantine",
    description = "Look at quarantined records, and send them again after a fix.",
    subcommands = {
      QuarantineListCommand.class,
      QuarantineShowCommand.class,
      QuarantineReplayCommand.class
    })
final class QuarantineCommand {

  static Quarantine of(Home home, BrandPlace brand) {
    return new Quarantine(new Trino(home), brand.brand());
  }

  static RecordPlace place(String text) {
    return RecordPlace.parse(text)
        .orElseThrow(
            () ->
                ShukeException.wrongSetup(
                    "'%s' is no place, expected one such as journey.orders-1@4711; ./shuke quarantine list names them.",
                    text));
  }

  /** The brand whose topic the place is in; topics begin with their brand. */
  static BrandPlace brandOf(Home home, RecordPlace place, @Nullable String named) {
    String brand = place.topic().replaceFirst("\\..*", "");
    if (named != null && !named.equals(brand)) {
      throw ShukeException.wrongSetup(
          "%s is a place of brand '%s', not of '%s'.", place, brand, named);
    }
    return new Brands(home).named(brand);
  }
}
