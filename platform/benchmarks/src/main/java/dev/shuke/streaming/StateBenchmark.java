package dev.shuke.streaming;

import dev.shuke.brand.Brand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How much memory the job needs while it remembers a day of ids, and whether that stays so: orders
 * come as fast as they can, while the broker's time goes by an hour for so many of them. From the
 * 25th hour on as many ids are forgotten as come.
 */
@Command(
    name = "state",
    mixinStandardHelpOptions = true,
    description = "Watch the Flink job's memory while it remembers the ids of 24 hours.")
public final class StateBenchmark implements Callable<Integer> {

  @Option(names = "--per-hour", description = "Orders of an hour; 1000000 unless told.")
  private long perHour = 1_000_000;

  @Option(names = "--hours", description = "Hours of the broker's time; 30 unless told.")
  private int hours = 30;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StateBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("state-benchmark");
    try {
      Brand brand = MemoryJob.brand(folder);
      SteadyOrders orders =
          new SteadyOrders(brand.topic("orders"), Instant.parse("2026-03-01T00:00:00Z"), perHour);
      System.out.printf("%,d orders an hour, heap of at most %,d MB%n", perHour, mostHeap());
      System.out.println("hour   resident MB   heap MB   orders/s");
      Thread watcher = new Thread(this::watch, "watch");
      watcher.setDaemon(true);
      watcher.start();
      MemoryJob.run(brand, folder, CHECKPOINT_INTERVAL, orders, perHour * hours);
      return 0;
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /** A line at the end of each hour. */
  private void watch() {
    long before = System.nanoTime();
    for (int hour = 1; hour <= hours; hour++) {
      while (SteadyOrders.made() < hour * perHour) {
        try {
          // The rhythm of the samples; nothing waits for it.
          Thread.sleep(100);
        } catch (InterruptedException e) {
          return;
        }
      }
      long now = System.nanoTime();
      System.out.printf(
          Locale.ROOT,
          "%4d %,13d %,9d %,10.0f%n",
          hour,
          residentMegabytes(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
          perHour * 1e9 / (now - before));
      before = now;
    }
  }

  private static long mostHeap() {
    return Runtime.getRuntime().maxMemory() >> 20;
  }

  /** What the system says this process holds. */
  private static long residentMegabytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
        }
      }
    } catch (IOException e) {
      // Only Linux has this file; the heap is told all the same.
    }
    return -1;
  }
}
