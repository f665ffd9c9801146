package dev.shuke.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.EventType;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends the year of a simulated chain to Kafka: {@code --brand-file F --customers N --seed S}.
 *
 * <p>Exit 0: all was sent; 1: Kafka failed; 2: the command or brand cannot be used, and nothing was
 * sent.
 */
@Command(
    name = "simulation",
    description = "Sends the year of a simulated chain. Nothing in it is real.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true)
public final class SimulationMain implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int WRONG_INPUT = 2;
  private static final int MOST_CUSTOMERS = 100_000_000;

  private final Function<String, Sink> sinks;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--brand-file", required = true, description = "a brand with simulated=true")
  @SuppressWarnings("NullAway.Init")
  private Path brandFile;

  @Option(names = "--customers", description = "how many people; orders scale with them")
  private int customers = 50_000;

  @Option(names = "--seed", description = "same seed and customers: the same records")
  private long seed = 20_260_101;

  @Option(names = "--rate", description = "most records a second (default: no limit)")
  private @Nullable Integer rate;

  @Option(names = "--summary-file", description = "where to write what was sent, as JSON")
  private @Nullable Path summaryFile;

  @Option(names = "--dry-run", description = "send nothing, print a digest of all records")
  private boolean isDryRun;

  @Option(names = "--verbose", description = "with the stack trace of a failure")
  private boolean isVerbose;

  /**
   * @param sinks by Kafka bootstrap address
   */
  SimulationMain(Function<String, Sink> sinks) {
    this.sinks = sinks;
  }

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(new SimulationMain(KafkaSink::new), out, err, arguments));
  }

  static int run(SimulationMain main, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(main)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(
            (e, args) -> {
              err.println(e.getMessage() + "; --help shows how.");
              return WRONG_INPUT;
            })
        .execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      run(Brand.read(brandFile));
      return 0;
    } catch (ConfigurationException e) {
      return fail(WRONG_INPUT, e);
    } catch (RuntimeException | IOException e) {
      return fail(FAILED, e);
    }
  }

  private int fail(int exitCode, Exception e) {
    PrintWriter err = spec.commandLine().getErr();
    String message = e.getMessage();
    err.println(message == null ? "Simulation failed: " + e.getClass().getSimpleName() : message);
    if (isVerbose) {
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }

  private void run(Brand brand) throws IOException {
    check(brand);
    Period period = Period.yearTo(brand.fixedAsOf().orElseThrow(), brand.calendar());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Simulated chain '%s': nothing in it is real. %d customers, seed %d, %s to %s.%n",
        brand.id(), customers, seed, period.first(), period.last());
    DigestSink digest = new DigestSink();
    try (Sink target = isDryRun ? digest : sinks.apply(brand.kafkaBootstrap())) {
      Month month = new Month(period);
      PacedSink sink =
          new PacedSink(
              target,
              rate == null ? Double.POSITIVE_INFINITY : rate,
              System::nanoTime,
              (count, perSecond) ->
                  out.printf("%s records=%d per_second=%d%n", month.name(), count, perSecond));
      Summary summary = run(brand, period, sink, month);
      finish(summary, sink, digest);
    }
  }

  /** Which month is being told. */
  private static final class Month {
    private final Period period;
    private int no;

    Month(Period period) {
      this.period = period;
    }

    String name() {
      return period.dateOf(period.spans().get(no).from()).toString().substring(0, 7);
    }
  }

  private Summary run(Brand brand, Period period, PacedSink sink, Month month) {
    Summary summary = new Summary();
    Faults faults = new Faults(sink, summary);
    Teller teller = new Teller(brand.id(), seed, period, faults, summary);
    new Simulation(seed, customers, period).run(teller, no -> month.no = no);
    faults.finish();
    sink.flush();
    teller.count(Counted.PEOPLE, teller.identities().people());
    return summary;
  }

  private void finish(Summary summary, PacedSink sink, DigestSink digest) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode json = summary.json();
    json.put("seed", seed).put("customers", customers).put("is_dry_run", isDryRun);
    if (isDryRun) {
      json.put("digest", digest.hex());
    }
    summary.print(out);
    if (isDryRun) {
      out.println("digest=" + json.get("digest").asText());
    }
    out.printf(
        "%ssent=%d per_second=%d per_cpu_second=%d%n",
        isDryRun ? "dry run, nothing sent: would have " : "",
        summary.sent(),
        sink.perSecond(),
        summary.sent() * TimeUnit.SECONDS.toNanos(1) / cpuNanos());
    out.flush();
    if (summaryFile != null) {
      Files.writeString(summaryFile, json.toPrettyString() + "\n");
    }
  }

  /** Of the generating thread alone: Kafka's sender and the JIT compiler run beside it. */
  private static long cpuNanos() {
    return Math.max(1, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }

  /** Nobody must find simulated people among real ones. */
  private void check(Brand brand) {
    List<String> problems = new ArrayList<>();
    if (!brand.isSimulated()) {
      problems.add(
          "brand '%s' does not say simulated=true, so no simulated event may enter it"
              .formatted(brand.id()));
    }
    if (brand.fixedAsOf().isEmpty()) {
      problems.add("key 'as-of' is wall-clock, expected the date on which the simulation ends");
    }
    Arrays.stream(EventType.values())
        .map(EventType::source)
        .filter(source -> !brand.hasSource(source))
        .forEach(source -> problems.add("key 'sources' lacks '" + source + "'"));
    if (customers < 1 || customers > MOST_CUSTOMERS) {
      problems.add("--customers is %d, expected 1 to %d".formatted(customers, MOST_CUSTOMERS));
    }
    if (rate != null && rate < 1) {
      problems.add("--rate is %d, expected 1 or more".formatted(rate));
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(brandFile.toString(), problems);
    }
  }
}
