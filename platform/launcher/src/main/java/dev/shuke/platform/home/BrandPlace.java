package dev.shuke.platform.home;

import dev.shuke.brand.Brand;
import dev.shuke.platform.process.Port;
import java.nio.file.Path;

/**
 * A brand on this machine.
 *
 * @param file the brand file that every process gets
 * @param folder with the brand's parameters and mappings
 * @param flinkPort REST port of its Flink job
 */
public record BrandPlace(Brand brand, Path file, Path folder, Port flinkPort) {

  public String id() {
    return brand.id();
  }
}
