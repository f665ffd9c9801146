package dev.shuke.streaming;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.management.OperatingSystemMXBean;
import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.FileUtils;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.data.FlinkParquetWriters;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * G12 of {@code performance.md}: how fast the whole job is, beside the least that any job would
 * have to do with the same orders.
 *
 * <p>The limit: each order's JSON read token by token by Jackson, and its ready row encoded by
 * Iceberg's Parquet writer with zstd; both alone in a loop, the times added. Ours: the job's own
 * graph with its own settings into real tables, at parallelism 1, from the first commit to the last
 * one that found it at work; only Kafka is left out.
 */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = "Time the Flink job beside raw parsing and Parquet encoding of the same orders.")
public final class EventsBenchmark implements Callable<Integer> {

  @Option(names = "--orders", description = "Orders of one run of the job; 3000000 unless told.")
  private int orders = 3_000_000;

  @Option(names = "--runs", description = "Runs of each, the median counts; 9 unless told.")
  private int runs = 9;

  private static final OperatingSystemMXBean OPERATING_SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

  /** The first, one that counts, and the one after the end of input. */
  private static final int LEAST_COMMITS = 3;

  /** Orders of one turn of the limit's loops. */
  private static final int LIMIT_ORDERS = 200_000;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final SimulatedOrders input = new SimulatedOrders(1, now);
  private final Map<String, Long> cpuMillis = new TreeMap<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EventsBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("events-benchmark");
    try {
      measure(folder);
      return 0;
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private void measure(Path folder) throws Exception {
    byte[][] texts = new byte[LIMIT_ORDERS][];
    RowData[] rows = new RowData[LIMIT_ORDERS];
    Brand brand = MemoryJob.brand(folder.resolve("limit"));
    EventReader reader = new EventReader(brand.calendar());
    for (int i = 0; i < LIMIT_ORDERS; i++) {
      KafkaRecord record = input.record(brand.topic("orders"), i);
      texts[i] = input.json(i);
      rows[i] = EventRows.row(((EventReader.Outcome.Young) reader.read(record)).arrival());
    }
    double[] parse = new double[runs];
    double[] encode = new double[runs];
    double[] job = new double[runs];
    double[] cpu = new double[runs];
    // The first turn of each warms up and does not count.
    for (int run = -1; run < runs; run++) {
      double parsed = parse(texts);
      double encoded = encode(brand, rows, folder.resolve("limit-" + run + ".parquet"));
      long cpuBefore = OPERATING_SYSTEM.getProcessCpuTime();
      double done = job(folder.resolve("run-" + run));
      double used = (OPERATING_SYSTEM.getProcessCpuTime() - cpuBefore) / 1e3 / orders;
      if (run >= 0) {
        parse[run] = parsed;
        encode[run] = encoded;
        job[run] = done;
        cpu[run] = used;
      }
      System.out.printf(
          Locale.ROOT,
          "%s: parse %.2f µs, encode %.2f µs, whole job %.2f µs an order, %.2f µs of CPU time; ratio %.2f%n",
          run < 0 ? "warm-up" : "run " + (run + 1),
          parsed,
          encoded,
          done,
          used,
          (parsed + encoded) / done);
    }
    double limit = median(parse) + median(encode);
    System.out.printf(
        Locale.ROOT,
        "%nG12, medians of %d runs of %,d simulated orders of %d bytes on average, parallelism 1%n"
            + "raw parse            %,9.0f orders/s%n"
            + "raw Parquet encode   %,9.0f orders/s, %d bytes a row%n"
            + "both                 %,9.0f orders/s%n"
            + "the whole job        %,9.0f orders/s, ratio %.2f (asked: 0.45, stretch 0.75)%n"
            + "… by one core's time %,9.0f orders/s, with start, end, compiler and the making of the orders%n",
        runs,
        orders,
        Arrays.stream(texts).mapToInt(text -> text.length).sum() / LIMIT_ORDERS,
        1e6 / median(parse),
        1e6 / median(encode),
        Files.size(folder.resolve("limit-0.parquet")) / LIMIT_ORDERS,
        1e6 / limit,
        1e6 / median(job),
        limit / median(job),
        1e6 / median(cpu));
    printThreads();
  }

  /** Microseconds an order: every token read, every text decoded. */
  private static double parse(byte[][] texts) throws IOException {
    JsonFactory factory = new JsonFactory();
    long length = 0;
    long start = System.nanoTime();
    for (byte[] text : texts) {
      try (JsonParser parser = factory.createParser(text)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token == JsonToken.VALUE_STRING) {
            length += parser.getText().length();
          } else if (token == JsonToken.VALUE_NUMBER_INT) {
            length += parser.getLongValue();
          }
        }
      }
    }
    long nanos = System.nanoTime() - start;
    if (length == 0) {
      throw new IllegalStateException("Nothing was parsed");
    }
    return nanos / 1e3 / texts.length;
  }

  /** Microseconds an order: the table's own schema and codec. */
  private static double encode(Brand brand, RowData[] rows, Path file) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      Table table = opened.catalog().loadTable(ordersTable());
      long start = System.nanoTime();
      try (FileAppender<RowData> appender =
          Parquet.write(table.io().newOutputFile(file.toUri().toString()))
              .schema(table.schema())
              .set("write.parquet.compression-codec", "zstd")
              .createWriterFunc(
                  type ->
                      FlinkParquetWriters.buildWriter(
                          FlinkSchemaUtil.convert(table.schema()), type))
              .build()) {
        for (RowData row : rows) {
          appender.add(row);
        }
      }
      return (System.nanoTime() - start) / 1e3 / rows.length;
    }
  }

  /**
   * Microseconds an order, between commits. Before the first the job starts; before the last it has
   * nothing to do but wait for its last checkpoint.
   */
  private double job(Path folder) throws Exception {
    Brand brand = MemoryJob.brand(folder);
    cpuMillis.clear();
    ThreadWatch threads = new ThreadWatch(cpuMillis);
    threads.start();
    MemoryJob.run(
        brand, folder, CHECKPOINT_INTERVAL, new YoungOrders(brand.topic("orders"), now), orders);
    threads.end();
    List<Snapshot> commits = commits(brand);
    Snapshot first = commits.get(0);
    Snapshot last = commits.get(commits.size() - 2);
    long millis = last.timestampMillis() - first.timestampMillis();
    return millis * 1e3 / (total(last) - total(first));
  }

  /**
   * The commits of a run that stored every order; a fast wrong count is a failure.
   *
   * @throws IllegalStateException when orders are missing, or when there were too few to measure
   */
  private List<Snapshot> commits(Brand brand) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      List<Snapshot> commits = new ArrayList<>();
      opened.catalog().loadTable(ordersTable()).snapshots().forEach(commits::add);
      long stored = commits.isEmpty() ? 0 : total(commits.get(commits.size() - 1));
      if (stored != orders) {
        throw new IllegalStateException(
            "The job stored %,d of %,d orders".formatted(stored, orders));
      }
      if (commits.size() < LEAST_COMMITS) {
        throw new IllegalStateException(
            "%,d orders took %d commits, at least %d are needed to measure; ask for more orders"
                .formatted(orders, commits.size(), LEAST_COMMITS));
      }
      return commits;
    }
  }

  private static long total(Snapshot commit) {
    return Long.parseLong(commit.summary().get("total-records"));
  }

  private static TableIdentifier ordersTable() {
    return TableIdentifier.parse(Tables.events(EventType.ORDER));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void printThreads() {
    System.out.printf("%nWhere the CPU time of the last run went%n");
    cpuMillis.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(10)
        .forEach(thread -> System.out.printf("%,8d ms  %s%n", thread.getValue(), thread.getKey()));
  }
}
