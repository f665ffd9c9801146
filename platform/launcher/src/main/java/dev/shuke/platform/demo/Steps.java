package dev.shuke.platform.demo;

import dev.shuke.platform.home.Home;
import dev.shuke.platform.process.MemorySampler;
import dev.shuke.platform.process.Processes;
import dev.shuke.platform.process.RunFile;
import dev.shuke.platform.text.TextTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Times the steps of the demo, one after the other, and keeps the highest memory of all processes
 * together during each.
 */
final class Steps implements AutoCloseable {
  private final Processes processes;
  private final Set<Long> foreground = ConcurrentHashMap.newKeySet();
  private final MemorySampler memory;
  private final List<Step> steps = new ArrayList<>();

  /** One step that is over. */
  private record Step(String name, double seconds, long peakBytes) {}

  Steps(Home home) {
    this.processes = home.processes();
    this.memory = new MemorySampler(this::pids);
  }

  private Collection<Long> pids() {
    List<Long> pids = new ArrayList<>(foreground);
    pids.add(ProcessHandle.current().pid());
    processes.all().stream().filter(RunFile::isRunning).map(RunFile::pid).forEach(pids::add);
    return pids;
  }

  /** Counts the memory of a process that is not among those that stay. */
  void count(ProcessHandle process) {
    foreground.add(process.pid());
  }

  void run(String name, Runnable work) {
    memory.takeStepPeakBytes();
    long start = System.nanoTime();
    work.run();
    steps.add(new Step(name, (System.nanoTime() - start) / 1e9, memory.takeStepPeakBytes()));
    foreground.clear();
  }

  String text() {
    TextTable table = new TextTable("step", ">seconds", ">peak memory of all processes");
    for (Step step : steps) {
      table.row(step.name, seconds(step.seconds), TextTable.megabytes(step.peakBytes));
    }
    double sum = steps.stream().mapToDouble(Step::seconds).sum();
    table.row("all", seconds(sum), TextTable.megabytes(memory.peakBytes()));
    return table.text();
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  @Override
  public void close() {
    memory.close();
  }
}
