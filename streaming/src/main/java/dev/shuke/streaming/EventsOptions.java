package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command line of {@link EventsJob}. */
final class EventsOptions {

  @Option(names = "--brand-file", required = true, description = "the brand's properties")
  private Path brandFile = Path.of("");

  @Option(names = "--state-dir", required = true, description = "for checkpoints and savepoints")
  private String stateDir = "";

  @Option(names = "--rest-port", defaultValue = "8081", description = "Flink's REST, on loopback")
  private int restPort;

  @Option(names = "--metrics-port", description = "metrics for Prometheus, on loopback")
  private @Nullable Integer metricsPort;

  @Option(names = "--restore", description = "savepoint or retained checkpoint to start from")
  private @Nullable String restore;

  @Option(names = "--checkpoint-interval", defaultValue = "5s", description = "such as 5s, 500ms")
  private Duration checkpointInterval = Duration.ZERO;

  @Option(names = "--parallelism", defaultValue = "1", description = "of every step but commits")
  private int parallelism;

  @Option(names = "--cluster", description = "run in the cluster of 'flink run'")
  private boolean isCluster;

  @Option(names = "--verbose", description = "print the stack trace of a failure")
  private boolean isVerbose;

  boolean isCluster() {
    return isCluster;
  }

  boolean isVerbose() {
    return isVerbose;
  }

  EventsConfig config() {
    return new EventsConfig(
        Brand.read(brandFile),
        stateDir,
        restPort,
        Optional.ofNullable(metricsPort),
        Optional.ofNullable(restore),
        checkpointInterval,
        parallelism,
        isCluster);
  }
}
