package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import dev.shuke.brand.ConfigurationException;
import dev.shuke.event.EventType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the job of one brand needs, checked.
 *
 * @param stateDir a path, or a URI such as {@code s3://bucket/state}; holds {@code checkpoints} and
 *     {@code savepoints}
 * @param restore savepoint or retained checkpoint to start from
 * @param metricsPort of the loopback interface, for Prometheus; without one nothing is served
 * @param isCluster run in the cluster that called {@code main}, instead of in this process
 */
record EventsConfig(
    Brand brand,
    String stateDir,
    int restPort,
    Optional<Integer> metricsPort,
    Optional<String> restore,
    Duration checkpointInterval,
    int parallelism,
    boolean isCluster) {

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  EventsConfig {
    List<String> problems = new ArrayList<>();
    Set<String> unknown = new TreeSet<>(brand.sources());
    unknown.removeAll(Arrays.stream(EventType.values()).map(EventType::source).toList());
    if (!unknown.isEmpty()) {
      problems.add("key 'sources' names " + unknown + ", for which there is no event type");
    }
    requirePort("--rest-port", restPort, problems);
    metricsPort.ifPresent(port -> requirePort("--metrics-port", port, problems));
    if (isCluster && metricsPort.isPresent()) {
      problems.add(
          "--metrics-port is " + metricsPort.get() + ", but a cluster has reporters of its own");
    }
    if (parallelism < 1) {
      problems.add("--parallelism is " + parallelism + ", expected 1 or more");
    }
    if (checkpointInterval.compareTo(SHORTEST_INTERVAL) < 0) {
      problems.add(
          "--checkpoint-interval is "
              + checkpointInterval.toMillis()
              + "ms, expected 100ms or more");
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException("brand " + brand.id(), problems);
    }
  }

  private static void requirePort(String option, int port, List<String> problems) {
    if (port < 1 || port > 65_535) {
      problems.add(option + " is " + port + ", expected 1 to 65535");
    }
  }

  /** The types whose topics this brand has. */
  Set<EventType> types() {
    return Arrays.stream(EventType.values())
        .filter(type -> brand.hasSource(type.source()))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventType.class)));
  }

  List<String> topics() {
    return types().stream().map(type -> brand.topic(type.source())).toList();
  }

  String jobName() {
    return "shuke-events-" + brand.id();
  }

  /** A folder of the state directory, as a URI. */
  String folder(String name) {
    String root = stateDir.contains(":/") ? stateDir : Path.of(stateDir).toUri().toString();
    return root.endsWith("/") ? root + name : root + "/" + name;
  }
}
