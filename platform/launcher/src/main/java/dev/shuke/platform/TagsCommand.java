package dev.shuke.platform;

import dev.shuke.platform.chain.ChainRun;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "tags",
    description =
        "Compute the tags as of a past day, into tables of their own; what is published stays as it is.")
final class TagsCommand implements Runnable {
  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "DATE",
      description = "The business day, such as 2017-11-30.")
  private LocalDate asOf = LocalDate.MIN;

  @Option(
      names = "--brand",
      paramLabel = "B",
      description = "Only this brand; all brands unless told.")
  private @Nullable String brand;

  @Override
  public void run() {
    Home home = Home.ofThisProcess();
    List<BrandPlace> brands = new Brands(home).namedOrAll(Optional.ofNullable(brand));
    new ChainRun(home, System.out::println, chain -> {}).run(brands, Optional.of(asOf));
  }
}
