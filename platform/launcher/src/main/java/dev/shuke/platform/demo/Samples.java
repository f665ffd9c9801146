package dev.shuke.platform.demo;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import dev.shuke.platform.text.Sparse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The samples of the two brands, each loaded once into a platform: real orders by the importer, the
 * simulated chain by the simulation. A load that was cut off is repeated whole; its events are then
 * judged duplicates.
 */
final class Samples {
  private static final String JOURNEY = "journey";
  private static final String SIMULATED = "simulated";

  /** In this order: an order names products and members. */
  private static final List<SampleFile> JOURNEY_FILES =
      List.of(
          new SampleFile("product", "products", "complete_journey/products.csv.gz"),
          new SampleFile("member", "members", "complete_journey/demographics.csv.gz"),
          new SampleFile("order", "orders", "complete_journey/transactions.csv.gz"));

  private final Home home;
  private final Progress progress;
  private final Consumer<ProcessHandle> started;
  private final Loaded loaded;

  /**
   * A sample and the mapping beside the brand's configuration.
   *
   * @param kind of a row, as the importer names it
   * @param what the mapping and the marker are named after
   */
  private record SampleFile(String kind, String what, String file) {}

  Samples(Home home, Progress progress, Consumer<ProcessHandle> started) {
    this.home = home;
    this.progress = progress;
    this.started = started;
    this.loaded = new Loaded(home.loaded());
  }

  /** Refuses, before anything is started, what cannot be loaded. */
  void require(List<BrandPlace> brands, OptionalInt customers) {
    brands.stream().filter(brand -> brand.id().equals(JOURNEY)).forEach(this::requireFiles);
    loaded.customers(SIMULATED, customers);
  }

  private void requireFiles(BrandPlace brand) {
    for (SampleFile sample : JOURNEY_FILES) {
      Stream.of(file(sample), mapping(brand, sample))
          .filter(file -> !Files.exists(file))
          .findFirst()
          .ifPresent(
              missing -> {
                throw ShukeException.wrongSetup(
                    "The sample file %s is missing: get it back with git checkout -- platform.",
                    home.root().relativize(missing));
              });
    }
  }

  /**
   * Loads the brands beside each other: each stream of events has its own topics and its own job.
   */
  void load(List<BrandPlace> brands, OptionalInt customers) {
    SideBySide.map(
        brands,
        brand -> {
          load(brand, customers);
          return brand;
        });
  }

  private void load(BrandPlace brand, OptionalInt customers) {
    switch (brand.id()) {
      case JOURNEY -> JOURNEY_FILES.forEach(sample -> importFile(brand, sample));
      case SIMULATED -> simulate(brand, customers);
      default -> progress.say("%s has no samples", brand.id());
    }
  }

  private void importFile(BrandPlace brand, SampleFile sample) {
    Path file = file(sample);
    Path mapping = mapping(brand, sample);
    List<String> arguments =
        List.of(
            sample.kind,
            file.toString(),
            "--brand-file",
            brand.file().toString(),
            "--mapping",
            mapping.toString());
    String name = brand.id() + " " + sample.what;
    loaded.once(
        brand.id(),
        sample.what,
        Loaded.hash(file, mapping),
        name,
        progress,
        () -> run(name, Program.IMPORT, arguments));
  }

  private void simulate(BrandPlace brand, OptionalInt customers) {
    int count = loaded.customers(brand.id(), customers);
    List<String> arguments =
        List.of(
            "--brand-file", brand.file().toString(),
            "--customers", Integer.toString(count),
            "--seed", Integer.toString(Loaded.SEED),
            // What the generator knows of its own data: the tables can be held against it.
            "--summary-file", loaded.summary(brand.id()).toString());
    loaded.once(
        brand.id(),
        Loaded.CUSTOMERS,
        Integer.toString(count),
        brand.id(),
        progress,
        () -> run(brand.id(), Program.SIMULATION, arguments));
  }

  private void run(String name, Program program, List<String> arguments) {
    int code;
    try (Sparse lines = new Sparse(line -> progress.say("%s: %s", name, line))) {
      code = Foreground.run("loading " + name, program.command(home, arguments), lines, started);
    }
    if (code != 0) {
      throw ShukeException.failed(
          "Loading %s failed with exit code %d; its reason stands above, and ./shuke demo tries again.",
          name, code);
    }
  }

  private Path file(SampleFile sample) {
    return home.samples().resolve(sample.file);
  }

  private static Path mapping(BrandPlace brand, SampleFile sample) {
    return brand.folder().resolve(sample.what + ".mapping.yaml");
  }
}
