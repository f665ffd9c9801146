package dev.shuke.platform.part;

import dev.shuke.platform.home.ApiKeys;
import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Brands;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.QuarantineKeys;
import dev.shuke.platform.process.InterProcessLock;
import dev.shuke.platform.process.Port;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.process.RunFile;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Trees;
import dev.shuke.platform.text.Progress;
import dev.shuke.table.Bootstrap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole on one machine: which parts there are and in which order they start and end. */
public final class Platform {
  private final Home home;
  private final Processes processes;
  private final Progress progress;
  private final List<BrandPlace> brands;
  private final List<String> failures = new ArrayList<>();

  public Platform(Home home, Progress progress) {
    this.home = home;
    this.processes = home.processes();
    this.progress = progress;
    this.brands = new Brands(home).all();
  }

  public List<BrandPlace> brands() {
    return brands;
  }

  /** The names of all processes there can be, in the order in which they start. */
  public List<String> partNames() {
    return Stream.of(
            Stream.of(Broker.NAME),
            brands.stream().map(brand -> FlinkJob.NAME_PREFIX + brand.id()),
            Stream.of(TrinoServer.NAME, TagService.NAME, SchedulerProcess.NAME))
        .flatMap(names -> names)
        .toList();
  }

  /** The lock that each command takes which starts or ends parts. */
  public static InterProcessLock lock(Home home) {
    return InterProcessLock.tryTake(home.locks().resolve("launcher.lock"))
        .orElseThrow(
            () ->
                ShukeException.failed(
                    "Another ./shuke is starting or ending this platform just now; wait until it has finished."));
  }

  /**
   * Starts what is not running, all but the scheduler, and waits until it is ready. A brand that
   * cannot be started does not keep the others from it; {@link #requireAll} tells. Harmless to
   * repeat.
   */
  public void start() {
    Jdk jdk = Jdk.forTrino();
    clearRemains();
    requireFreePorts();
    home.createTemporary();
    new ApiKeys(home).complete(brands);
    QuarantineKeys.complete(brands);
    TrinoServer trino = new TrinoServer(home);
    trino.complete(progress);
    Broker broker = new Broker(home);
    startIfMissing(Broker.NAME, Optional.of(home.ports().kafka()), broker::start);
    List<BrandPlace> withTables = each(brands, this::createTables);
    if (withTables.isEmpty()) {
      requireAll();
    }
    progress.say("The catalogs of %d brands have their tables", withTables.size());
    // Trino takes longest to start, so it does while the jobs start; not before the catalogs exist,
    // which it would try to make.
    startIfMissing(
        TrinoServer.NAME, Optional.of(home.ports().trino()), () -> trino.start(jdk, withTables));
    broker.awaitReady();
    progress.say("Kafka is ready: %s", home.ports().kafka().address());
    List<BrandPlace> withJob = each(each(withTables, this::createTopics), this::startJob);
    var unused = each(withJob, this::awaitJob);
    trino.awaitReady();
    progress.say("Trino is ready: %s", new Trino(home).url());
    // A brand whose job does not run is served what was published.
    startTagService(jdk, withTables);
  }

  /**
   * To be asked once all is started.
   *
   * @throws ShukeException if a brand could not be started, with a sentence for each
   */
  public void requireAll() {
    if (!failures.isEmpty()) {
      throw ShukeException.failed(
          "Not all brands could be started; the others run. Mend these, then run ./shuke up again:%n%s",
          String.join("\n", failures));
    }
  }

  /** Does it for each brand; those for which it could be done. */
  private List<BrandPlace> each(List<BrandPlace> some, Consumer<BrandPlace> work) {
    List<BrandPlace> done = new ArrayList<>();
    for (BrandPlace brand : some) {
      try {
        work.accept(brand);
        done.add(brand);
      } catch (RuntimeException e) {
        progress.say("%s cannot be started, the others go on", brand.id());
        failures.add(brand.id() + ": " + e.getMessage());
      }
    }
    return done;
  }

  private void clearRemains() {
    for (RunFile dead : processes.forgetDead()) {
      progress.say(
          "%s (pid %d) of an earlier start has ended by itself; it is started again",
          dead.name(), dead.pid());
    }
  }

  /** Asked before anything is started, so that a taken port leaves nothing half started. */
  private void requireFreePorts() {
    requireFree(Broker.NAME, home.ports().kafka());
    requireFree(Broker.NAME, home.ports().kafkaController());
    requireFree(TrinoServer.NAME, home.ports().trino());
    requireFree(TagService.NAME, home.ports().tagService());
    brands.forEach(brand -> requireFree(new FlinkJob(home, brand.id()).name(), brand.flinkPort()));
  }

  private void requireFree(String name, Port port) {
    if (!processes.isRunning(name)) {
      port.requireFree(name);
    }
  }

  private void startIfMissing(String name, Optional<Port> port, Runnable start) {
    if (processes.isMissing(name, port)) {
      start.run();
    }
  }

  /**
   * In this process and before any engine: several that open an empty catalog at once race for its
   * first tables.
   */
  private void createTables(BrandPlace brand) {
    try {
      Bootstrap.run(brand.brand());
    } catch (Exception e) {
      throw ShukeException.failed(
          "Cannot create its tables: %s. Trino and the tag service start without it, so run ./shuke down before ./shuke up.",
          e.getMessage());
    }
  }

  private void createTopics(BrandPlace brand) {
    try (KafkaTopics topics = KafkaTopics.of(brand.brand())) {
      topics.createMissing(brand.brand());
    }
  }

  private void startJob(BrandPlace brand) {
    FlinkJob job = new FlinkJob(home, brand.id());
    startIfMissing(
        job.name(),
        Optional.of(brand.flinkPort()),
        () ->
            job.start(home, brand)
                .ifPresent(
                    state ->
                        progress.say(
                            "%s goes on from %s", job.name(), home.folder().relativize(state))));
  }

  private void awaitJob(BrandPlace brand) {
    new FlinkJob(home, brand.id()).awaitReady();
    progress.say(
        "The Flink job of %s is running: http://%s", brand.id(), brand.flinkPort().address());
  }

  private void startTagService(Jdk jdk, List<BrandPlace> withTables) {
    TagService service = new TagService(home);
    startIfMissing(
        TagService.NAME,
        Optional.of(home.ports().tagService()),
        () -> service.start(jdk, withTables));
    service.awaitReady();
    progress.say("The tag service is ready: %s", service.url());
  }

  /** Starts the process that runs the daily chains; last, for it looks at all the others. */
  public void startScheduler() {
    SchedulerProcess scheduler = new SchedulerProcess(home);
    startIfMissing(SchedulerProcess.NAME, Optional.empty(), scheduler::start);
    scheduler.awaitReady();
    progress.say("The scheduler is running");
  }

  /**
   * Ends what was started, those who ask before those who are asked; each Flink job with a
   * savepoint.
   */
  public void stop() {
    if (processes.all().isEmpty()) {
      progress.say("Nothing is running");
    }
    stopPart(SchedulerProcess.NAME);
    stopPart(TagService.NAME);
    processes.all().stream()
        .map(RunFile::name)
        .filter(name -> name.startsWith(FlinkJob.NAME_PREFIX))
        .forEach(this::stopJob);
    stopPart(TrinoServer.NAME);
    stopPart(Broker.NAME);
    delete(home.temporary());
    delete(home.jars());
  }

  private void delete(Path folder) {
    try {
      Trees.delete(folder);
    } catch (IOException e) {
      progress.say("Could not delete all of %s: %s", folder, e.getMessage());
    }
  }

  private void stopJob(String name) {
    boolean wasRunning = processes.isRunning(name);
    Optional<Path> savepoint =
        new FlinkJob(home, name.substring(FlinkJob.NAME_PREFIX.length())).stop(progress);
    if (wasRunning) {
      progress.say(
          "%s has ended%s",
          name,
          savepoint
              .map(path -> " with " + home.folder().relativize(path))
              .orElse(" without a savepoint; ./shuke up goes on from its newest checkpoint"));
    }
  }

  private void stopPart(String name) {
    boolean isKnown = processes.find(name).isPresent();
    if (processes.stop(name)) {
      progress.say("%s has ended", name);
    } else if (isKnown) {
      progress.say("%s had ended already", name);
    }
  }
}
