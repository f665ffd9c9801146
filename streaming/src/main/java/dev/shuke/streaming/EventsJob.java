package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The Flink job of one brand; ends with code 0 when it was stopped with a savepoint. */
@Command(
    name = "events-job",
    mixinStandardHelpOptions = true,
    description = "Moves one brand's events from Kafka to Iceberg, exactly once.")
public final class EventsJob implements Callable<Integer> {

  @Option(names = "--brand-file", required = true, description = "the brand's properties")
  private Path brandFile = Path.of("");

  @Option(names = "--state-dir", required = true, description = "for checkpoints and savepoints")
  private String stateDir = "";

  @Option(names = "--rest-port", defaultValue = "8081", description = "Flink's REST, on loopback")
  private int restPort;

  @Option(names = "--restore", description = "savepoint or retained checkpoint to start from")
  private @Nullable String restore;

  @Option(names = "--checkpoint-interval", defaultValue = "5s", description = "such as 5s, 500ms")
  private String checkpointInterval = "";

  @Option(names = "--parallelism", defaultValue = "1")
  private int parallelism;

  @Option(names = "--cluster", description = "run in the cluster of 'flink run'")
  private boolean isCluster;

  @Option(names = "--verbose", description = "print the stack trace of a failure")
  private boolean isVerbose;

  public static void main(String[] args) {
    EventsJob job = new EventsJob();
    int code = commandLine(job).execute(args);
    if (code != 0 || !job.isCluster) {
      System.exit(code);
    }
  }

  static CommandLine commandLine(EventsJob job) {
    return new CommandLine(job)
        .setExecutionExceptionHandler((e, line, parsed) -> Failure.report(e, line, job.isVerbose));
  }

  @Override
  public Integer call() throws Exception {
    EventsConfig config =
        new EventsConfig(
            Brand.read(brandFile),
            stateDir,
            restPort,
            Optional.ofNullable(restore),
            TimeUtils.parseDuration(checkpointInterval),
            parallelism,
            isCluster);
    StartCheck.run(config);
    StreamExecutionEnvironment env = FlinkSettings.environment(config);
    EventsTopology.build(
        env.fromSource(KafkaRecords.source(config), EventsTopology.brokerTime(), "kafka")
            .uid("kafka"),
        config.brand().calendar(),
        IcebergOutputs.of(config.brand(), config.types(), parallelism));
    env.execute(config.jobName());
    return 0;
  }
}
