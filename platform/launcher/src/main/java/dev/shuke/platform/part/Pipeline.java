package dev.shuke.platform.part;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.QuarantineKeys;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.text.Progress;
import dev.shuke.table.Bootstrap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The way of the events alone, Kafka and one brand's Flink job, for proofs that break them. */
public final class Pipeline {
  private final Home home;
  private final BrandPlace brand;
  private final Processes processes;
  private final Broker broker;
  private final FlinkJob job;

  public Pipeline(Home home, BrandPlace brand) {
    this.home = home;
    this.brand = brand;
    this.processes = home.processes();
    this.broker = new Broker(home);
    this.job = new FlinkJob(home, brand.id());
  }

  public void startBroker() throws Exception {
    home.ports().kafka().requireFree(Broker.NAME);
    QuarantineKeys.complete(List.of(brand));
    broker.start();
    Bootstrap.run(brand.brand());
    broker.awaitReady();
    try (KafkaTopics topics = new KafkaTopics(home.ports().kafka())) {
      topics.createMissing(brand.brand());
    }
  }

  /** Starts the job from its newest savepoint or checkpoint and waits until all of it runs. */
  public void startJob() {
    job.start(home, brand);
    job.awaitReady();
  }

  /** SIGKILL. */
  public void killJob() {
    processes.kill(job.name());
  }

  /** Ends the job with a savepoint; empty when it could not write one. */
  public Optional<Path> stopJob(Progress progress) {
    return job.stop(progress);
  }

  public void stop() {
    processes.stop(job.name());
    processes.stop(Broker.NAME);
  }
}
