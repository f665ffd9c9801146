package dev.shuke.batch;

import dev.shuke.brand.ConfigurationException;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a job went, for Prometheus. A job that has ended cannot be asked, so it leaves a
 * file in Prometheus's text format, for the textfile collector of the node exporter. The file of
 * the run before stands until then.
 */
final class JobMetrics {

  /** What the option {@code --metrics-file} is for. */
  static final String OPTION =
      "Where to leave how the run went, in Prometheus's text format, for a textfile collector; ends in .prom.";

  private final String job;
  private final Map<Labels, Double> stepSeconds = new ConcurrentSkipListMap<>();
  private final Map<Labels, Double> failed = new ConcurrentSkipListMap<>();
  private final Map<Labels, Double> finishedSeconds = new ConcurrentSkipListMap<>();

  /**
   * @param job what the names of the metrics start with, such as {@code shuke_daily_chain}
   */
  JobMetrics(String job) {
    this.job = job;
  }

  void step(String brand, String step, Duration took) {
    stepSeconds.put(Labels.of("brand", brand, "step", step), took.toMillis() / 1000.0);
  }

  void ended(String brand, boolean isGood, Instant at) {
    failed.put(Labels.of("brand", brand), isGood ? 0.0 : 1.0);
    finishedSeconds.put(Labels.of("brand", brand), at.toEpochMilli() / 1000.0);
  }

  /**
   * To be asked before the work.
   *
   * @param file null where nobody asked for one
   * @throws ConfigurationException when the file cannot be written, or no collector would read it
   */
  static void check(@Nullable Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().resolveSibling("");
    if (!file.toString().endsWith(".prom") || !Files.isWritable(folder)) {
      throw new ConfigurationException(
          "metrics",
          List.of(
              "--metrics-file is %s, expected a name ending in .prom in a folder that exists and may be written"
                  .formatted(file)));
    }
  }

  /**
   * Replaces the file in one step: a collector reads the old one or the new one.
   *
   * @param file null where nobody asked for one
   */
  void write(@Nullable Path file) throws IOException {
    if (file == null) {
      return;
    }
    // Readable as other files are, unlike a temporary file: the collector is another user.
    Path whole = file.resolveSibling(file.getFileName() + ".tmp");
    try (OutputStream out = Files.newOutputStream(whole)) {
      PrometheusTextFormatWriter.create().write(out, snapshots());
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private MetricSnapshots snapshots() {
    return MetricSnapshots.of(
        gauge("_step_seconds", "How long a step took; one that failed is missing", stepSeconds),
        gauge("_failed", "1 when the run failed for the brand, else 0", failed),
        gauge(
            "_finished_seconds",
            "When the run ended for the brand, well or not, in seconds since 1970 UTC",
            finishedSeconds));
  }

  private GaugeSnapshot gauge(String name, String help, Map<Labels, Double> values) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(job + name).help(help);
    values.forEach(
        (labels, value) ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(value)
                    .build()));
    return gauge.build();
  }
}
