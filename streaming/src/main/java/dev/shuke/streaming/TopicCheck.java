package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.EventType;
import dev.shuke.table.Catalogs;
import dev.shuke.table.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Refuses topics in which the job cannot go on where the tables end: it would leave out what Kafka
 * no longer has, or give offsets that are used anew a second row. Refuses topics whose records
 * don't carry the broker's time, too.
 */
final class TopicCheck {

  private static final String APPEND_TIME = "LogAppendTime";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private TopicCheck() {}

  /**
   * What a topic's partition has.
   *
   * @param begin the first offset that Kafka still has
   * @param end the offset that the next record gets
   * @param committed up to where the job told Kafka that its rows are in the tables; -1 when it did
   *     not, and it may lag by a checkpoint
   */
  record Reach(long begin, long end, long committed) {}

  /**
   * @throws ConfigurationException when a topic doesn't fit
   * @throws IOException when Kafka does not answer
   */
  static void run(EventsConfig config) throws Exception {
    Brand brand = config.brand();
    Map<String, Map<TopicPartition, Reach>> reaches;
    try (Admin kafka =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                brand.kafkaBootstrap(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Long.toString(LIMIT.toMillis())))) {
      refuseProducerTime(config, kafka);
      reaches = reaches(config, kafka);
    }
    List<String> problems = new ArrayList<>();
    try (Catalogs.ClosableCatalog opened = Catalogs.open(brand)) {
      for (EventType type : config.types()) {
        problems.addAll(
            problems(
                reaches.getOrDefault(brand.topic(type.source()), Map.of()),
                newestOffset(opened.catalog(), type)));
      }
    }
    if (!problems.isEmpty()) {
      throw refuse(brand, problems);
    }
  }

  /**
   * Why a topic doesn't fit its table, a sentence for each reason.
   *
   * @param newest offset of an event of this topic in its table; -1 when there is none
   */
  static List<String> problems(Map<TopicPartition, Reach> reaches, long newest) {
    List<String> problems = new ArrayList<>();
    reaches.forEach(
        (partition, reach) -> {
          if (reach.committed() >= 0 && reach.begin() > reach.committed()) {
            problems.add(
                ("records %d to %d of %s are gone from Kafka and in no table; bring back the broker's"
                        + " log, or a backup of the brand ('./shuke brand restore')")
                    .formatted(reach.committed(), reach.begin() - 1, partition));
          }
        });
    long end = reaches.values().stream().mapToLong(Reach::end).max().orElse(0);
    if (newest >= end) {
      problems.add(
          ("the table has offset %d, but Kafka's topic ends at %d: it was made anew, and its offsets"
                  + " would get second rows; bring back the broker's log, or a backup of the brand"
                  + " ('./shuke brand restore')")
              .formatted(newest, end));
    }
    return problems;
  }

  private static void refuseProducerTime(EventsConfig config, Admin kafka) throws IOException {
    List<ConfigResource> topics =
        config.topics().stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    List<String> problems = new ArrayList<>();
    get(config, kafka.describeConfigs(topics).all())
        .forEach(
            (topic, settings) -> {
              String time = settings.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value();
              if (!APPEND_TIME.equals(time)) {
                problems.add(
                    "topic %s has %s=%s, expected %s, because lateness is reckoned by the broker's clock"
                        .formatted(
                            topic.name(),
                            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                            time,
                            APPEND_TIME));
              }
            });
    if (!problems.isEmpty()) {
      throw refuse(config.brand(), problems);
    }
  }

  private static Map<String, Map<TopicPartition, Reach>> reaches(EventsConfig config, Admin kafka)
      throws IOException {
    List<TopicPartition> partitions =
        get(config, kafka.describeTopics(config.topics()).allTopicNames()).values().stream()
            .flatMap(
                topic ->
                    topic.partitions().stream()
                        .map(each -> new TopicPartition(topic.name(), each.partition())))
            .toList();
    Map<TopicPartition, Long> begins = offsets(config, kafka, partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(config, kafka, partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> committed = new HashMap<>();
    get(config, kafka.listConsumerGroupOffsets(config.jobName()).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, at) -> {
              if (at != null) {
                committed.put(partition, at.offset());
              }
            });
    Map<String, Map<TopicPartition, Reach>> reaches = new HashMap<>();
    begins.forEach(
        (partition, begin) ->
            reaches
                .computeIfAbsent(partition.topic(), topic -> new HashMap<>())
                .put(
                    partition,
                    new Reach(
                        begin,
                        ends.getOrDefault(partition, begin),
                        committed.getOrDefault(partition, -1L))));
    return reaches;
  }

  private static Map<TopicPartition, Long> offsets(
      EventsConfig config, Admin kafka, Collection<TopicPartition> partitions, OffsetSpec which)
      throws IOException {
    Map<TopicPartition, OffsetSpec> question =
        partitions.stream().collect(Collectors.toMap(Function.identity(), each -> which));
    return get(config, kafka.listOffsets(question).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, answer -> answer.getValue().offset()));
  }

  /** Told by the bounds that Iceberg keeps of each file, so no row is read. */
  private static long newestOffset(Catalog catalog, EventType type) throws IOException {
    Table table = catalog.loadTable(TableIdentifier.parse(Tables.events(type)));
    int column = table.schema().findField("kafka_offset").fieldId();
    long newest = -1;
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().includeColumnStats(List.of("kafka_offset")).planFiles()) {
      for (FileScanTask task : tasks) {
        Map<Integer, ByteBuffer> bounds = task.file().upperBounds();
        if (bounds != null && bounds.get(column) != null) {
          Long bound = Conversions.fromByteBuffer(Types.LongType.get(), bounds.get(column));
          newest = Math.max(newest, bound);
        }
      }
    }
    return newest;
  }

  private static <T> T get(EventsConfig config, KafkaFuture<T> answer) throws IOException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof UnknownTopicOrPartitionException) {
        throw refuse(
            config.brand(),
            List.of(
                "one of the topics %s does not exist; './shuke up' creates them"
                    .formatted(config.topics())));
      }
      throw new IOException(
          "Kafka at %s does not answer: %s"
              .formatted(config.brand().kafkaBootstrap(), cause.getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking Kafka", e);
    }
  }

  private static ConfigurationException refuse(Brand brand, List<String> problems) {
    return new ConfigurationException("brand " + brand.id(), problems);
  }
}
