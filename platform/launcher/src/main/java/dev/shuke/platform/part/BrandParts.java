package dev.shuke.platform.part;

import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.QuarantineKeys;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.text.Progress;
import dev.shuke.table.Bootstrap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What one brand has of a platform, started and ended without touching the jobs of the others. */
public final class BrandParts {
  private final Home home;
  private final Processes processes;
  private final Progress progress;

  public BrandParts(Home home, Progress progress) {
    this.home = home;
    this.processes = home.processes();
    this.progress = progress;
  }

  /** Whether the platform runs, so that a brand's job should run too. */
  public boolean isUp() {
    return processes.isRunning(Broker.NAME);
  }

  public boolean isJobRunning(String brand) {
    return processes.isRunning(new FlinkJob(home, brand).name());
  }

  /** Makes what the brand lacks of keys, tables and topics; its Kafka must answer. */
  public void complete(BrandPlace brand) {
    new ApiKeys(home).complete(List.of(brand));
    QuarantineKeys.complete(List.of(brand));
    try {
      Bootstrap.run(brand.brand());
    } catch (Exception e) {
      throw ShukeException.failed(
          "Cannot create the tables of %s: %s.", brand.id(), e.getMessage());
    }
    try (KafkaTopics topics = KafkaTopics.of(brand.brand())) {
      topics.createMissing(brand.brand());
    }
  }

  /** Starts the brand's job from its newest state, and waits until all of it runs. */
  public void startJob(BrandPlace brand) {
    FlinkJob job = new FlinkJob(home, brand.id());
    home.createTemporary();
    job.start(home, brand)
        .ifPresent(
            state ->
                progress.say("%s goes on from %s", job.name(), home.folder().relativize(state)));
    job.awaitReady();
    progress.say(
        "The Flink job of %s is running: http://%s", brand.id(), brand.flinkPort().address());
  }

  /** Ends the brand's job, with a savepoint if it can write one; true if it was running. */
  public boolean stopJob(String brand) {
    FlinkJob job = new FlinkJob(home, brand);
    boolean wasRunning = processes.isRunning(job.name());
    Optional<Path> savepoint = job.stop(progress);
    if (wasRunning) {
      progress.say(
          "%s has ended%s",
          job.name(),
          savepoint
              .map(path -> " with " + home.folder().relativize(path))
              .orElse(" without a savepoint; its newest checkpoint counts"));
    }
    return wasRunning;
  }

  /** The state from which the brand's job would go on; empty when it never ran. */
  public Optional<Path> newestState(String brand) {
    return new RestorePoints(home.flink(brand)).newest();
  }

  /**
   * Lets those that read the brands at their start, Trino and the tag service, start again if they
   * run; the scheduler looks by itself.
   */
  public void tellOthers() {
    boolean hasTrino = processes.isRunning(TrinoServer.NAME);
    boolean hasService = processes.isRunning(TagService.NAME);
    if (!hasTrino && !hasService) {
      return;
    }
    progress.say("Trino and the tag service start again with the brands of now; the jobs go on");
    Jdk jdk = Jdk.forTrino();
    List<BrandPlace> brands = new Brands(home).all();
    new ApiKeys(home).complete(brands);
    processes.stop(TagService.NAME);
    if (hasTrino) {
      TrinoServer trino = new TrinoServer(home);
      processes.stop(TrinoServer.NAME);
      trino.complete(progress);
      trino.start(jdk, brands);
      trino.awaitReady();
      progress.say("Trino is ready: %s", new Trino(home).url());
    }
    if (hasService) {
      TagService service = new TagService(home);
      service.start(jdk, brands);
      service.awaitReady();
      progress.say("The tag service is ready: %s", service.url());
    }
  }
}
