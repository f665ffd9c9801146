package dev.shuke.platform.part;

import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.QuarantineKeys;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.process.RunFile;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import dev.shuke.table.Bootstrap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The way of the events alone, Kafka and one brand's Flink job, for proofs that break them; readers
 * if a proof asks for them.
 */
public final class Pipeline {
  private final Home home;
  private final BrandPlace brand;
  private final Processes processes;
  private final Broker broker;
  private final FlinkJob job;

  public Pipeline(Home home, BrandPlace brand, JobOptions options) {
    this.home = home;
    this.brand = brand;
    this.processes = home.processes();
    this.broker = new Broker(home);
    this.job = new FlinkJob(home, brand.id(), options);
  }

  public void startBroker() throws Exception {
    home.ports().kafka().requireFree(Broker.NAME);
    QuarantineKeys.complete(List.of(brand));
    broker.start();
    Bootstrap.run(brand.brand());
    broker.awaitReady();
    try (KafkaTopics topics = KafkaTopics.of(brand.brand())) {
      topics.createMissing(brand.brand());
    }
  }

  /** SIGKILL; {@link #startBroker} starts it again on its log. */
  public void killBroker() {
    processes.kill(Broker.NAME);
  }

  /** Starts the job from its newest savepoint or checkpoint and waits until all of it runs. */
  public void startJob() {
    job.start(home, brand);
    job.awaitReady();
  }

  /** Starts a job that ends by itself, and waits for that. */
  public void runJob(Duration limit) {
    job.start(home, brand);
    processes.awaitDead(job.name(), limit);
  }

  /** The command by which the job would be started now. */
  public List<String> jobCommand() {
    return job.nextCommand(home, brand);
  }

  /** SIGKILL. */
  public void killJob() {
    processes.kill(job.name());
  }

  /** The broker's process, which must run. */
  public ProcessHandle brokerProcess() {
    return running(Broker.NAME);
  }

  /** The job's process, which must run. */
  public ProcessHandle jobProcess() {
    return running(job.name());
  }

  private ProcessHandle running(String name) {
    return processes
        .find(name)
        .flatMap(RunFile::handle)
        .orElseThrow(() -> ShukeException.failed("%s does not run.", name));
  }

  /** What the job has said since its last start. */
  public Path jobLog() {
    return home.logs().file(job.name());
  }

  /** Ends the job with a savepoint; empty when it could not write one. */
  public Optional<Path> stopJob(Progress progress) {
    return job.stop(progress);
  }

  /** Ends the job with a savepoint as if its input had ended; empty when it wrote none. */
  public Optional<Path> drainJob(Progress progress) {
    return job.drain(progress);
  }

  /** Starts who reads the tables of this brand, Trino and the tag service. */
  public void startReaders(Progress progress) {
    Jdk jdk = Jdk.forTrino();
    List<BrandPlace> brands = List.of(brand);
    new ApiKeys(home).complete(brands);
    TrinoServer trino = new TrinoServer(home);
    trino.complete(progress);
    trino.start(jdk, brands);
    trino.awaitReady();
    TagService service = new TagService(home);
    service.start(jdk, brands);
    service.awaitReady();
  }

  public void stopReaders() {
    processes.stop(TagService.NAME);
    processes.stop(TrinoServer.NAME);
  }

  public void stop() {
    stopReaders();
    processes.stop(job.name());
    processes.stop(Broker.NAME);
  }
}
