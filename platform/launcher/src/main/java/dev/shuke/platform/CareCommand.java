package dev.shuke.platform;

import dev.shuke.platform.chain.ChainRun;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "care",
    description =
        "Keep the tables small and quick to read: drop judged late arrivals and the bytes of records quarantined 30 days"
            + " ago, compact small files, expire old snapshots, remove orphan files. The scheduler does it once a day.")
final class CareCommand implements Runnable {
  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "Only this brand; all brands unless told.")
  private @Nullable String brand;

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean isDryRun;

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    List<BrandPlace> brands = new Brands(home).namedOrAll(Optional.ofNullable(brand));
    new ChainRun(home, System.out::println, care -> {})
        .care(brands, isDryRun ? List.of("--dry-run") : List.of());
  }
}
