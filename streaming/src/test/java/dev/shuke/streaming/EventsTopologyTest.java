package dev.shuke.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.EventType;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Frontiers;
import dev.shuke.table.PartitionEnd;
import dev.shuke.table.Tables;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.FileUtils;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole graph with its real settings into real tables; only Kafka is missing. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EventsTopologyTest {

  /** What a savepoint tells the operators of the time. */
  private static final boolean GOING_ON = false;

  private static final boolean AT_THE_END_OF_TIME = true;

  private static final Pattern HAS_A_CHECKPOINT =
      Pattern.compile("job_numberOfCompletedCheckpoints\\{[^}]*} [1-9]");

  @TempDir Path folder;
  private TestBrand brand;

  @BeforeEach
  void createTables() throws Exception {
    brand = TestBrand.in(folder);
  }

  @Test
  void losesAndDoublesNothingWhenTheInputEnds() throws Exception {
    int count = 100_000;

    environment(brand.config(Optional.empty()), Generated.source(count)).execute();

    assertExact(count);
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand.brand())) {
      assertThat(Frontiers.read(opened.catalog()).stream().mapToLong(PartitionEnd::endOffset).sum())
          .isEqualTo(count);
    }
  }

  @Test
  void losesAndDoublesNothingWhenStoppedWithASavepointAndRestored() throws Exception {
    int count = 40_000;
    EventsConfig first = brand.config(Optional.empty());
    String savepoint = stoppedMidway(first, Generated.source(count, 10_000), GOING_ON);
    assertThat(allPlaces(brand.places())).hasSizeBetween(1, count - 1);
    Path outdated = copyOf(savepoint);

    environment(brand.config(Optional.of(savepoint)), Generated.source(count)).execute();

    assertExact(count);
    refusesAnOutdatedSavepoint(outdated);
    refusesATableThatForgotItsCheckpoints(outdated);
  }

  @Test
  void judgesOnAfterASavepointWithDrain() throws Exception {
    int count = 40_000;
    EventsConfig first = brand.config(Optional.empty());
    String savepoint = stoppedMidway(first, Generated.source(count, 10_000), AT_THE_END_OF_TIME);

    environment(brand.config(Optional.of(savepoint)), Generated.source(count)).execute();

    assertExact(count);
  }

  private void refusesAnOutdatedSavepoint(Path outdated) throws Exception {
    EventsConfig config = brand.config(Optional.of(outdated.toUri().toString()));

    assertThatThrownBy(() -> StartCheck.run(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(
            "brand test: file:.* is checkpoint \\d+, but table test.events.\\w+ already holds the"
                + " rows of checkpoint \\d+, so events would be doubled; restore the newest"
                + " savepoint or checkpoint of the brand's state folder, .*");
  }

  private void refusesATableThatForgotItsCheckpoints(Path savepoint) throws Exception {
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand.brand())) {
      for (String name : Tables.verdicts()) {
        Table table = opened.catalog().loadTable(TableIdentifier.parse(name));
        table.newAppend().commit();
        table.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
      }
    }
    EventsConfig config = brand.config(Optional.of(savepoint.toUri().toString()));

    assertThatThrownBy(() -> StartCheck.run(config))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(
            "brand test: cannot tell whether the rows of file:.* are in table test.events.\\w+,"
                + " whose snapshots no longer say which checkpoint was committed last; bring back"
                + " the catalog of before they expired, and let only './shuke care' expire"
                + " snapshots");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verdict-of-before", "verdict-by-fingerprint-of-other"})
  void refusesTheStateOfAnotherReleaseOrBrand(String uid) throws Exception {
    EventsConfig config = brand.config(Optional.empty());
    StreamExecutionEnvironment env = FlinkSettings.environment(config);
    env.fromSource(Generated.source(40_000, 10_000), EventsTopology.brokerTime(), "generated")
        .uid("generated")
        .keyBy(KafkaRecord::partition)
        .reduce((first, second) -> second)
        .uid(uid)
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    JobClient job = env.executeAsync();
    while (!HAS_A_CHECKPOINT.matcher(metrics(config)).find()) {
      Thread.yield();
    }
    String state =
        job.stopWithSavepoint(GOING_ON, config.folder("savepoints"), SavepointFormatType.CANONICAL)
            .get();
    EventsConfig restoring = brand.config(Optional.of(state));

    assertThatThrownBy(() -> StartCheck.run(restoring))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageMatching(
            "brand test: file:.* is not a state of this brand's job and this release, which would"
                + " forget every event id of the last day and double events; go on from the brand's"
                + " own newest state, with the release that wrote it");
  }

  @Test
  void quarantinesPoisonAndGoesOn() throws Exception {
    List<KafkaRecord> records = new ArrayList<>();
    for (byte[] value : Samples.poison()) {
      records.add(
          Samples.kafka(
              "test.orders", 0, records.size(), Samples.OCCURRED, EventType.ORDER.ceType(), value));
    }
    records.add(
        Samples.told(Samples.fullOrder(), 0, records.size(), Samples.OCCURRED.plusSeconds(1)));

    runWithoutRestarts(records);

    Map<String, List<String>> places = brand.places();
    assertThat(allPlaces(places)).hasSize(records.size()).doesNotHaveDuplicates();
    assertThat(places.get(Tables.QUARANTINE)).hasSize(records.size() - 1);
    assertThat(places.get(Tables.events(EventType.ORDER))).hasSize(1);
  }

  @Test
  void routesEachTypeToItsTable() throws Exception {
    List<KafkaRecord> records = new ArrayList<>();
    Instant knownAt = Samples.OCCURRED.plusSeconds(1);
    Samples.ofEachType()
        .forEach(event -> records.add(Samples.told(event, 0, records.size(), knownAt)));

    runWithoutRestarts(records);

    assertThat(counts(brand.places()))
        .hasToString(
            "{events.chats=1, events.contacts=1, events.groups=1, events.orders=2,"
                + " events.records=1, events.touches=3, events.visits=2}");
  }

  /** Each table has the rows it should, and each offset has one row. */
  private void assertExact(int count) throws Exception {
    Map<String, List<String>> places = brand.places();
    assertThat(counts(places)).isEqualTo(Generated.tables(count));
    assertThat(new HashSet<>(allPlaces(places))).hasSize(count);
  }

  private static Map<String, Long> counts(Map<String, List<String>> places) {
    Map<String, Long> counts = new TreeMap<>();
    places.forEach((table, rows) -> counts.put(table, (long) rows.size()));
    return counts;
  }

  private static List<String> allPlaces(Map<String, List<String>> places) {
    return places.values().stream().flatMap(List::stream).toList();
  }

  private void runWithoutRestarts(List<KafkaRecord> records) throws Exception {
    EventsConfig config = brand.config(Optional.empty());
    StreamExecutionEnvironment env = FlinkSettings.environment(config);
    Configuration noRestarts = new Configuration();
    noRestarts.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    env.configure(noRestarts);
    build(
        env.fromData(TypeInformation.of(KafkaRecord.class), records.toArray(KafkaRecord[]::new))
            .uid("listed")
            .assignTimestampsAndWatermarks(EventsTopology.brokerTime())
            .uid("broker-time"),
        config);
    env.execute();
  }

  private String stoppedMidway(
      EventsConfig config, Source<KafkaRecord, ?, ?> source, boolean isTimeOver) throws Exception {
    JobClient job = environment(config, source).executeAsync();
    // The first checkpoint's rows are in the tables: the job is under way.
    while (brand.places().isEmpty()) {
      Thread.yield();
    }
    assertThat(metrics(config))
        .containsPattern("numRecordsIn\\{[^}]*operator_name=\"verdict\"[^}]*} [1-9]")
        .contains("flink_jobmanager_job_lastCheckpointDuration");
    return job.stopWithSavepoint(
            isTimeOver, config.folder("savepoints"), SavepointFormatType.CANONICAL)
        .get();
  }

  /** What Prometheus would read. */
  private static String metrics(EventsConfig config) throws Exception {
    URI place = URI.create("http://127.0.0.1:" + config.metricsPort().orElseThrow() + "/metrics");
    try (InputStream in = place.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Path copyOf(String savepoint) throws Exception {
    Path copy = folder.resolve("outdated");
    FileUtils.copy(
        new org.apache.flink.core.fs.Path(savepoint),
        new org.apache.flink.core.fs.Path(copy.toUri()),
        false);
    assertThat(Files.exists(copy.resolve("_metadata"))).isTrue();
    return copy;
  }

  private static StreamExecutionEnvironment environment(
      EventsConfig config, Source<KafkaRecord, ?, ?> source) throws Exception {
    StartCheck.run(config);
    StreamExecutionEnvironment env = FlinkSettings.environment(config);
    build(
        env.fromSource(source, EventsTopology.brokerTime(), "generated").uid("generated"), config);
    return env;
  }

  private static void build(DataStream<KafkaRecord> records, EventsConfig config) {
    EventsTopology.build(
        records,
        config.brand(),
        IcebergOutputs.of(config.brand(), config.types(), config.parallelism()));
  }
}
