package dev.shuke.platform;

import dev.shuke.platform.definition.Checks;
import dev.shuke.platform.definition.Desk;
import dev.shuke.platform.definition.Publishing;
import dev.shuke.platform.definition.Shelf;
import dev.shuke.platform.definition.Sort;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the commands for tags and those for segments share: they differ in the kind they take. */
abstract class DefinitionCommand {
  private final Clock clock = Clock.systemUTC();

  abstract Sort sort();

  /** A brand's definitions with all that works on them. */
  record Place(Home home, BrandPlace brand, Shelf shelf, Checks checks, Desk desk) {}

  Place place(Home home, BrandPlace brand) {
    Shelf shelf = Shelf.of(home, brand);
    Checks checks = new Checks(brand.brand(), brand.brand().asOf(clock.instant()));
    return new Place(home, brand, shelf, checks, new Desk(shelf, checks, sort()));
  }

  /** Of the named brand, or of the only one. */
  Place place(@Nullable String brand) {
    Home home = Home.ofThisProcess();
    return place(home, new Brands(home).namedOrOnly(Optional.ofNullable(brand)));
  }

  Publishing publishing(@Nullable String brand) {
    Home home = Home.ofThisProcess();
    BrandPlace place = new Brands(home).namedOrOnly(Optional.ofNullable(brand));
    return new Publishing(home, place, clock, sort());
  }
}
