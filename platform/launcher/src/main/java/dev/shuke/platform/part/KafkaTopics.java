package dev.shuke.platform.part;

import dev.shuke.brand.Brand;
import dev.shuke.event.EventType;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the brands, and how far they reach. */
public final class KafkaTopics implements AutoCloseable {
  private static final int PARTITIONS = 2;
  private static final int LIMIT_SECONDS = 20;

  /**
   * Offsets must stay dense from 0 and nothing may vanish before it has its verdict (design.md
   * decision 3).
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
          TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
          TopicConfig.RETENTION_MS_CONFIG, "-1");

  private final String bootstrap;
  private final Admin admin;

  /** Asks the Kafka that the brand's job reads, which need not be the broker of this platform. */
  public static KafkaTopics of(Brand brand) {
    return new KafkaTopics(brand.kafkaBootstrap());
  }

  /**
   * Asks a Kafka.
   *
   * @param bootstrap {@code host:port}, several with commas between them
   */
  public KafkaTopics(String bootstrap) {
    this.bootstrap = bootstrap;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000"));
  }

  boolean hasBroker() {
    return !get(admin.describeCluster().nodes()).isEmpty();
  }

  /**
   * Creates the topics of a brand that do not exist yet; one for each event type, those without a
   * source stay empty. How often a record is kept that Kafka decides: a broker alone has one copy.
   *
   * <p>Returns when each of them can be written to. A topic is listed a moment before its leader
   * takes records, and an idempotent producer whose first batch is refused while its second is
   * taken sends the first again and again without success (KAFKA-14359).
   */
  public void createMissing(Brand brand) {
    Set<String> existing = get(admin.listTopics().names());
    List<NewTopic> missing =
        names(brand.id()).stream()
            .filter(name -> !existing.contains(name))
            .map(
                name ->
                    new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()).configs(SETTINGS))
            .toList();
    get(admin.createTopics(missing).all());
    Waiting.until(
        "the topics of " + brand.id() + " to take records",
        Duration.ofSeconds(LIMIT_SECONDS),
        () -> !endOffsets(brand).isEmpty());
  }

  /** The brand's topics that exist, each with the id that Kafka gave it when it was made. */
  public Map<String, Uuid> existing(String brand) {
    Set<String> existing = new HashSet<>(get(admin.listTopics().names()));
    existing.retainAll(names(brand));
    return get(admin.describeTopics(existing).allTopicNames()).entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, topic -> topic.getValue().topicId(), (a, b) -> a, TreeMap::new));
  }

  /** Deletes the brand's topics, with all that is in them, and what its job told Kafka. */
  public void delete(String brand) {
    Set<String> topics = existing(brand).keySet();
    get(admin.deleteTopics(topics).all());
    Waiting.until(
        "Kafka to delete the topics of " + brand,
        Duration.ofSeconds(LIMIT_SECONDS),
        () -> existing(brand).isEmpty());
    String group = group(brand);
    boolean hasGroup =
        get(admin.listGroups().all()).stream().anyMatch(each -> each.groupId().equals(group));
    if (hasGroup) {
      get(admin.deleteConsumerGroups(List.of(group)).all());
    }
  }

  /** Lets a partition begin at an offset; what lies before it is deleted. */
  public void beginAt(TopicPartition partition, long offset) {
    get(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all());
  }

  private static String group(String brand) {
    return "shuke-events-" + brand;
  }

  private static List<String> names(String brand) {
    return Arrays.stream(EventType.values()).map(type -> brand + "." + type.source()).toList();
  }

  /** Per partition of the brand's topics, the offset the next event will get. */
  public Map<TopicPartition, Long> endOffsets(Brand brand) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    Map<String, TopicDescription> topics =
        get(admin.describeTopics(names(brand.id())).allTopicNames());
    topics.forEach(
        (name, topic) ->
            topic
                .partitions()
                .forEach(
                    partition ->
                        question.put(
                            new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
    return get(admin.listOffsets(question).all()).entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  /**
   * Per partition, up to where the brand's Flink job has told Kafka that its rows are committed;
   * empty before its first checkpoint.
   */
  public Map<TopicPartition, Long> committedOffsets(Brand brand) {
    return get(admin.listConsumerGroupOffsets(group(brand.id())).partitionsToOffsetAndMetadata())
        .entrySet()
        .stream()
        .filter(entry -> entry.getValue() != null)
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at %s does not answer: %s".formatted(bootstrap, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ShukeException.failed("Interrupted while asking Kafka.");
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
