package dev.shuke.benchmark;

import dev.shuke.customer.TimelineRow;
import dev.shuke.fold.CustomerFold;
import dev.shuke.fold.FoldInputs;
import dev.shuke.fold.FoldResult;
import dev.shuke.tag.Parameters;
import dev.shuke.tag.TagCatalogue;
import dev.shuke.tag.TagDefinition;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How many rows a second one core folds, and what two definitions cost beside the same two written
 * by hand.
 *
 * <p>One call folds every customer once: at least 64 different ones, so that no branch and no cache
 * is fooled, of {@link Guests}. Run by {@code ./shuke bench fold}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
public class FoldBenchmark {

  private static final long SEED = 1;
  private static final int LEAST_CUSTOMERS = 64;
  private static final int LEAST_ROWS = 6_400;
  private static final int BUCKET = 0;
  private static final List<String> BY_HAND = List.of("most_visited_store", "rfm");

  /** Of each customer. */
  @Param({"10", "100", "1000"})
  public int rows = 10;

  private final TagCatalogue catalogue = TagCatalogue.shipped();
  private final Parameters parameters = Parameters.read(parameterFile());
  private final FoldInputs inputs =
      new FoldInputs(
          parameters,
          Guests.products(SEED),
          Guests.ZONE,
          id -> FoldInputs.CustomerIds.NOBODY,
          Guests.AS_OF);
  private final CustomerFold all = new CustomerFold(catalogue, inputs);
  private final CustomerFold two = new CustomerFold(catalogue, definitions(catalogue), inputs);
  private final HandWrittenFold byHand = new HandWrittenFold(catalogue, parameters, Guests.AS_OF);
  private List<List<TimelineRow>> timelines = List.of();

  private static Path parameterFile() {
    Path root = Path.of(System.getProperty("shuke.root", "../.."));
    return root.resolve("platform/brands/simulated/parameters.csv");
  }

  private static List<TagDefinition> definitions(TagCatalogue catalogue) {
    return BY_HAND.stream().map(catalogue::get).toList();
  }

  /** Different customers of one call. */
  static int customers(int rows) {
    return Math.max(LEAST_CUSTOMERS, LEAST_ROWS / rows);
  }

  /** Makes the timelines; a fast wrong answer would be no result. */
  @Setup
  public void prepare() {
    timelines = Guests.timelines(SEED, customers(rows), rows);
    for (int customer = 0; customer < timelines.size(); customer++) {
      FoldResult compiled = fold(two, customer);
      FoldResult written = foldByHand(customer);
      if (!compiled.equals(written)) {
        throw new IllegalStateException(
            "Customer %d of %d rows: compiled %s, by hand %s"
                .formatted(customer, rows, compiled, written));
      }
    }
  }

  @Benchmark
  public void allDefinitions(Blackhole results) {
    for (int customer = 0; customer < timelines.size(); customer++) {
      results.consume(fold(all, customer));
    }
  }

  @Benchmark
  public void twoCompiled(Blackhole results) {
    for (int customer = 0; customer < timelines.size(); customer++) {
      results.consume(fold(two, customer));
    }
  }

  @Benchmark
  public void twoByHand(Blackhole results) {
    for (int customer = 0; customer < timelines.size(); customer++) {
      results.consume(foldByHand(customer));
    }
  }

  private FoldResult fold(CustomerFold fold, int customer) {
    fold.start(customer, BUCKET);
    for (TimelineRow row : timelines.get(customer)) {
      fold.add(row);
    }
    return fold.finish();
  }

  private FoldResult foldByHand(int customer) {
    byHand.start();
    for (TimelineRow row : timelines.get(customer)) {
      byHand.add(row);
    }
    return byHand.finish();
  }
}
