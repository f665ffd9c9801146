package dev.shuke.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shuke.brand.Brand;
import dev.shuke.brand.BusinessCalendar;
import dev.shuke.event.Event;
import dev.shuke.event.EventJson;
import dev.shuke.event.EventType;
import dev.shuke.event.Reading;
import dev.shuke.event.Sha256;
import dev.shuke.quarantine.Seal;
import dev.shuke.table.Bootstrap;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * A brand on a real catalog in a temporary folder, whose old arrivals a test writes as streaming
 * would.
 */
final class TestBrand implements AutoCloseable {

  static final Instant KNOWN_AT = Instant.parse("2026-07-01T00:00:00Z");

  final Brand brand;
  final SparkSession spark;
  private final Map<String, Long> nextOffset = new HashMap<>();

  TestBrand(Path folder, LocalDate asOf, String cut, List<String> tags, Set<String> sources)
      throws Exception {
    Path parameters = folder.resolve("parameters.csv");
    Files.writeString(parameters, parameters());
    Path key = Files.writeString(folder.resolve("testbrand.quarantine"), Seal.newKey());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    brand =
        new Brand(
            "testbrand",
            "测试",
            "Test",
            true,
            new BusinessCalendar(ZoneId.of("Asia/Shanghai"), LocalTime.parse(cut)),
            Currency.getInstance("CNY"),
            Optional.of(asOf),
            sources,
            tags,
            parameters,
            "127.0.0.1:1",
            "jdbc:sqlite:" + folder.resolve("catalog.db") + "?journal_mode=WAL&busy_timeout=20000",
            folder.resolve("warehouse").toUri().toString(),
            Optional.of(key),
            Optional.empty());
    Bootstrap.run(brand);
    spark = SparkSessions.open(List.of(brand));
  }

  private static String parameters() {
    StringBuilder csv = new StringBuilder("name,index,valid_from,value\n");
    csv.append("purchase_frequency.low.from,,2010-01-01,1\n");
    csv.append("purchase_frequency.medium.from,,2010-01-01,3\n");
    csv.append("purchase_frequency.high.from,,2010-01-01,6\n");
    csv.append("taste.min_lines,,2010-01-01,3\n");
    csv.append("likes_spicy.base_rate,,2010-01-01,0.3\n");
    for (int n = 3; n <= 400; n++) {
      csv.append("likes_spicy.k,")
          .append(n)
          .append(",2010-01-01,")
          .append((n * 6 + 9) / 10)
          .append('\n');
    }
    return csv.toString();
  }

  /**
   * Appends events to {@code events.late} in the order given, each at the next offset of its topic.
   */
  void arriveLate(Event... events) {
    arriveLate(KNOWN_AT, events);
  }

  void arriveLate(Instant knownFrom, Event... events) {
    arriveLate(knownFrom, Arrays.stream(events).map(Telling::of).toList());
  }

  void arriveLate(Instant knownFrom, List<Telling> tellings) {
    List<Row> rows = tellings.stream().map(telling -> late(knownFrom, telling)).toList();
    Run run = new Run(spark, brand, 0, LocalDate.EPOCH, List.of());
    run.append(Tables.LATE, run.rows(Tables.LATE, rows));
  }

  /**
   * What an arrival said.
   *
   * @param data as it came, which the contract need not accept now
   */
  record Telling(Event event, String data, byte[] payloadHash) {

    static Telling of(Event event) {
      byte[] data = EventJson.write(event);
      Reading.Accepted accepted = (Reading.Accepted) EventJson.read(EventType.of(event), data);
      return new Telling(event, new String(data, StandardCharsets.UTF_8), accepted.payloadHash());
    }

    /** The event, told with another word, by an older contract. */
    static Telling of(Event event, String word, String instead) {
      String data = of(event).data();
      assertThat(data).containsOnlyOnce(word);
      String told = data.replace(word, instead);
      return new Telling(event, told, Sha256.of(told));
    }
  }

  private Row late(Instant knownFrom, Telling telling) {
    Event event = telling.event();
    EventType type = EventType.of(event);
    String topic = brand.topic(type.source());
    long offset = nextOffset.merge(topic, 1L, Long::sum) - 1;
    return RowFactory.create(
        topic,
        0,
        offset,
        knownFrom.plusMillis(offset),
        type.name(),
        EventJson.eventId(type, event),
        telling.payloadHash(),
        event.occurredAt(),
        brand.calendar().dateOf(event.occurredAt()),
        telling.data());
  }

  BrandChain chain() throws Exception {
    Clock clock = Clock.systemUTC();
    return new BrandChain(
        spark, brand, clock, new Progress(System.out, clock, new JobMetrics("test")));
  }

  /** Rows of a query, each as its values joined by commas; {@code null} as such. */
  List<String> ask(String sql) {
    return spark.sql(sql.replace("${brand}", brand.id())).collectAsList().stream()
        .map(row -> row.mkString(","))
        .toList();
  }

  @Override
  public void close() throws IOException {
    spark.close();
  }
}
