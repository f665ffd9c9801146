package dev.shuke.platform.part;

import dev.shuke.platform.home.BrandPlace;
import dev.shuke.platform.home.Home;
import dev.shuke.platform.home.Jdk;
import dev.shuke.platform.home.Program;
import dev.shuke.platform.process.Launch;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.process.RunFile;
import dev.shuke.platform.process.ShukeException;
import dev.shuke.platform.process.Waiting;
import dev.shuke.platform.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Flink job of one brand, a process of its own. It goes on from its newest savepoint or
 * checkpoint, and ends with a savepoint, so no event is taken twice or lost; the job itself refuses
 * to start without state on tables that hold rows.
 */
final class FlinkJob {
  static final String NAME_PREFIX = "flink-";
  private static final int METRICS_BEHIND_REST = 100;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration SAVEPOINT_LIMIT = Duration.ofMinutes(1);
  private static final Duration END_LIMIT = Duration.ofSeconds(20);

  private final Processes processes;
  private final String brand;
  private final Path state;
  private final JobOptions options;

  FlinkJob(Home home, String brand) {
    this(home, brand, JobOptions.NONE);
  }

  FlinkJob(Home home, String brand, JobOptions options) {
    this.processes = home.processes();
    this.brand = brand;
    this.state = home.flink(brand);
    this.options = options;
  }

  String name() {
    return NAME_PREFIX + brand;
  }

  /** Starts the job; the state it goes on from, empty at the very first start. */
  Optional<Path> start(Home home, BrandPlace place) {
    Optional<Path> newest = new RestorePoints(state).newest();
    List<String> command = command(home, place, newest);
    processes.start(new Launch(name(), command, state, Optional.of(place.flinkPort())));
    return newest;
  }

  private List<String> command(Home home, BrandPlace place, Optional<Path> restore) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--brand-file", place.file().toString(),
                "--state-dir", state.toString(),
                "--rest-port", Integer.toString(place.flinkPort().number()),
                "--metrics-port", Integer.toString(metricsPort(place)),
                "--parallelism", Integer.toString(home.parallelism())));
    restore.ifPresent(path -> arguments.addAll(List.of("--restore", path.toString())));
    arguments.addAll(options.arguments());
    return Program.EVENTS_JOB.command(home, Jdk.javaOfThisProcess(), options.jvm(), arguments);
  }

  /** The job's metrics for Prometheus are on loopback, so far behind its REST API. */
  private static int metricsPort(BrandPlace place) {
    return place.flinkPort().number() + METRICS_BEHIND_REST;
  }

  /** The command of the next start. */
  List<String> nextCommand(Home home, BrandPlace place) {
    return command(home, place, new RestorePoints(state).newest());
  }

  void awaitReady() {
    processes.awaitReady(name(), START_LIMIT, () -> rest().runningJob().isPresent());
  }

  /**
   * Ends the job with a savepoint.
   *
   * @return the savepoint; empty when the job was not able to write one, so that the next start
   *     goes on from its newest checkpoint
   */
  Optional<Path> stop(Progress progress) {
    return stop(progress, FlinkRest.Ending.PAUSE);
  }

  /** As {@link #stop}, but as if the input had ended. */
  Optional<Path> drain(Progress progress) {
    return stop(progress, FlinkRest.Ending.DRAIN);
  }

  private Optional<Path> stop(Progress progress, FlinkRest.Ending ending) {
    Optional<Path> savepoint = Optional.empty();
    if (processes.isRunning(name())) {
      savepoint = trySavepoint(progress, ending);
      savepoint.ifPresent(path -> processes.awaitEnd(name(), END_LIMIT));
    }
    processes.stop(name());
    return savepoint;
  }

  private Optional<Path> trySavepoint(Progress progress, FlinkRest.Ending ending) {
    try {
      Optional<String> job = rest().runningJob();
      if (job.isEmpty()) {
        progress.say("%s runs no complete job, so it ends without a savepoint", name());
        return Optional.empty();
      }
      return Optional.of(savepoint(job.get(), ending));
    } catch (IOException | ShukeException e) {
      progress.say("%s wrote no savepoint (%s)", name(), e.getMessage());
      return Optional.empty();
    }
  }

  private Path savepoint(String job, FlinkRest.Ending ending) throws IOException {
    RestorePoints points = new RestorePoints(state);
    Optional<Path> before = points.newest().filter(this::isSavepoint);
    Files.createDirectories(points.savepoints());
    String request = rest().stopWithSavepoint(job, points.savepoints(), ending);
    Waiting.until(
        "the savepoint of " + name(),
        SAVEPOINT_LIMIT,
        () -> isWritten(points, before) || rest().isComplete(job, request));
    return points.newest().orElseThrow();
  }

  /**
   * Once the job has stopped its REST API goes too, maybe before we could ask; then the files tell.
   */
  private boolean isWritten(RestorePoints points, Optional<Path> before) {
    if (processes.isRunning(name())) {
      return false;
    }
    Optional<Path> now = points.newest().filter(this::isSavepoint);
    if (now.isEmpty() || now.equals(before)) {
      throw ShukeException.failed("it ended before the savepoint was complete");
    }
    return true;
  }

  private boolean isSavepoint(Path path) {
    return path.startsWith(new RestorePoints(state).savepoints());
  }

  /** The port as recorded at the start: the settings may have changed since. */
  private FlinkRest rest() {
    return new FlinkRest(processes.find(name()).map(RunFile::port).orElse(0));
  }
}
