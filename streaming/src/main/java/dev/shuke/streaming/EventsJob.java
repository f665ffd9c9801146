package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The Flink job of one brand; ends with code 0 when it was stopped with a savepoint. */
@Command(
    name = "events-job",
    mixinStandardHelpOptions = true,
    description = "Moves one brand's events from Kafka to Iceberg, exactly once.")
public final class EventsJob implements Callable<Integer> {

  @Mixin private final EventsOptions options = new EventsOptions();

  public static void main(String[] args) {
    EventsJob job = new EventsJob();
    int code = commandLine(job).execute(args);
    // In a cluster, main returns to whoever called it.
    if (code != 0 || !job.options.isCluster()) {
      System.exit(code);
    }
  }

  static CommandLine commandLine(EventsJob job) {
    return new CommandLine(job)
        .registerConverter(Duration.class, TimeUtils::parseDuration)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> Failure.report(e, line, job.options.isVerbose()));
  }

  @Override
  public Integer call() throws Exception {
    EventsConfig config = options.config();
    StartCheck.run(config);
    TopicCheck.run(config);
    System.out.println(
        config
            .brand()
            .quarantineKey()
            .map(file -> "Quarantined records are sealed with the key in " + file)
            .orElse(
                "Quarantined records keep no bytes and cannot be replayed: the brand file has no key '"
                    + Brand.QUARANTINE_KEY
                    + "'"));
    StreamExecutionEnvironment env = FlinkSettings.environment(config);
    EventsTopology.build(
        env.fromSource(KafkaRecords.source(config), EventsTopology.brokerTime(), "kafka")
            .uid("kafka"),
        config.brand(),
        IcebergOutputs.of(config.brand(), config.types(), config.parallelism()));
    System.out.println("Job " + config.jobName() + " reads " + String.join(", ", config.topics()));
    env.execute(config.jobName());
    return 0;
  }
}
