package dev.shuke.platform;

import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Foreground;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = "Import a CSV file into a brand's Kafka topics; './shuke up' first.")
final class ImportCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "What a row is: order, product, member, store or staff.")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "A CSV file, plain or .gz.")
  private Path file = Path.of("");

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE",
      description = "From its columns to ours.")
  private Path mapping = Path.of("");

  @Option(names = "--dry-run", description = "Read and check everything, send nothing.")
  private boolean isDryRun;

  @Option(
      names = "--brand",
      paramLabel = "B",
      defaultValue = "journey",
      description = "${DEFAULT-VALUE} unless told.")
  private String brand = "";

  @Override
  public Integer call() {
    Home home = Home.ofThisProcess();
    Path brandFile = new Brands(home).named(brand).file();
    List<String> arguments =
        new ArrayList<>(
            List.of(
                kind,
                file.toAbsolutePath().toString(),
                "--brand-file",
                brandFile.toString(),
                "--mapping",
                mapping.toAbsolutePath().toString()));
    if (isDryRun) {
      arguments.add("--dry-run");
    }
    return Foreground.run(
        "the importer", Program.IMPORT.command(home, arguments), System.out::println, handle -> {});
  }
}
