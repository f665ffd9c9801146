package dev.shuke.streaming;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/** Sums the CPU time of threads by name, those that end included up to a moment before. */
final class ThreadWatch {
  private static final long PAUSE_MILLIS = 200;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> before = new TreeMap<>();
  private final Map<Long, Long> newest = new TreeMap<>();
  private final Map<Long, String> names = new TreeMap<>();
  private final Map<String, Long> sums;
  private final Thread watcher = new Thread(this::watch, "watch");
  private volatile boolean isOver;

  ThreadWatch(Map<String, Long> sums) {
    this.sums = sums;
    watcher.setDaemon(true);
  }

  void start() {
    look(before);
    watcher.start();
  }

  private void watch() {
    while (!isOver) {
      look(newest);
      try {
        // The rhythm of the samples; nothing waits for it.
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look(Map<Long, Long> times) {
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null) {
        times.put(thread.getThreadId(), threads.getThreadCpuTime(thread.getThreadId()));
        names.put(thread.getThreadId(), thread.getThreadName());
      }
    }
  }

  void end() throws InterruptedException {
    isOver = true;
    watcher.join();
    newest.forEach(
        (id, nanos) ->
            sums.merge(
                names.getOrDefault(id, "?").replaceAll(" \\(\\d+/\\d+\\).*", ""),
                (nanos - before.getOrDefault(id, 0L)) / 1_000_000,
                Long::sum));
  }
}
