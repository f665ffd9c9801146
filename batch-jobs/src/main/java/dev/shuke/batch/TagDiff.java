package dev.shuke.batch;

import dev.shuke.batch.DiffFolding.Count;
import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.tag.DefinitionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how many customers a definition would change if it were published. */
@Command(
    name = "tag-diff",
    mixinStandardHelpOptions = true,
    description =
        "Computes a definition beside the version that counts now, over the newest published run of a brand, and counts"
            + " the customers that change. Nothing is written.")
public final class TagDiff implements Callable<Integer> {

  @Option(
      names = "--brand-file",
      required = true,
      paramLabel = "FILE",
      description = "The brand whose customers are counted.")
  private Path brandFile = Path.of("");

  @Option(
      names = "--definition",
      required = true,
      paramLabel = "FILE",
      description =
          "The definition, YAML or JSON; repeated for others that it refers to and that are not published either.")
  private List<Path> definitions = List.of();

  @Option(names = "--verbose", description = "Print stack traces.")
  private boolean isVerbose;

  @Parameters(paramLabel = "ID", description = "The id of the definition to compare.")
  private String id = "";

  /** Exits 0 when it has counted, 1 when that failed, 2 on wrong arguments or definitions. */
  public static void main(String[] args) {
    TagDiff diff = new TagDiff();
    CommandLine command = new CommandLine(diff);
    command.setExecutionExceptionHandler((failure, line, parsed) -> diff.explain(failure));
    System.exit(command.execute(args));
  }

  private int explain(Exception failure) {
    System.err.println(failure.getMessage());
    if (isVerbose) {
      failure.printStackTrace();
    }
    boolean isOfCaller =
        failure instanceof ConfigurationException
            || failure instanceof DefinitionException
            || failure instanceof IllegalArgumentException
            || failure instanceof NoSuchElementException;
    return isOfCaller ? 2 : 1;
  }

  @Override
  public Integer call() throws Exception {
    Brand brand = Brand.read(brandFile);
    List<String> contents = new ArrayList<>();
    for (Path file : definitions) {
      contents.add(Files.readString(file));
    }
    try (SparkSession spark = SparkSessions.open(List.of(brand))) {
      System.out.print(text(id, new BrandDiff(spark, brand).of(id, contents)));
    }
    return 0;
  }

  static String text(String id, BrandDiff.Result result) {
    String against =
        result.before().isPresent()
            ? "version " + result.before().getAsInt()
            : "nothing, for it is new";
    String head =
        "%s version %d against %s, as of %s, run %d%n"
            .formatted(id, result.after(), against, result.asOf(), result.runId());
    return head
        + result.counts().entrySet().stream()
            .map(each -> line(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
  }

  private static String line(DiffFolding.Change change, Count count) {
    String examples =
        count.examples().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String some = examples.isEmpty() ? "" : "  such as " + examples;
    return String.format(Locale.ROOT, "%,12d %s%s%n", count.customers(), change.words(), some);
  }
}
