package dev.shuke.tag;

import dev.shuke.Repository;
import java.nio.file.Path;

/** What the brands in the repository ship. */
final class ShippedBrands {

  private static final Path BRANDS = Repository.path("platform/brands");

  private ShippedBrands() {}

  static Parameters parametersOf(String brand) {
    return Parameters.read(BRANDS.resolve(brand).resolve("parameters.csv"));
  }
}
