package dev.shuke.batch;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.table.Bootstrap;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast old arrivals are admitted, beside DuckDB reading the same files with as many threads.
 *
 * <p>Ours is the step of the daily chain as it is: judged by narrow columns, read as events,
 * written by month into the table, duplicates too. DuckDB does it twice: once only what the verdict
 * needs (anti-join, first telling, write), once with the fields read from the JSON as well, as ours
 * does. Every round starts from the same tables; all three must come to the same number of events.
 */
@Command(
    name = "admit",
    mixinStandardHelpOptions = true,
    description = "Time the admission of late orders beside DuckDB with the same files.")
public final class AdmitBenchmark implements Callable<Integer> {

  private static final int THREADS = 2;

  /** Fields of the simulated orders, in DuckDB's form. */
  private static final String FIELDS =
      """
      {"schema_version":"INTEGER","occurred_at":"BIGINT","order_no":"VARCHAR","order_source":"VARCHAR",\
      "status":"VARCHAR","order_version":"INTEGER","store_id":"VARCHAR","currency":"VARCHAR",\
      "person_ref":{"member_no":"VARCHAR"},"amount_total":"BIGINT","amount_paid":"BIGINT","discount":"BIGINT",\
      "items":[{"sku":"VARCHAR","qty":"DECIMAL(18,3)","line_amount":"BIGINT","attrs":"MAP(VARCHAR,VARCHAR)"}]}""";

  @Option(names = "--orders", description = "Late tellings; 5000000 unless told.")
  private long orders = 5_000_000;

  @Option(names = "--runs", description = "Rounds, the median counts; 3 unless told.")
  private int runs = 3;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AdmitBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("admit-benchmark");
    Brand brand = brand(folder);
    try (SparkSession spark = SparkSessions.open(List.of(brand));
        Catalogs.ClosableCatalog opened = Catalogs.open(brand);
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      measure(folder, new LateTables(spark, brand, opened.catalog()), duckDb);
      return 0;
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  private void measure(Path folder, LateTables tables, Connection duckDb) throws Exception {
    System.out.printf("Writing %,d late orders ...%n", orders);
    tables.write(orders);
    execute(duckDb, "SET threads = " + THREADS);
    execute(duckDb, "SET memory_limit = '4GB'");
    execute(duckDb, "SET temp_directory = '" + folder.resolve("duckdb") + "'");
    double[] ours = new double[runs];
    double[] judged = new double[runs];
    double[] read = new double[runs];
    // The first round warms up and does not count.
    for (int run = -1; run < runs; run++) {
      double oursTook = admit(tables);
      double judgedTook = peer(duckDb, tables, folder, "data");
      double readTook = peer(duckDb, tables, folder, "from_json(data, '" + FIELDS + "')");
      if (run >= 0) {
        ours[run] = oursTook;
        judged[run] = judgedTook;
        read[run] = readTook;
      }
      System.out.printf(
          Locale.ROOT,
          "%s: ours %.1f s, DuckDB %.1f s, DuckDB reading the fields %.1f s%n",
          run < 0 ? "warm-up" : "run " + (run + 1),
          oursTook,
          judgedTook,
          readTook);
    }
    System.out.printf(
        Locale.ROOT,
        "%nAdmit, medians of %d runs of %,d late orders (%,d of them new), %d threads each%n"
            + "ours (Spark)                         %6.1f s, %,9.0f orders/s%n"
            + "DuckDB, anti-join and write          %6.1f s, ratio %.2f (asked: 0.3)%n"
            + "DuckDB, the fields read as well      %6.1f s, ratio %.2f%n",
        runs,
        orders,
        LateOrders.events(orders),
        THREADS,
        median(ours),
        orders / median(ours),
        median(judged),
        median(judged) / median(ours),
        median(read),
        median(read) / median(ours));
  }

  /** Seconds of the chain's step. */
  private double admit(LateTables tables) {
    Run run = tables.run();
    long start = System.nanoTime();
    Admit.Result result = new Admit(run).judge();
    double seconds = (System.nanoTime() - start) / 1e9;
    requireEqual("Admit", LateOrders.events(orders), result.events());
    tables.undo();
    return seconds;
  }

  /** Seconds of DuckDB; what it writes of the data is {@code data}. */
  private double peer(Connection duckDb, LateTables tables, Path folder, String data)
      throws Exception {
    Path out = folder.resolve("duckdb.parquet");
    String sql =
        """
        COPY (
          SELECT kafka_topic, kafka_partition, kafka_offset, known_at, event_id, payload_hash, business_date,
                 %s AS data
          FROM read_parquet(%s) late
          WHERE NOT EXISTS (SELECT 1 FROM read_parquet(%s) stored WHERE stored.event_id = late.event_id)
          QUALIFY row_number() OVER (PARTITION BY event_id
                                     ORDER BY known_at, kafka_topic, kafka_partition, kafka_offset) = 1
        ) TO '%s' (FORMAT parquet, COMPRESSION zstd)
        """
            .formatted(
                data, tables.files(Tables.LATE), tables.files(Tables.events(EventType.ORDER)), out);
    long start = System.nanoTime();
    execute(duckDb, sql);
    double seconds = (System.nanoTime() - start) / 1e9;
    requireEqual("DuckDB", LateOrders.events(orders), count(duckDb, out));
    Files.delete(out);
    return seconds;
  }

  private static void execute(Connection duckDb, String sql) throws SQLException {
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long count(Connection duckDb, Path file) throws SQLException {
    try (Statement statement = duckDb.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT count(*) FROM read_parquet('" + file + "')")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** A fast wrong count is a failure. */
  private static void requireEqual(String who, long expected, long found) {
    if (expected != found) {
      throw new IllegalStateException(
          "%s came to %,d events, expected %,d".formatted(who, found, expected));
    }
  }

  private static Brand brand(Path folder) throws Exception {
    Files.writeString(folder.resolve("parameters.csv"), "name,index,valid_from,value\n");
    Path file = folder.resolve("simulated.properties");
    Files.writeString(
        file,
        """
        brand=simulated
        name.zh=模拟
        name.en=Simulated
        simulated=true
        zone=Asia/Shanghai
        cut=04:00
        currency=CNY
        as-of=2026-06-30
        sources=orders
        tags=orders_30d
        parameters=parameters.csv
        kafka.bootstrap=127.0.0.1:1
        catalog.uri=jdbc:sqlite:%s/catalog.db?journal_mode=WAL&busy_timeout=20000
        catalog.warehouse=%s
        """
            .formatted(folder, folder.resolve("warehouse").toUri()));
    Brand brand = Brand.read(file);
    Bootstrap.run(brand);
    return brand;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
